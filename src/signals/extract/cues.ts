import { type Language, OBJECT_CLASSES } from "./lexicon.ts";
import type { Term, Terms } from "./terms.ts";
import type { Unit } from "./units.ts";

/** A direction x object pair, or a fixed phrase, inside one clause. */
export interface Cue {
  /** `decrease:reserve-ratio` for a pair, `summoned` for a fixed phrase, `relief:banned` for a lifted one. */
  readonly id: string;
  readonly family: string;
  /** Polarity and strength before scope: -1 .. 1; 0 for a neutral act. */
  readonly x: number;
  /** Units covered. */
  readonly from: number;
  readonly to: number;
  /** Where the governing verb stands: scope (negation, plans, denial) is read just before it. */
  readonly head: number;
  readonly isPassive: boolean;
  /** True for "have" + past participle before a past-perfect test and such; the form of the head. */
  readonly form: string | undefined;
  /** "faces a fine": the subject is at the receiving end. */
  readonly isReceiving: boolean;
}

type VerbTerm = Terms["verbs"][number];
type ObjectTerm = Terms["objects"][number];

// How far apart, in units, the members of a pair may stand. Chinese units are characters.
const WINDOW = {
  en: { forward: 10, backward: 10, list: 4 },
  zh: { forward: 22, backward: 14, list: 14 },
} as const;
const RELIEF_CLASSES = new Set(["decrease", "remove", "stop"]);
const BE = new Set(["be", "been", "being", "is", "are", "was", "were", "get", "got", "gets"]);
// A noun that merely names the field of a cue: "game licence", "stock trading".
const ADVERB_GAP = 3;
const CUES_PER_VERB = 2;
// "hits Alibaba with a fine".
const HITTING = new Set(["hit", "slap"]);
const RECEIVING = new Set(["face", "receive", "incur"]);
const BREAK_WORDS = new Set([
  "with",
  "amid",
  "despite",
  "without",
  "by",
  "ahead",
  "as",
  "than",
  "so",
  "against",
  "if",
  "whether",
]);

/** Finds the cues of a sentence. `clauses` numbers the clause of each unit. */
export function findCues(
  units: readonly Unit[],
  clauses: readonly number[],
  terms: Terms,
  language: Language,
): Cue[] {
  const usedVerbs = new Set<VerbTerm>();
  const usedObjects = new Set<ObjectTerm>();
  const verbs = terms.verbs.filter((verb) => !isInsideObject(verb, terms.objects));
  const pairs = pairCues(units, clauses, { ...terms, verbs }, language, usedVerbs, usedObjects);
  const fixed = fixedCues(terms, pairs, units);
  const directives = language === "en" ? directiveCues(units, clauses, terms) : [];
  const cues = [...pairs, ...fixed, ...directives].sort((a, b) => a.from - b.from || b.to - a.to);
  const kept = withoutForbidden(withoutOrders(cues, clauses), units, clauses);
  return applyOuterVerbs(kept, units, clauses, terms, usedVerbs);
}

/** "bans firms from raising money": what is forbidden is no support. */
function withoutForbidden(cues: readonly Cue[], units: readonly Unit[], clauses: readonly number[]): Cue[] {
  const bans = cues.filter(
    (cue) =>
      cue.x < -0.4 && (cue.id.startsWith("block:") || cue.id === "banned" || cue.id.startsWith("stop:")),
  );
  if (bans.length === 0) return [...cues];
  return cues.filter(
    (cue) =>
      cue.x <= 0 ||
      !bans.some(
        (ban) =>
          cue.from > ban.from &&
          clauses[cue.from] === clauses[ban.from] &&
          units.slice(ban.to, cue.from).some((unit) => unit.norm === "from"),
      ),
  );
}

/** What a platform is told to do ("protect riders") is a burden to it, however kind the words. */
function withoutOrders(cues: readonly Cue[], clauses: readonly number[]): Cue[] {
  const orders = cues.filter((cue) => cue.id === "directed");
  if (orders.length === 0) return [...cues];
  return cues.filter(
    (cue) =>
      cue.x <= 0 ||
      !orders.some((order) => cue.from > order.from && clauses[cue.from] === clauses[order.from]),
  );
}

