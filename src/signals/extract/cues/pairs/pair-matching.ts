import { marked } from "../../lexicon/find-terms.ts";
import { naturalPolarity } from "../../lexicon/natural-polarity.ts";
import { isInside, overlaps, type UnitSpan } from "../../text/unit-span.ts";
import { type Cue, type CueContext, isPassiveVerb, type ObjectTerm, type VerbTerm } from "../cue.ts";
import { HITTING, type PairMatch, pairOf } from "./pair-polarity.ts";

/** What earlier objects of the sentence have taken. */
export interface PairState {
  readonly verbs: readonly VerbTerm[];
  readonly objects: readonly ObjectTerm[];
  readonly usedVerbs: ReadonlySet<VerbTerm>;
  readonly usedObjects: ReadonlySet<ObjectTerm>;
  /** What stands between a verb that lifts and its burden, however long. */
  readonly frames: readonly UnitSpan[];
  /** Places that no pair reaches over. */
  readonly breaks: readonly number[];
  readonly previous: { readonly verb: VerbTerm; readonly object: ObjectTerm; readonly cue: Cue } | undefined;
}

// How far apart, in units, the members of a pair may stand. Chinese units are characters.
const REACH = {
  en: { forward: 10, backward: 10, list: 4, own: 3 },
  zh: { forward: 22, backward: 14, list: 14, own: 3 },
} as const;
const ADJECTIVE_REACH = 2;
const VERBS_TRIED = 3;
const INTRODUCING = new Set(["impose", "issue"]);
// "with immediate effect" only says when.
const PASSING = new Set(["immediate", "effect", "immediately"]);
const BREAK_WORDS = new Set(
  "with amid despite without by ahead as than so against if whether but while citing avoid avoiding through via".split(
    " ",
  ),
);
const SPEAKING = /^(said|says|say|saying|told|tells|added|adding|noted|stated)$/;

/**
 * The verb that gives an object its direction: right behind it ("rate cut"), before it in the clause ("cut
 * rates"), before the list it belongs to ("cut rates, taxes and fees"), or after it in the passive ("rates
 * were cut", 利率下调).
 */
export function matchVerb(object: ObjectTerm, state: PairState, context: CueContext): PairMatch | undefined {
  return (
    compoundVerb(object, state, context) ??
    precedingVerb(object, state, context) ??
    listedVerb(object, state, context) ??
    passiveVerb(object, state, context)
  );
}

/** "rate cut", "licence freeze": the verb follows its object at once and has no object of its own. */
function compoundVerb(object: ObjectTerm, state: PairState, context: CueContext): PairMatch | undefined {
  const { clauses, language } = context;
  const end = endOfCoordination(object, state, context);
  const verb = state.verbs.find(
    ({ from, entry }) => from === end && entry.form !== "adjective" && entry.form !== "gerund",
  );
  if (verb === undefined || clauses[verb.from] !== clauses[object.from]) return undefined;
  // "a firm controlled by the city": whose it is, not what is done to it.
  if (OWNING.test(verb.entry.lemma) && context.units[verb.to]?.norm === "by") return undefined;
  if (GIFTS.test(verb.entry.lemma)) return undefined;
  if (language === "zh" && verb.entry.classes.some((name) => INTRODUCING.has(name))) return undefined;
  if (movesByItself(verb, object)) return undefined;
  const hasOwnObject = state.objects.some(
    ({ from }) =>
      from >= verb.to &&
      from - verb.to <= REACH[language].own &&
      clauses[from] === clauses[verb.from] &&
      // "RRR cut unleashes 1.2 trillion yuan": the sum belongs to the next verb.
      !state.verbs.some((other) => other.from >= verb.to && other.to <= from && other.entry.form === "third"),
  );
  return hasOwnObject ? undefined : pairOf(verb, object, context);
}

// 新能源汽车购置补贴: behind its object the word is a noun.
const GIFTS = /^(补贴|奖励|奖补|资助|援助|激励|优待)$/;

