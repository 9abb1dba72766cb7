import { OBJECT_CLASSES } from "../../lexicon/lexicon.ts";
import { overlaps } from "../../text/unit-span.ts";
import { charactersOf } from "../../text/unit-text.ts";
import { type Cue, type CueContext, type TurningContext, unitsOfClause, type VerbTerm } from "../cue.ts";

const RELIEF_CLASSES = new Set(["decrease", "remove", "stop"]);
const HALTING_CLASSES = new Set(["stop", "block", "revoke"]);
const NESTING_WORDS = new Set(
  "a the its their any planned further additional new extra proposed fresh higher plan plans proposal proposals draft rule rules to on of that would will from 对 美 其 该 相 关 新 的 了".split(
    " ",
  ),
);
const NESTING_REACH = 6;
const RELIEF = 0.7;
// Weaker cues are not worth turning round.
const WEAK = 0.2;

/**
 * A verb right before a cue acts on it: "lifted the suspension of registrations" and "dropped a plan to limit
 * tips" are relief, "stopped approving games" is a halt. Where the outer verb has a reading of its own with
 * the object (暂停加征关税: to stop a tariff), that reading counts.
 */
export function withOuterVerbs(
  cues: readonly Cue[],
  { units, clauses, terms, usedVerbs }: TurningContext,
): Cue[] {
  const outer = terms.verbs.filter((verb) => !usedVerbs.has(verb) && !verb.entry.lemma.endsWith("ion"));
  const swallowed: VerbTerm[] = [];
  const result = cues.map((cue) => {
    // "ban profit-driven enforcement": that the state's excesses are named is that they are held back.
    if (Math.abs(cue.x) < WEAK || cue.id === "state-restraint") return cue;
    const isNesting = (from: number, to: number): boolean =>
      to - from <= NESTING_REACH && units.slice(from, to).every((unit) => NESTING_WORDS.has(unit.norm));
    const verb = outer.findLast(
      (candidate) =>
        candidate.to <= cue.from &&
        // "those that refuse face fines": two verbs of one sentence, none of which governs the other.
        !(candidate.to === cue.head && candidate.entry.form === "base" && isFiniteVerb(cue)) &&
        // 取消清理不合理限制: two verbs of the same sense.
        !(candidate.to === cue.head && isRemoving(candidate) && /^(remove|decrease|loosen):/.test(cue.id)) &&
        // "postponed planned increases": planned is what they were.
        units[candidate.from]!.norm !== "planned" &&
        isNesting(candidate.to, cue.from),
    );
    if (verb === undefined || clauses[verb.from] !== clauses[cue.from]) return cue;
    const x = outerPolarity(verb, cue);
    if (x === undefined) return cue;
    swallowed.push(verb);
    const family = x > 0 ? reliefFamily(cue.family) : cue.family;
    return {
      ...cue,
      id: `${x > 0 ? "relief" : "halt"}:${cue.id}`,
      x,
      from: verb.from,
      head: verb.from,
      family,
    };
  });
  // The outer verb is spent: "halt" in "halt approvals" is no cue of its own.
  return result.filter(
    (cue) => cue.id.includes(":") || !swallowed.some((verb) => verb.from === cue.from && verb.to === cue.to),
  );
}

function isRemoving({ entry }: VerbTerm): boolean {
  return entry.classes.includes("remove");
}

function isFiniteVerb({ id, form }: Cue): boolean {
  return id.includes(":") && (form === "base" || form === "third");
}

function outerPolarity(verb: VerbTerm, cue: Cue): number | undefined {
  const table = OBJECT_CLASSES[cue.id.split(":").at(-1)!]?.x;
  for (const name of verb.entry.classes) {
    if (!RELIEF_CLASSES.has(name) && !HALTING_CLASSES.has(name)) continue;
    const own = table?.[name];
    if (own !== undefined) return own;
    if (cue.x < 0 && RELIEF_CLASSES.has(name)) return RELIEF;
    if (cue.x > 0 && HALTING_CLASSES.has(name)) return -cue.x;
  }
  return undefined;
}

function reliefFamily(family: string): string {
  if (family === "penalty" || family === "probe") return "close";
  return family === "ban" || family === "takedown" || family === "obligation" ? "easing" : family;
}