function pairCues(
  units: readonly Unit[],
  clauses: readonly number[],
  terms: Terms,
  language: Language,
  usedVerbs: Set<VerbTerm>,
  usedObjects: Set<ObjectTerm>,
): Cue[] {
  const window = WINDOW[language];
  const cues: Cue[] = [];
  // A long fixed phrase is more exact than a pair found inside it.
  const exact = terms.fixed.filter((term) => term.to - term.from >= (language === "en" ? 3 : 4));
  const breaks = pairBreaks(units, terms, language);
  const perVerb = new Map<VerbTerm, number>();
  let previous: { verb: VerbTerm; object: ObjectTerm; cue: Cue } | undefined;
  const objects = terms.objects.filter((object) => !isVerbReading(units, object, terms.verbs));
  for (const [index, object] of objects.entries()) {
    const twin = objects[index + 1];
    if (exact.some((phrase) => phrase.from <= object.from && object.to <= phrase.to)) continue;
    const clause = clauses[object.from];
    const matchOf = (candidate: ObjectTerm): PairMatch | undefined =>
      compoundVerb(candidate, terms.verbs, clauses, objects, language) ??
      precedingVerb(units, candidate, terms.verbs, clauses, window.forward, breaks, usedVerbs, usedObjects) ??
      listedVerb(candidate, previous, terms.verbs, window.list, breaks) ??
      passiveVerb(units, candidate, terms.verbs, clauses, window.backward, language);
    const match = matchOf(object);
    if (match === undefined) continue;
    // One word of two classes ("curbs" restrict and control) is one object: the stronger reading counts.
    if (twin !== undefined && twin.from === object.from && twin.to === object.to) {
      const other = matchOf(twin);
      if (other !== undefined && Math.abs(other.x) > Math.abs(match.x)) continue;
    }
    const before = objects[index - 1];
    if (before !== undefined && before.from === object.from && usedObjects.has(before)) continue;
    const { verb, x, verbClass, isPassive } = match;
    if ((perVerb.get(verb) ?? 0) >= CUES_PER_VERB) continue;
    if (exact.some((phrase) => phrase.from <= verb.from && verb.to <= phrase.to)) continue;
    usedVerbs.add(verb);
    usedObjects.add(object);
    // Two objects of one class under one verb ("subsidies and vouchers") are one cue.
    if (previous !== undefined && previous.verb === verb && previous.cue.id.endsWith(`:${object.entry.id}`)) {
      previous = { verb, object, cue: previous.cue };
      continue;
    }
    const cue: Cue = {
      id: `${verbClass}:${object.entry.id}`,
      family: OBJECT_CLASSES[object.entry.id]!.family,
      x,
      from: Math.min(verb.from, object.from),
      to: Math.max(verb.to, object.to),
      head: clause === clauses[verb.from] || previous === undefined ? verb.from : previous.cue.head,
      isPassive,
      form: verb.entry.form,
      isReceiving: RECEIVING.has(verb.entry.lemma),
    };
    cues.push(withdrawnRestriction(cue, units, terms) ?? cue);
    perVerb.set(verb, (perVerb.get(verb) ?? 0) + 1);
    previous = { verb, object, cue };
  }
  return cues;
}

/** 准入限制 is a restriction; the 限制 in it restricts nothing. */
function isInsideObject(verb: VerbTerm, objects: readonly ObjectTerm[]): boolean {
  return objects.some(
    (object) =>
      object.from <= verb.from && verb.to <= object.to && object.to - object.from > verb.to - verb.from,
  );
}

const VERB_HERALDS = new Set([
  "to",
  "will",
  "would",
  "must",
  "should",
  "can",
  "could",
  "may",
  "shall",
  "not",
  "also",
  "further",
  "it",
  "they",
  "fully",
]);

/** "to support growth": here "support" is no object, though it can be one. */
function isVerbReading(units: readonly Unit[], object: ObjectTerm, verbs: readonly VerbTerm[]): boolean {
  if (object.to - object.from !== 1) return false;
  const isVerb = verbs.some((verb) => verb.from === object.from && verb.to >= object.to);
  return isVerb && VERB_HERALDS.has(units[object.from - 1]?.norm ?? "");
}

/** "scraps ownership caps in manufacturing": the caps are scrapped, they cap nothing. */
function isUsedAsObject(verb: VerbTerm, usedObjects: ReadonlySet<ObjectTerm>): boolean {
  for (const object of usedObjects) if (object.from <= verb.from && verb.to <= object.to) return true;
  return false;
}