const OWNING = /^(control|own|back|limit)$/;

const INTRANSITIVE =
  /^(drop|slow|slow down|shrink|narrow|increase|expand|accelerate|double|triple|quadruple|widen|deepen|swell|moderate|stall|improve|advance|weaken|strengthen|revive|halve|ease|deteriorate|tumble|multiply|quicken|add|gain|decrease)$/;
const MEASURED = new Set([
  "economy",
  "export",
  "price",
  "trouble",
  "liquidity",
  "debt",
  "confidence",
  "sum",
  "firms",
  "operation",
]);

/** "prices dropped", "exports shrank", 出口下降: a figure moves by itself; nobody dropped the prices. */
function movesByItself(verb: VerbTerm, object: ObjectTerm): boolean {
  if (!MEASURED.has(object.entry.id) || !INTRANSITIVE.test(verb.entry.lemma)) return false;
  return verb.entry.form === "past" || verb.entry.form === "third";
}

const JOINS = new Set(["and", "or", "/", "&", "、", "和", "及"]);

/** "tax and fee cuts": the verb behind the second object is that of the first, too. */
function endOfCoordination(object: ObjectTerm, state: PairState, { units }: CueContext): number {
  if (!JOINS.has(units[object.to]?.norm ?? "")) return object.to;
  const partner = state.objects.find((other) => other.from === object.to + 1);
  if (partner === undefined) return object.to;
  return state.verbs.some((verb) => verb.from === partner.to) ? partner.to : object.to;
}

function precedingVerb(object: ObjectTerm, state: PairState, context: CueContext): PairMatch | undefined {
  const { units, clauses, language } = context;
  // An adjective ("tighter rules") speaks only where no verb does.
  for (const wantsAdjective of [false, true]) {
    const reach = wantsAdjective ? ADJECTIVE_REACH : REACH[language].forward;
    let tried = 0;
    for (let index = state.verbs.length - 1; index >= 0 && tried < VERBS_TRIED; index--) {
      const verb = state.verbs[index]!;
      if (verb.to > object.from || (verb.entry.form === "adjective") !== wantsAdjective) continue;
      if (isUsedAsObject(verb, state.usedObjects)) continue;
      const isFramed = state.frames.some((frame) => frame.from === verb.to && frame.to === object.from);
      if (!isFramed && object.from - verb.to > reach) break;
      if (clauses[verb.from] !== clauses[object.from]) break;
      if (state.breaks.some((at) => at >= verb.to && at < object.from) && !HITTING.has(verb.entry.lemma))
        break;
      tried++;
      // A verb that has its object takes another one only as part of a list.
      if (state.usedVerbs.has(verb)) break;
      const match = pairOf(verb, object, context);
      if (match !== undefined && !(match.x < 0 && standsAside(verb, object, context)))
        return { ...match, isPassive: isPassiveVerb(units, verb) };
    }
  }
  return undefined;
}

