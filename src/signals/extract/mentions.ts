import type { CalendarDay } from "../../time/calendar-day.ts";
import { actorOf, businessPersonAt, isActorValid, SURNAMES, titleHolder } from "./gazetteer.ts";
import type { Language } from "./lexicon.ts";
import type { Terms } from "./terms.ts";
import type { Unit } from "./units.ts";

/** Who is spoken of at a place of a sentence. */
export interface Mention {
  readonly kind:
    | "authority"
    | "generic"
    | "locality"
    | "media"
    | "foreign"
    | "company"
    | "analyst"
    | "market";
  readonly from: number;
  readonly to: number;
  /** Gazetteer ids of the actors meant; empty for a generic authority. */
  readonly actors: readonly string[];
  readonly company: string | undefined;
  /** Name of a business person, who stands for a company. */
  readonly person: string | undefined;
  /** Whether it can be the subject of a following verb: not behind a preposition, not a possessor. */
  readonly isSubject: boolean;
  /** Whether it stands behind "by", 被 or 由. */
  readonly isAgent: boolean;
}

/** What earlier sentences of the article fix for later ones. */
export interface MentionContext {
  readonly day: CalendarDay | undefined;
  readonly language: Language;
  /** Whether the article speaks of China at all; without it "the central bank" is nobody's. */
  readonly hasChina: boolean;
  /** People introduced so far by full name, so that a family name is enough. */
  readonly introduced: Set<string>;
  /** Whether the government last named was foreign: then "the commission" and "officials" are its own. */
  isLastGovernmentForeign: boolean;
}

const PREPOSITIONS = new Set(
  "of in on from against with for to at like including into over under between within outside near across through than about among toward towards via without before after since until despite during following ahead".split(
    " ",
  ),
);
const TEMPORAL = new Set(["after", "before", "since", "until", "following"]);
const SKIPPED_BEFORE = new Set(
  "the a an its their his her top powerful country nation 's china chinese senior state 's former new ruling then current mainland national of'".split(
    " ",
  ),
);
const CHINESE_OBJECT_MARKERS = new Set(
  "对 向 将 把 在 从 据 给 与 和 同 于 至 到 就 为 以 赴 离 往 经 自".split(" "),
);
const CHINESE_AGENT_MARKERS = new Set(["被", "由", "遭"]);
const CLAUSE_STARTERS = new Set(
  ', ; : — – " ( that and but while as when because after since although though if'.split(" "),
);
const CHINESE_CLAUSE_STARTERS = new Set("， , ： : ； ; 日 而 但 后 （ 间".split(" "));
const DEFINITE_GENERIC =
  /^(regulator|watchdog|agency|ministry|commission|authority|administration|bureau|bourse|authorities|policymakers|officials|government|ministries|senior|vice|deputy|监管|有关|主管|相关|当局|多部|部委|高层)/;
const LOCALITY_FOLLOWERS = new Set(
  "has have had will would said plans is was also and , on eased municipal city government authorities officials government's housing becomes joins".split(
    " ",
  ),
);

/**
 * Resolves the mentions of a sentence in order, and notes in `context` what later sentences may rely on.
 *
 * Descriptions ("the finance ministry") mean the Chinese body unless a foreign country stands right before
 * them or the article never speaks of China; bodies and titles resolve by date.
 */
export function resolveMentions(units: readonly Unit[], terms: Terms, context: MentionContext): Mention[] {
  const mentions: Mention[] = [];
  for (const term of terms.mentions) {
    const mention = resolveTerm(units, terms, term, context);
    if (mention === undefined) continue;
    const previous = mentions.at(-1);
    if (previous !== undefined && previous.from === mention.from && previous.to === mention.to) {
      // One phrase, two bodies ("banking regulator" before and after 2023): dates have left only valid ones.
      mentions[mentions.length - 1] = {
        ...previous,
        actors: [...new Set([...previous.actors, ...mention.actors])],
      };
    } else mentions.push(mention);
  }
  addSurnames(units, mentions, context);
  addMarkerMentions(units, terms, mentions);
  addCompanyNouns(terms, mentions, units, context.language);
  mentions.sort((a, b) => a.from - b.from);
  for (const mention of mentions) {
    if (mention.kind === "foreign" && mention.isSubject) context.isLastGovernmentForeign = true;
    if (mention.kind === "authority" && mention.isSubject) context.isLastGovernmentForeign = false;
  }
  return mentions;
}