/** "authorised a trial of a tax": what is allowed is the burden that follows. */
export function withoutAllowedBurdens(cues: readonly Cue[], context: CueContext): Cue[] {
  const { clauses } = context;
  const burdens = cues.filter((cue) => cue.x < BURDENING);
  return cues
    .map((cue) => asAllowedLevy(cue, cues, context))
    .filter(
      (cue) =>
        cue.id !== "allowed" ||
        !burdens.some((burden) => burden.from > cue.from && clauses[burden.from] === clauses[cue.from]),
    );
}

const LEVIES = new Set(["tax", "tariff"]);
const LEVY = -0.5;

/** "Property tax trial gets green light": what is allowed is the levy named just before. */
function asAllowedLevy(cue: Cue, cues: readonly Cue[], { terms, clauses }: CueContext): Cue {
  if (cue.id !== "allowed") return cue;
  const levy = terms.objects.find(
    (term) =>
      LEVIES.has(term.entry.id) &&
      term.to <= cue.from &&
      clauses[term.from] === clauses[cue.from] &&
      !cues.some((other) => other !== cue && overlaps(other, term)),
  );
  return levy === undefined ? cue : { ...cue, id: `allowed:${levy.entry.id}`, family: "fiscal", x: LEVY };
}

const BURDENING = -0.3;
const BANNING = -0.4;

/** "bans firms from raising money": what is forbidden is no support. */
export function withoutForbidden(cues: readonly Cue[], { units, clauses }: CueContext): Cue[] {
  const bans = cues.filter((cue) => cue.x < BANNING && /^(block:|stop:|banned)/.test(cue.id));
  if (bans.length === 0) return [...cues];
  const isForbidden = (cue: Cue): boolean =>
    bans.some(
      (ban) =>
        cue.from > ban.from &&
        // "from making profits, raising capital or going public": the list goes on over commas.
        (clauses[cue.from] === clauses[ban.from] || cue.form === "gerund") &&
        units.slice(ban.to, cue.from).some((unit) => unit.norm === "from"),
    );
  return cues.filter((cue) => cue.x <= 0 || !isForbidden(cue));
}

const LAID_ON =
  /^(impose|issue|increase|tighten):(restriction|control|penalty|campaign|covid-control|tax|licence)$/;
const FORBIDDING = /^(banned|block:.*|state-bound)$/;
const FORBIDDEN_REACH = 18;
const SUBJECT_REACH = 8;
const CHINESE_FIRMS = /平台|企业|公司|商家|机构|银行|券商|运营者|经营者/;
const JOINING = /^(and|or|but|that|并|和|且)$/;

/**
 * 不得对民营企业设置附加条件: whoever may lay no burden on firms is held back for their sake. Where it is a platform or a
 * company that may lay none on others (平台不得对商户设置限制), the ban is a burden of its own.
 */
export function withForbiddenBurdens(cues: readonly Cue[], { units, clauses, terms }: CueContext): Cue[] {
  const spent = new Set<Cue>();
  const turned = cues.map((cue) => {
    if (cue.x >= 0 || !LAID_ON.test(cue.id)) return cue;
    const ban = cues.findLast(
      (other) =>
        FORBIDDING.test(other.id) &&
        other.from < cue.from &&
        cue.from - other.from <= FORBIDDEN_REACH &&
        !units.slice(other.to, cue.head).some((unit) => JOINING.test(unit.norm)) &&
        clauses[other.from] === clauses[cue.from],
    );
    if (ban === undefined) return cue;
    const isFirm = (term: { from: number; to: number; entry: { layer: string; id?: string } }): boolean =>
      term.to <= ban.head &&
      clauses[term.from] === clauses[ban.from] &&
      (term.entry.layer === "company" || term.entry.id === "firms" || term.entry.id === "economy");
    if ([...terms.objects, ...terms.mentions].some(isFirm)) return cue;
    const beside = { from: ban.head - SUBJECT_REACH, to: ban.head };
    const subject = unitsOfClause({ units, clauses }, beside, ban.head);
    if (CHINESE_FIRMS.test(charactersOf(subject))) return cue;
    spent.add(ban);
    return {
      ...cue,
      id: `relief:${cue.id}`,
      x: RELIEF,
      from: ban.from,
      head: ban.from,
      family: reliefFamily(cue.family),
    };
  });
  return turned.filter((cue) => !spent.has(cue));
}