/** "shelves plan to tax", "withdrew draft rules limiting play": what is dropped was a burden. */
function withdrawnRestriction(cue: Cue, units: readonly Unit[], terms: Terms): Cue | undefined {
  const [name, object] = cue.id.split(":");
  if (object !== "document" || !RELIEF_CLASSES.has(name!)) return undefined;
  const isNear = (term: { readonly from: number }): boolean => term.from >= cue.to && term.from - cue.to <= 4;
  const isBurden =
    terms.verbs.some((verb) => isNear(verb) && verb.entry.classes.some((one) => BURDENING.has(one))) ||
    terms.objects.some(
      (term) => isNear(term) && (term.entry.id === "restriction" || term.entry.id === "tax"),
    );
  return isBurden && units.length > 0
    ? { ...cue, id: "relief:document", x: 0.6, family: "easing" }
    : undefined;
}

const BURDENING = new Set(["curb", "block", "tighten", "impose"]);

interface PairMatch {
  readonly verb: VerbTerm;
  readonly verbClass: string;
  readonly x: number;
  readonly isPassive: boolean;
}

/** "rate cut", "licence freeze": the verb follows its object at once and has no object of its own. */
function compoundVerb(
  object: ObjectTerm,
  verbs: readonly VerbTerm[],
  clauses: readonly number[],
  objects: readonly ObjectTerm[],
  language: Language,
): PairMatch | undefined {
  const verb = verbs.find(
    (candidate) =>
      candidate.from === object.to &&
      candidate.entry.form !== "adjective" &&
      candidate.entry.form !== "gerund",
  );
  if (verb === undefined || clauses[verb.from] !== clauses[object.from]) return undefined;
  if (language === "zh" && verb.entry.classes.some((name) => INTRODUCING.has(name))) return undefined;
  const hasOwnObject = objects.some(
    (other) =>
      other.from >= verb.to &&
      other.from - verb.to <= ADVERB_GAP &&
      clauses[other.from] === clauses[verb.from],
  );
  return hasOwnObject ? undefined : pairOf(verb, object, false);
}

function precedingVerb(
  units: readonly Unit[],
  object: ObjectTerm,
  verbs: readonly VerbTerm[],
  clauses: readonly number[],
  reach: number,
  breaks: readonly number[],
  usedVerbs: ReadonlySet<VerbTerm>,
  usedObjects: ReadonlySet<ObjectTerm>,
): PairMatch | undefined {
  // An adjective ("tighter rules") speaks only where no verb does.
  for (const wantsAdjective of [false, true]) {
    let tried = 0;
    for (let index = verbs.length - 1; index >= 0 && tried < 3; index--) {
      const verb = verbs[index]!;
      if (verb.to > object.from || (verb.entry.form === "adjective") !== wantsAdjective) continue;
      if (isUsedAsObject(verb, usedObjects)) continue;
      const gap = object.from - verb.to;
      if (gap > (wantsAdjective ? 2 : reach) || clauses[verb.from] !== clauses[object.from]) break;
      if (breaks.some((at) => at >= verb.to && at < object.from) && !HITTING.has(verb.entry.lemma)) break;
      tried++;
      // A verb that has its object takes another one only as part of a list.
      if (usedVerbs.has(verb)) break;
      const match = pairOf(verb, object, isPassiveVerb(units, verb));
      if (match !== undefined) return match;
    }
  }
  return undefined;
}

/** "was hit with a fine". */
function isPassiveVerb(units: readonly Unit[], verb: VerbTerm): boolean {
  // "cut" and "hit" are participles of their own, so that "base" may be one too.
  if (verb.entry.form !== "past" && verb.entry.form !== "base") return false;
  const before = units[verb.from - 1]?.norm ?? "";
  return BE.has(before) || (/(ly|also|not)$/.test(before) && BE.has(units[verb.from - 2]?.norm ?? ""));
}

/** The next member of a list: "to support consumption, investment and trade". */
function listedVerb(
  object: ObjectTerm,
  previous: { verb: VerbTerm; object: ObjectTerm; cue: Cue } | undefined,
  verbs: readonly VerbTerm[],
  reach: number,
  breaks: readonly number[],
): PairMatch | undefined {
  if (previous === undefined || object.from - previous.object.to > reach) return undefined;
  const between = verbs.some(
    (verb) => verb.from >= previous.object.to && verb.to <= object.from && verb !== previous.verb,
  );
  if (between || breaks.some((at) => at >= previous.object.to && at < object.from)) return undefined;
  const match = pairOf(previous.verb, object, false);
  // What a list goes on with, goes the same way: "cuts reserves, ... support" does not cut the support.
  return match !== undefined && match.x * previous.cue.x > 0 ? match : undefined;
}