function resolveTerm(
  units: readonly Unit[],
  terms: Terms,
  term: Terms["mentions"][number],
  context: MentionContext,
): Mention | undefined {
  const { entry, from, to } = term;
  const role = roleOf(units, from, to, context.language);
  // "after Beijing halted": here "after" opens a clause; "after the plenum" it does not.
  const opensClause = TEMPORAL.has(units[from - 1]?.norm ?? "") && isActingCountry(units, terms, to);
  const position = { from, to, ...role, isSubject: role.isSubject || opensClause };
  const none = { ...position, actors: [], company: undefined, person: undefined } as const;
  switch (entry.layer) {
    case "foreign":
      return {
        ...none,
        kind: "foreign",
        isSubject: position.isSubject && isForeignSubject(units, from, to, context.language),
      };
    case "company":
      if (/^(share|shares|stock|equity|bonds)$/.test(units[to]?.norm ?? "")) {
        return { ...none, kind: "market", company: entry.id };
      }
      return { ...none, kind: "company", company: entry.id };
    case "businessPerson": {
      const { name, company } = businessPersonAt(entry.index);
      return { ...none, kind: "company", company, person: name };
    }
    case "media":
      return { ...none, kind: "media", actors: [entry.id] };
    case "locality":
      return isLocalityActing(units, terms, to, position.isSubject, context.language)
        ? { ...none, kind: "locality", actors: [entry.id] }
        : undefined;
    case "generic":
      return resolveGeneric(units, terms, entry.text, none, context);
    case "title": {
      if (isForeignBefore(units, terms, from)) return { ...none, kind: "foreign" };
      const holder = context.hasChina ? titleHolder(entry.title, context.day) : undefined;
      if (holder === undefined) return undefined;
      context.introduced.add(holder);
      return { ...none, kind: "authority", actors: [holder] };
    }
    case "person":
      context.introduced.add(entry.id);
      return { ...none, kind: "authority", actors: [entry.id] };
    case "organisation": {
      if (!isActorValid(actorOf(entry.id), context.day)) return undefined;
      const isDescription = context.language === "en" && units[from]!.letterCase === "lower";
      const isTitleDescription = context.language === "en" && !isProperName(units, from, to);
      if (isForeignBefore(units, terms, from) || isForeignAfter(units, terms, to))
        return { ...none, kind: "foreign" };
      if ((isDescription || isTitleDescription) && !context.hasChina) return undefined;
      if (isDescription && context.isLastGovernmentForeign && !hasChinaBefore(units, from)) {
        // "the central bank" in a paragraph about the Fed is the Fed.
        return isGenericBody(units, from, to)
          ? { ...none, kind: "foreign" }
          : { ...none, kind: "authority", actors: [entry.id] };
      }
      return { ...none, kind: "authority", actors: [entry.id] };
    }
  }
}

const GENERIC_BODIES = new Set([
  "central bank",
  "cabinet",
  "parliament",
  "lawmakers",
  "commerce ministry",
  "finance ministry",
  "trade ministry",
  "foreign ministry",
  "central government",
  "ruling party",
  "prosecutors",
  "supreme court",
  "top court",
]);

function isGenericBody(units: readonly Unit[], from: number, to: number): boolean {
  return GENERIC_BODIES.has(
    units
      .slice(from, to)
      .map((unit) => unit.norm)
      .join(" "),
  );
}

function isProperName(units: readonly Unit[], from: number, to: number): boolean {
  let capitals = 0;
  for (let at = from; at < to; at++) if (units[at]!.letterCase !== "lower") capitals++;
  return to - from === 1 ? units[from]!.letterCase === "capitals" : capitals >= 2;
}

function resolveGeneric(
  units: readonly Unit[],
  terms: Terms,
  text: string,
  none: Omit<Mention, "kind">,
  context: MentionContext,
): Mention | undefined {
  if (text === "China" || text === "中国" || text === "我国" || text === "北京" || text === "Beijing") {
    return { ...none, kind: "generic", isSubject: none.isSubject && isActingCountry(units, terms, none.to) };
  }
  if (DEFINITE_GENERIC.test(text) && context.isLastGovernmentForeign) return { ...none, kind: "foreign" };
  if (DEFINITE_GENERIC.test(text) && !context.hasChina) return undefined;
  return { ...none, kind: "generic" };
}

const AFTER_ACTOR = new Set(
  "will would has have had is may might could should must to also on in at for from after and or not , – — : ; ( that said says plans aims wants needs seeks vows now today yesterday 、 ， ： 将 拟 已 于 在 对 也 要 正 决 宣 从 自 不 同 和".split(
    " ",
  ),
);

/** "China cut", "China will", "Beijing on Friday": the country acts. "China tech rout": it only describes. */
function isActingCountry(units: readonly Unit[], terms: Terms, to: number): boolean {
  const next = units[to];
  if (next === undefined) return true;
  if (AFTER_ACTOR.has(next.norm) || next.norm.endsWith("ly")) return true;
  if (terms.verbs.some((verb) => verb.from === to && verb.entry.form !== "adjective")) return true;
  if (terms.fixed.some((fixed) => fixed.from === to)) return true;
  return [...terms.markers.entries()].some(
    ([marker, list]) => ACTING_MARKERS.has(marker) && list.some((term) => term.from === to),
  );
}

const ACTING_MARKERS = new Set<string>([
  "speech",
  "plan",
  "schedule",
  "consider",
  "denial",
  "negation",
  "rumour",
]);