const GOODS = new Set([
  "economy",
  "firms",
  "confidence",
  "liquidity",
  "operation",
  "export",
  "rights",
  "listing",
]);
const DETERMINERS =
  /^(the|a|an|its|their|our|all|some|most|these|those|big|large|major|local|chinese|country|'s)$/;

/**
 * "cut the number of items on the list of sectors", "address to a trade fair": what stands behind a preposition
 * further on is not what is cut.
 */
function standsAside(verb: VerbTerm, object: ObjectTerm, { units, language }: CueContext): boolean {
  if (language === "zh" || !GOODS.has(object.entry.id)) return false;
  let at = object.from - 1;
  while (at >= verb.to && DETERMINERS.test(units[at]!.norm)) at--;
  if (at < verb.to) return false;
  const before = units[at]!.norm;
  return at === verb.to ? /^(to|at|by)$/.test(before) : /^(for|in|of|to|at|by|on|among)$/.test(before);
}

/** "scraps ownership caps in manufacturing": the caps are scrapped, they cap nothing. */
function isUsedAsObject(verb: VerbTerm, usedObjects: ReadonlySet<ObjectTerm>): boolean {
  for (const object of usedObjects) if (isInside(verb, object)) return true;
  return false;
}

/** The next member of a list: "to support consumption, investment and trade". */
function listedVerb(object: ObjectTerm, state: PairState, context: CueContext): PairMatch | undefined {
  const { language } = context;
  const { previous } = state;
  if (previous === undefined || object.from - previous.object.to > REACH[language].list) return undefined;
  if (language === "zh" && context.clauses[previous.object.from] !== context.clauses[object.from])
    return undefined;
  // 购置补贴…不再给予补贴: a word gives itself no direction.
  if (overlaps(previous.verb, object)) return undefined;
  const isParted =
    state.verbs.some(
      (verb) => verb.from >= previous.object.to && verb.to <= object.from && verb !== previous.verb,
    ) || state.breaks.some((at) => at >= previous.object.to && at < object.from);
  if (isParted) return undefined;
  const match = pairOf(previous.verb, object, context);
  // What a list goes on with, goes the same way: "cuts reserves, ... support" does not cut the support.
  return match !== undefined && match.x * previous.cue.x > 0 ? match : undefined;
}

function passiveVerb(object: ObjectTerm, state: PairState, context: CueContext): PairMatch | undefined {
  const { units, clauses, language } = context;
  let fallback: PairMatch | undefined;
  for (const verb of state.verbs) {
    if (verb.from < object.to) continue;
    if (verb.from - object.to > REACH[language].backward || clauses[verb.from] !== clauses[object.from])
      break;
    if (language === "zh") {
      // 印花税实施减半征收: "carries out" only introduces the verb that tells the direction.
      // 境外上市不设置行业性禁止: the verb has its object behind it.
      if (hasOwnBurden(verb, state)) continue;
      const match = inPassive(pairOf(verb, object, context));
      if (match !== undefined && !INTRODUCING.has(match.verbClass)) return match;
      // 审核5个工作日内作出决定: what is done stands behind.
      if (!state.objects.some(({ from }) => from === verb.to)) fallback ??= match;
    } else if (isPassiveVerb(units, verb)) {
      const match = inPassive(pairOf(verb, object, context));
      if (match !== undefined) return match;
    }
  }
  return fallback;
}

function inPassive(match: PairMatch | undefined): PairMatch | undefined {
  return match && { ...match, isPassive: true };
}

// 房企合理融资不得盲目抽贷: what is forbidden stands behind, and is good to be forbidden.
const HELD_BACK = new Set(["trouble", "state-hand"]);
// 对缴纳社会保险费给予50%的补助: what is given stands behind.
const GIVING = /^(给予|予以|提供|发放|安排)$/;
const GIFT_REACH = 10;
const OWN_REACH = 4;

function hasOwnBurden(verb: VerbTerm, { objects }: PairState): boolean {
  return objects.some(
    ({ from, entry }) =>
      (GIVING.test(verb.entry.lemma) &&
        from >= verb.to &&
        from - verb.to <= GIFT_REACH &&
        naturalPolarity(entry.id) > 0) ||
      (from === verb.to && naturalPolarity(entry.id) < 0) ||
      (from >= verb.to && from - verb.to <= OWN_REACH && HELD_BACK.has(entry.id)),
  );
}

/** Places that no pair reaches over: speech ("said"), and words that start another thought ("with", "amid"). */
export function pairBreaks({ units, terms, language }: CueContext): number[] {
  if (language === "zh") return [];
  const places: number[] = [];
  for (const term of marked(terms, "speech")) {
    if (SPEAKING.test(units[term.from]!.norm)) places.push(term.from);
  }
  for (const [at, unit] of units.entries()) {
    if (BREAK_WORDS.has(unit.norm) && !PASSING.has(units[at + 1]?.norm ?? "")) places.push(at);
  }
  return places;
}