/** Places that no pair reaches over: speech ("said"), and words that start another thought ("with", "amid"). */
function pairBreaks(units: readonly Unit[], terms: Terms, language: Language): number[] {
  const places: number[] = [];
  if (language === "zh") return places;
  for (const term of terms.markers.get("speech") ?? []) {
    if (/^(said|says|say|saying|told|tells|added|adding|noted|stated)$/.test(units[term.from]!.norm))
      places.push(term.from);
  }
  for (const [at, unit] of units.entries()) if (BREAK_WORDS.has(unit.norm)) places.push(at);
  return places;
}

/** "restrictions will be lifted", 存款准备金率…下调: the object comes first. */
function passiveVerb(
  units: readonly Unit[],
  object: ObjectTerm,
  verbs: readonly VerbTerm[],
  clauses: readonly number[],
  reach: number,
  language: Language,
): PairMatch | undefined {
  let fallback: PairMatch | undefined;
  for (const verb of verbs) {
    if (verb.from < object.to) continue;
    if (verb.from - object.to > reach || clauses[verb.from] !== clauses[object.from]) break;
    if (language === "zh") {
      // 印花税实施减半征收: "carries out" only introduces the verb that tells the direction.
      const match = pairOf(verb, object, true);
      if (match !== undefined && !INTRODUCING.has(match.verbClass)) return match;
      fallback ??= match;
      continue;
    }
    const isAdjacent = verb.entry.form === "past" && verb.from === object.to;
    if (isPassiveVerb(units, verb) || isAdjacent) {
      const match = pairOf(verb, object, true);
      if (match !== undefined) return match;
    }
  }
  return fallback;
}

const INTRODUCING = new Set(["impose", "issue"]);

function pairOf(verb: VerbTerm, object: ObjectTerm, isPassive: boolean): PairMatch | undefined {
  const table = OBJECT_CLASSES[object.entry.id]!.x;
  let best: PairMatch | undefined;
  for (const verbClass of verb.entry.classes) {
    const x = directionOverride(verb.entry.lemma, verbClass, object.entry.id) ?? table[verbClass];
    if (x === undefined) continue;
    if (best === undefined || Math.abs(x) > Math.abs(best.x)) best = { verb, verbClass, x, isPassive };
  }
  return best;
}

// "lift" frees a restriction but raises a rate; "extend" prolongs.
const RAISING_LIFT = new Set(["policy-rate", "reserve-ratio", "tax", "mortgage-terms"]);

function directionOverride(lemma: string, verbClass: string, object: string): number | undefined {
  if (lemma === "lift" && verbClass !== "increase" && RAISING_LIFT.has(object)) return 0;
  return undefined;
}

function fixedCues(terms: Terms, pairs: readonly Cue[], units: readonly Unit[]): Cue[] {
  const cues: Cue[] = [];
  for (const [index, term] of terms.fixed.entries()) {
    const { cue, form } = term.entry;
    const rival = terms.fixed.find(
      (other, at) => other.from === term.from && other.to === term.to && at !== index,
    );
    if (rival !== undefined && isWeaker(term, rival, index > terms.fixed.indexOf(rival))) continue;
    // "fines" is a verb only right behind a body that fines.
    if (form === "third" && cue.id === "fined" && !terms.mentions.some((mention) => mention.to === term.from))
      continue;
    if (pairs.some((pair) => overlapsPair(term, pair))) continue;
    const before = units[term.from - 1]?.norm ?? "";
    cues.push({
      id: cue.id,
      family: cue.family,
      x: cue.x,
      from: term.from,
      to: term.to,
      head: term.from,
      isPassive: form === "past" && (BE.has(before) || BE.has(units[term.from - 2]?.norm ?? "")),
      form,
      isReceiving: false,
    });
  }
  return cues;
}

function isWeaker(term: Terms["fixed"][number], rival: Terms["fixed"][number], isLater: boolean): boolean {
  const difference = Math.abs(term.entry.cue.x) - Math.abs(rival.entry.cue.x);
  return difference < 0 || (difference === 0 && isLater);
}

const DIRECTIVES = new Set([
  "told",
  "tells",
  "tell",
  "ordered",
  "orders",
  "order",
  "asked",
  "asks",
  "urged",
  "urges",
  "instructed",
  "directed",
  "required",
  "reminded",
  "demanded",
  "given",
]);
const DESISTING = new Set([
  "stop",
  "halt",
  "cease",
  "rectify",
  "correct",
  "fix",
  "refrain",
  "avoid",
  "not",
  "end",
  "curb",
  "remove",
  "disclose",
  "submit",
  "hand",
  "clean",
  "suspend",
  "restructure",
  "limit",
  "separate",
  "compete",
  "obey",
  "comply",
  "overhaul",
  "delist",
  "change",
  "unwind",
  "divest",
]);

