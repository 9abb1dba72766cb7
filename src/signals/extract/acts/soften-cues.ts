import { charactersOf } from "../text/unit-text.ts";
import { round } from "../weighing/round.ts";
import type { WeighedCue } from "../weighing/weigh-cues.ts";

/**
 * Makes weaker what the main thing of an act leaves little of: the end of a case that a penalty closes, rules whose
 * content is relief, kind words to whoever was called in, conditions of a permit, gross sums where the net is told.
 */
export function softenCues(cues: readonly WeighedCue[]): WeighedCue[] {
  return [
    softenClosing,
    softenClosedCase,
    softenRules,
    softenExhortations,
    softenConditions,
    softenGross,
    softenAnswers,
    softenDutyToBuy,
  ].reduce((soft, soften) => soften(soft), [...cues]);
}

function scaled(one: WeighedCue, factor: number): WeighedCue {
  return { ...one, x: round(one.x * factor, 2) };
}

// The headline and the first two sentences.
const EARLY = 2;
const CLOSING = new Set(["remove:probe", "stop:probe", "case-closed", "remove:campaign", "stop:campaign"]);
const CLOSED_BY_PENALTY = 0.3;
const GOING_ON = new Set(["ban", "takedown"]);
const OF_THE_CASE = new Set(["penalty", "accusation", "summons", "probe"]);

/**
 * A penalty that closes a case is little relief, and little burden, too: what was feared since the case was opened is
 * known now and over. It closes one where the text says so, or tells that the case was opened before. A penalty that
 * also stops a business goes on.
 */
function softenClosing(cues: WeighedCue[]): WeighedCue[] {
  const isPenal = (one: WeighedCue): boolean => one.cue.family === "penalty" && one.x < 0 && one.opensGate;
  if (!cues.some(isPenal)) return cues;
  const isClosing = (one: WeighedCue): boolean => CLOSING.has(one.cue.id) && one.x > 0;
  const wasOpened = cues.some(
    (one) => one.cue.family === "probe" && one.x < 0 && one.time === "background" && one.sentence.index >= 0,
  );
  const isOver = cues.some((one) => isClosing(one) && one.opensGate) || wasOpened;
  const goesOn = cues.some(
    (one) => GOING_ON.has(one.cue.family) && one.x < 0 && one.opensGate && one.sentence.index < EARLY,
  );
  const isClosed = isOver && !goesOn && cues.some((one) => isPenal(one) && one.sentence.index < EARLY);
  return cues.map((one) => {
    if (isClosing(one)) return scaled(one, CLOSED_BY_PENALTY);
    return isClosed && one.x < 0 && OF_THE_CASE.has(one.cue.family) ? scaled(one, CLOSED_BY_PENALTY) : one;
  });
}

const CHARGES = new Set(["summons", "accusation", "probe"]);
const CHARGED = /^(stop|block|curb|remove):misconduct$/;

/** 督促…完成三年整改，全面停止“二选一”: where the headline or first sentence closes a case, what it was about is no new charge. */
function softenClosedCase(cues: WeighedCue[]): WeighedCue[] {
  const isClosed = cues.some(
    (one) => CLOSING.has(one.cue.id) && one.x >= CLOSED && one.opensGate && one.sentence.index <= 0,
  );
  if (!isClosed) return cues;
  return cues.map((one) =>
    one.x < 0 && (CHARGES.has(one.cue.family) || CHARGED.test(one.cue.id))
      ? scaled(one, CLOSED_BY_PENALTY)
      : one,
  );
}

const CLOSED = 0.4;
const RULES = /^(issue|impose):control$/;
const RELIEVING_RULES = 0.5;

/** "final rules under which firms no longer have to file": that there are rules says less than what they say. */
function softenRules(cues: WeighedCue[]): WeighedCue[] {
  if (!cues.some((one) => RULES.test(one.cue.id) && one.x < 0)) return cues;
  let net = 0;
  for (const one of cues) if (one.opensGate && !RULES.test(one.cue.id)) net += one.weight * one.x;
  if (net < RELIEVING_RULES) return cues;
  return cues.map((one) => (RULES.test(one.cue.id) && one.x < 0 ? { ...one, x: 0 } : one));
}