/** Whether a name may be the subject of a verb after it, or is an agent after "by". */
function roleOf(
  units: readonly Unit[],
  from: number,
  to: number,
  language: Language,
): { isSubject: boolean; isAgent: boolean } {
  if (language === "zh") {
    const before = units[from - 1]?.norm ?? "";
    const isAgent = CHINESE_AGENT_MARKERS.has(before);
    const next = units[to]?.norm ?? "";
    return { isAgent, isSubject: isAgent || (!CHINESE_OBJECT_MARKERS.has(before) && next !== "的") };
  }
  let at = from - 1;
  while (at >= 0 && from - at <= 4 && SKIPPED_BEFORE.has(units[at]!.norm)) at--;
  const before = units[at]?.norm ?? "";
  const isAgent = before === "by";
  const isPossessor = units[to]?.norm === "'s";
  return { isAgent, isSubject: !isPossessor && !PREPOSITIONS.has(before) };
}

/** "US tariffs" names a kind of tariff; only a country at the head of its clause acts. */
function isForeignSubject(units: readonly Unit[], from: number, to: number, language: Language): boolean {
  if (language === "zh") {
    const before = units[from - 1]?.norm;
    return before === undefined || CHINESE_CLAUSE_STARTERS.has(before) || to - from > 2;
  }
  const isCountry = to - from === 1 || units[from]!.norm === "united";
  if (!isCountry) return true;
  let at = from - 1;
  while (at >= 0 && (units[at]!.norm === "the" || units[at]!.norm === "president")) at--;
  return at < 0 || CLAUSE_STARTERS.has(units[at]!.norm) || units[at]!.norm === "by";
}

function isForeignBefore(units: readonly Unit[], terms: Terms, from: number): boolean {
  let at = from;
  for (let steps = 0; steps < 3 && at > 0; steps++) {
    const index = at;
    const isForeign =
      terms.foreignAdjectives.some((term) => term.to === index) ||
      terms.mentions.some((term) => term.entry.layer === "foreign" && term.to === index);
    if (isForeign) return true;
    const norm = units[at - 1]!.norm;
    if (norm === "china" || norm === "chinese" || norm === "," || norm === "." || norm === "and")
      return false;
    if (norm !== "'s" && norm !== "top" && norm !== "main" && norm !== "financial" && norm !== "national")
      return false;
    at--;
  }
  return false;
}

/** "the finance ministry of India". */
function isForeignAfter(units: readonly Unit[], terms: Terms, to: number): boolean {
  if (units[to]?.norm !== "of" && units[to]?.norm !== "in") return false;
  return terms.mentions.some(
    (term) => term.entry.layer === "foreign" && term.from >= to + 1 && term.from <= to + 2,
  );
}

function hasChinaBefore(units: readonly Unit[], from: number): boolean {
  for (let at = Math.max(0, from - 3); at < from; at++) {
    if (units[at]!.norm === "china" || units[at]!.norm === "chinese" || units[at]!.norm === "beijing")
      return true;
  }
  return false;
}

/** A city acts where it is a subject and a verb, or its government, follows. */
function isLocalityActing(
  units: readonly Unit[],
  terms: Terms,
  to: number,
  isSubject: boolean,
  language: Language,
): boolean {
  if (!isSubject) return false;
  const next = units[to]?.norm ?? "";
  if (terms.verbs.some((verb) => verb.from === to && verb.entry.form !== "adjective")) return true;
  if (terms.fixed.some((fixed) => fixed.from === to)) return true;
  if (language === "zh") {
    const near = (term: { readonly from: number }): boolean => term.from >= to && term.from - to <= 3;
    return terms.verbs.some(near) || terms.fixed.some(near) || next === "、";
  }
  return LOCALITY_FOLLOWERS.has(next);
}

/** A family name in capitals stands for the person introduced before: "Pan said". */
function addSurnames(units: readonly Unit[], mentions: Mention[], context: MentionContext): void {
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
  return (terms.markers.get("marketMove") ?? []).some(
    (move) => move.from >= term.to && move.from - term.to <= 8,
  );
}

/** "the company", 公司: a company named before, acting. */
function addCompanyNouns(
  terms: Terms,
  mentions: Mention[],
  units: readonly Unit[],
  language: Language,
): void {
  for (const term of terms.markers.get("company") ?? []) {
    if (mentions.some((mention) => mention.from < term.to && term.from < mention.to)) continue;
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

/** Analysts and prices can govern a clause too, and then no authority does. */
function addMarkerMentions(units: readonly Unit[], terms: Terms, mentions: Mention[]): void {
  for (const kind of ["analyst", "market"] as const) {
    for (const term of terms.markers.get(kind) ?? []) {
      if (mentions.some((mention) => mention.from < term.to && term.from < mention.to)) continue;
      if (kind === "market" && !isMarketMoving(term, terms)) continue;
      const role = roleOf(units, term.from, term.to, "en");
      mentions.push({
        kind,
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