/** Banks are told to lend: that is policy carried out through them, not an order against them. */
function isLender(units: readonly Unit[], term: ObjectTerm): boolean {
  return /^(lender|bank|broker|developer|household|borrower|exporter)/.test(units[term.from]!.norm);
}

/** "told platforms to stop blocking rivals": an order to desist, whatever is to stop. */
function directiveCues(units: readonly Unit[], clauses: readonly number[], terms: Terms): Cue[] {
  const cues: Cue[] = [];
  for (let at = 0; at < units.length; at++) {
    if (!DIRECTIVES.has(units[at]!.norm)) continue;
    for (let to = at + 1; to < Math.min(units.length - 1, at + 14); to++) {
      if (units[to]!.norm !== "to") continue;
      const verbAt = units[to - 1]!.norm === "not" ? to - 1 : to + 1;
      if (!DESISTING.has(units[verbAt]!.norm)) continue;
      const addressed =
        terms.objects.some(
          (term) =>
            term.entry.id === "firms" && term.from > at - 4 && term.to <= to && !isLender(units, term),
        ) ||
        terms.mentions.some((term) => term.entry.layer === "company" && term.from > at - 6 && term.to <= to);
      if (!addressed) continue;
      cues.push({
        id: "directed",
        family: "summons",
        x: -0.45,
        from: at,
        to: verbAt + 1,
        head: at,
        isPassive: false,
        form: undefined,
        isReceiving: false,
      });
      break;
    }
  }
  return cues.filter((cue) => clauses[cue.from] !== undefined);
}

/** A pair owns its verb and its object; what stands between them stays free. */
function overlapsPair(term: Term, pair: Cue): boolean {
  const touchesStart = term.from <= pair.from && pair.from < term.to;
  const touchesEnd = term.from < pair.to && pair.to <= term.to;
  const inside = term.from >= pair.from && term.to <= pair.to;
  return touchesStart || touchesEnd || inside;
}

const HALTING_CLASSES = new Set(["stop", "block", "revoke"]);
const NESTING_WORDS = new Set(
  "a the its their any plan plans proposal proposals draft rule rules to on of that would will from 对 美 其 该 相 关 新 的 了".split(
    " ",
  ),
);
const NESTING_REACH = 6;

/**
 * A verb right before a cue acts on it: "lifted the suspension of registrations" and "dropped a plan to limit
 * tips" are relief, "stopped approving games" is a halt. Where the outer verb has a reading of its own with
 * the object (暂停加征关税: to stop a tariff), that reading counts.
 */
function applyOuterVerbs(
  cues: readonly Cue[],
  units: readonly Unit[],
  clauses: readonly number[],
  terms: Terms,
  usedVerbs: ReadonlySet<VerbTerm>,
): Cue[] {
  const outer = terms.verbs.filter((verb) => !usedVerbs.has(verb) && !verb.entry.lemma.endsWith("ion"));
  const swallowed: VerbTerm[] = [];
  const result = cues.map((cue) => {
    if (Math.abs(cue.x) < 0.2) return cue;
    const verb = outer.findLast(
      (candidate) => candidate.to <= cue.from && isNesting(units, candidate.to, cue.from),
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

function isNesting(units: readonly Unit[], from: number, to: number): boolean {
  if (to - from > NESTING_REACH) return false;
  for (let at = from; at < to; at++) if (!NESTING_WORDS.has(units[at]!.norm)) return false;
  return true;
}

function outerPolarity(verb: VerbTerm, cue: Cue): number | undefined {
  const object = cue.id.split(":").at(-1)!;
  const table = OBJECT_CLASSES[object]?.x;
  for (const name of verb.entry.classes) {
    if (!RELIEF_CLASSES.has(name) && !HALTING_CLASSES.has(name)) continue;
    const own = table?.[name];
    if (own !== undefined) return own;
    if (cue.x < 0 && RELIEF_CLASSES.has(name)) return 0.7;
    if (cue.x > 0 && HALTING_CLASSES.has(name)) return -cue.x;
  }
  return undefined;
}

function reliefFamily(family: string): string {
  if (family === "penalty" || family === "probe") return "close";
  return family === "ban" || family === "takedown" || family === "obligation" ? "easing" : family;
}
