import { marked, type Terms } from "../lexicon/find-terms.ts";
import { SURNAMES } from "../lexicon/gazetteer.ts";
import type { Language } from "../text/language.ts";
import { overlaps } from "../text/unit-span.ts";
import type { Unit } from "../text/units.ts";
import type { Mention, MentionContext } from "./mention.ts";
import { roleOf } from "./mention-role.ts";

/** A family name in capitals stands for the person introduced before: "Pan said". */
export function addSurnames(units: readonly Unit[], mentions: Mention[], context: MentionContext): void {
  if (context.language !== "en") return;
  for (let at = 0; at < units.length; at++) {
    const unit = units[at]!;
    if (unit.letterCase === "lower") continue;
    const candidates = SURNAMES.get(unit.norm);
    if (candidates === undefined || mentions.some((mention) => mention.from <= at && at < mention.to))
      continue;
    // "Xi" needs no introduction; the others do. "Xi'an" and "Li Bin" are somebody else.
    const id =
      unit.norm === "xi" ? "xi-jinping" : candidates.find((candidate) => context.introduced.has(candidate));
    const next = units[at + 1];
    if (id === undefined || next?.norm === "'") continue;
    if (next !== undefined && next.letterCase !== "lower" && unit.norm !== "xi") continue;
    if (units[at - 1]?.letterCase === "capital" && at > 1 && !isTitleWord(units[at - 1]!.norm)) continue;
    const role = roleOf(units, at, at + 1, "en");
    mentions.push({
      kind: "authority",
      from: at,
      to: at + 1,
      actors: [id],
      company: undefined,
      person: undefined,
      ...role,
    });
  }
}

function isTitleWord(norm: string): boolean {
  return [
    "premier",
    "president",
    "governor",
    "minister",
    "mr",
    "the",
    "but",
    "and",
    "when",
    "while",
    "chairman",
  ].includes(norm);
}

/** "shares rose": prices are the subject only where they move. */
function isMarketMoving(term: { readonly to: number }, terms: Terms): boolean {
  return marked(terms, "marketMove").some((move) => move.from >= term.to && move.from - term.to <= 8);
}

/** "the company", 公司: a company named before, acting. */
export function addCompanyNouns(
  terms: Terms,
  mentions: Mention[],
  units: readonly Unit[],
  language: Language,
): void {
  for (const term of marked(terms, "company")) {
    if (mentions.some((mention) => overlaps(mention, term))) continue;
    const role = roleOf(units, term.from, term.to, language);
    mentions.push({
      kind: "company",
      from: term.from,
      to: term.to,
      actors: [],
      company: undefined,
      person: undefined,
      ...role,
    });
  }
}

const BOUND = /^(must|shall|will|would|may|can|cannot|face|have|are|be|were|who|that)$/;

/** Analysts and prices can govern a clause too, and then no authority does. */
export function addMarkerMentions(units: readonly Unit[], terms: Terms, mentions: Mention[]): void {
  for (const kind of ["analyst", "market"] as const) {
    for (const term of marked(terms, kind)) {
      if (mentions.some((mention) => overlaps(mention, term))) continue;
      if (kind === "market" && !isMarketMoving(term, terms)) continue;
      const role = roleOf(units, term.from, term.to, "en");
      // "program traders must report": here they are whom the rule is for.
      const isBound = kind === "analyst" && BOUND.test(units[term.to]?.norm ?? "");
      mentions.push({
        kind: isBound ? "company" : kind,
        from: term.from,
        to: term.to,
        actors: [],
        company: undefined,
        person: undefined,
        ...role,
      });
    }
  }
}