const CALLING_IN = /约谈|告诫|行政指导|责令|警示|谈话|问询|请去|叫去|喊话/;
const CALLED_IN = 0.2;

/** 约谈…要求维护消费者权益、促进行业健康发展: what those are told who were called in is no support. */
function softenExhortations(cues: WeighedCue[]): WeighedCue[] {
  const isCallingIn = ({ cue, sentence, x, opensGate }: WeighedCue): boolean =>
    cue.id === "summoned" &&
    x < 0 &&
    opensGate &&
    sentence.index < EARLY &&
    CALLING_IN.test(textOf(cue, sentence));
  if (!cues.some(isCallingIn)) return cues;
  return cues.map((one) => (one.x > 0 && one.cue.family === "support" ? scaled(one, CALLED_IN) : one));
}

function textOf({ from, to }: WeighedCue["cue"], { units }: WeighedCue["sentence"]): string {
  return charactersOf(units, from, to);
}

const PERMITTING = new Set(["approval", "listing"]);
const CONDITIONS = new Set(["obligation", "ban", "regulation"]);
const PERMITTED = 0.4;
const ON_CONDITION = 0.3;

/** "clears the deal ...; the companies may not bundle": the conditions of a permit told after it. */
function softenConditions(cues: WeighedCue[]): WeighedCue[] {
  const isHeaded = (one: WeighedCue): boolean => one.sentence.index <= 0 && one.opensGate;
  const isPermit = (one: WeighedCue): boolean => PERMITTING.has(one.cue.family) && one.x >= PERMITTED;
  if (!cues.some((one) => isHeaded(one) && isPermit(one))) return cues;
  if (cues.some((one) => isHeaded(one) && one.x < 0)) return cues;
  return cues.map((one) => (one.x < 0 && CONDITIONS.has(one.cue.family) ? scaled(one, ON_CONDITION) : one));
}

const GROSS = /^(issue|grant|increase|allot|inject|promote):(liquidity|sum)$/;

/** 开展500亿元逆回购操作，净回笼4500亿元: where the net is told, the gross says nothing. */
function softenGross(cues: WeighedCue[]): WeighedCue[] {
  if (!cues.some((one) => one.opensGate && (one.cue.id === "net-drained" || isNetDrain(one)))) return cues;
  return cues.map((one) => (GROSS.test(one.cue.id) && one.x > 0 ? { ...one, x: 0 } : one));
}

const DRAINED = /^(remove|decrease|drain):(liquidity|sum)$/;

/** "withdrew a net 455 billion yuan". */
function isNetDrain({ cue, sentence, x }: WeighedCue): boolean {
  if (x >= 0 || !DRAINED.test(cue.id)) return false;
  return sentence.units.slice(cue.from, cue.to).some((unit) => unit.norm === "net" || unit.norm === "净");
}

const KIND = /^promote:(firms|rights|economy|confidence)$/;
const ANSWERED = 0.2;

/** 将采取必要措施维护企业合法权益, "necessary measures to safeguard its companies": an answer to another state, no support. */
function softenAnswers(cues: WeighedCue[]): WeighedCue[] {
  return cues.map((one) =>
    KIND.test(one.cue.id) &&
    one.x > 0 &&
    cues.some(
      (other) =>
        other.cue.id === "retaliated" &&
        other.sentence === one.sentence &&
        other.cue.to <= one.cue.from &&
        one.cue.from - other.cue.to <= ANSWER_REACH,
    )
      ? scaled(one, ANSWERED)
      : one,
  );
}

const ANSWER_REACH = 8;

const ORDERED = new Set(["obliged", "directed"]);

/** "insurers will have to invest in A-shares": whom the market is told to be bought by carries the act out. */
function softenDutyToBuy(cues: WeighedCue[]): WeighedCue[] {
  const buys = cues.filter((one) => one.cue.id.endsWith(":share-buying") && one.x > 0 && one.opensGate);
  if (buys.length === 0) return cues;
  return cues.map((one) =>
    ORDERED.has(one.cue.id) && one.x < 0 && one.sentence.index < EARLY ? scaled(one, CALLED_IN) : one,
  );
}
