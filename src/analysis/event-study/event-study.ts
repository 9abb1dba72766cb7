import { mean } from "../../statistics/moments.ts";
import type { Sided } from "../../statistics/p-value.ts";
import { median } from "../../statistics/quantile.ts";
import {
  type AbnormalReturns,
  type DayRange,
  type EventReturns,
  estimateEvents,
  type RefusedEvent,
} from "./abnormal-returns.ts";
import { buyAndHoldAbnormalReturn } from "./buy-and-hold-abnormal-return.ts";
import { cumulatedByDay, cumulativeAbnormalReturn } from "./cumulative-abnormal-return.ts";
import { type CheckedInput, checkEventStudyInput, type EventStudyInput } from "./event-study-input.ts";
import { type EventDay, type EventWindow, eventStudyOfRanges } from "./event-study-tests.ts";
import { type CutEvent, windowsOf } from "./event-windows.ts";
import { corradoZivneySignTest, type SignSums, signSums } from "./hypothesis-tests/corrado-zivney-sign.ts";
import { crossSectionalTest } from "./hypothesis-tests/cross-sectional.ts";
import { hallTest } from "./hypothesis-tests/hall.ts";
import { testOfCumulated } from "./hypothesis-tests/single-event.ts";
import { factorModel } from "./models/factor-model.ts";
import { marketAdjustedModel } from "./models/market-adjusted-model.ts";
import { marketModel } from "./models/market-model.ts";
import { meanAdjustedModel } from "./models/mean-adjusted-model.ts";
import type { RelativeSessions } from "./relative-sessions.ts";
import { standardizedAbnormalReturns } from "./standardized-abnormal-return.ts";
import type { TestResult } from "./test-result.ts";
import { portfolioTestOf, shiftTestOf, wholeAbnormal } from "./whole-span-tests.ts";

/** One event that the model could be fitted to. Arrays hold one value a session of the window, null where missing. */
export interface StudiedEvent {
  /** place in the events that were given */
  readonly index: number;
  readonly asset: string;
  readonly session: number;
  readonly date: string | null;
  readonly observations: number;
  readonly degreesOfFreedom: number;
  readonly residualDeviation: number;
  /** the intercept first */
  readonly coefficients: readonly number[];
  readonly abnormalReturns: readonly (number | null)[];
  /** with the forecast error */
  readonly standardizedReturns: readonly (number | null)[];
  /** one entry a range; null without a complete session in it */
  readonly ranges: readonly (StudiedEventRange | null)[];
}

export interface StudiedEventRange {
  /** CAR, complete sessions in it, SCAR, and BHAR against the model's expectation */
  readonly cumulative: number;
  readonly sessions: number;
  readonly standardized: number;
  readonly buyAndHold: number | null;
  readonly tests: readonly TestResult[];
}

/** All events over one range of sessions. */
export interface StudiedRange {
  readonly range: RelativeSessions;
  readonly events: number;
  /** CAAR: mean CAR; and the mean cumulated up to each session of the range */
  readonly average: number | null;
  readonly cumulativeAverage: readonly (number | null)[];
  readonly median: number | null;
  readonly precisionWeighted: number | null;
  /** mean correlation between events, or null with the reason */
  readonly correlation: number | null;
  readonly correlationReason: string | null;
  readonly effectiveEvents: number | null;
  readonly bursts: number | null;
  /** smallest true CAAR that as many effective events would show, two-sided at 5% with power 80% */
  readonly minimumDetectable: number | null;
  readonly tests: readonly TestResult[];
  /** mean BHAR, with the tests that fit it */
  readonly buyAndHold: { readonly average: number | null; readonly tests: readonly TestResult[] };
}

export interface EventStudy {
  readonly events: readonly StudiedEvent[];
  readonly refused: readonly { readonly index: number; readonly asset: string; readonly reason: string }[];
  /** AAR and its tests on each session of the window, `day` relative to day 0 */
  readonly days: readonly EventDay[];
  readonly ranges: readonly StudiedRange[];
}

/**
 * Event study on plain arrays: AR, CAR, AAR, CAAR and BHAR with every test, for those who have returns and dates of their
 * own. Each test names its formula and its conventions, and is undefined with a reason where it cannot be had.
 *
 * The calendar shift and the calendar-time portfolio take the abnormal returns of one fit over all sessions given, since a
 * moved calendar needs one on every session. The calendar shift needs 8 bursts of overlapping ranges.
 *
 * @returns events that no model could be fitted to are in `refused` with the reason; all of them, then days and ranges are
 *   empty
 * @throws InputError with everything that is wrong with the input
 */
export function eventStudy(input: EventStudyInput): EventStudy {
  const checked = checkEventStudyInput(input);
  const { ranges } = checked;
  const { window } = input;
  const { events, indices, returns, refused } = estimate(checked);
  if (events.length === 0) return { events: [], refused, days: [], ranges: [] };

  const inWindow = ranges.map(({ first, last }) => ({
    first: first - window.first,
    last: last - window.first,
  }));
  const wanted = (tests: readonly TestResult[]) =>
    input.tests === undefined ? tests : tests.filter(({ name }) => input.tests!.includes(name));
  const pick = <Label>(labels: ArrayLike<Label>) => indices.map((index) => labels[index]!);
  const { days, windows } = eventStudyOfRanges(events, inWindow, {
    days: true,
    sided: input.sided ?? "two-sided",
    signFlip: { seed: input.seed ?? 1 },
    ...(input.correlation !== undefined && { correlation: input.correlation }),
    ...(input.clusters !== undefined && { clusters: pick(input.clusters) }),
    ...(input.secondClusters !== undefined && { secondClusters: pick(input.secondClusters) }),
  });
  const shared = {
    checked,
    events,
    indices,
    returns,
    wanted,
    whole: wholeAbnormal(checked),
    signs: signSums(events),
  };
  return {
    events: events.map((event, k) => describeEvent(event, indices[k]!, returns[k]!, inWindow, checked)),
    refused,
    days: days.map((day) => ({
      ...day,
      day: day.day + window.first,
      tests: wanted([
        ...day.tests,
        corradoZivneySignTest(shared.signs, { first: day.day, last: day.day }, input.sided),
      ]),
    })),
    ranges: windows.map((own, k) =>
      describeRange(own, { ...shared, range: ranges[k]!, inWindow: inWindow[k]! }),
    ),
  };
}

/** The events that the model could be fitted to, and the others with the reason. */
interface Estimated {
  readonly events: readonly AbnormalReturns[];
  /** place of each in the events that were given */
  readonly indices: readonly number[];
  /** returns of each over the event window */
  readonly returns: readonly Float64Array[];
  /** in the order given */
  readonly refused: EventStudy["refused"];
}

function estimate(checked: CheckedInput): Estimated {
  const { input } = checked;
  const refused: { index: number; asset: string; reason: string }[] = [];
  const found: { index: number; event: CutEvent }[] = [];
  for (const [index, { asset }] of input.events.entries()) {
    const event = windowsOf(checked, index);
    if (typeof event === "string") refused.push({ index, asset, reason: event });
    else found.push({ index, event });
  }
  const estimated = estimateEvents(
    found.map(({ event }) => event),
    (event) => abnormalReturnsOf(checked, event),
    input.minimumObservations,
  );
  for (const { index, asset, reason } of estimated.refused)
    refused.push({ index: found[index]!.index, asset, reason });
  return {
    events: estimated.events,
    indices: estimated.indices.map((index) => found[index]!.index),
    returns: estimated.indices.map((index) => found[index]!.event.window.returns),
    refused: refused.sort((a, b) => a.index - b.index),
  };
}

function describeEvent(
  event: AbnormalReturns,
  index: number,
  returns: Float64Array,
  ranges: readonly DayRange[],
  { zeros, input }: CheckedInput,
): StudiedEvent {
  const session = zeros[index]!;
  return {
    index,
    asset: event.asset,
    session,
    date: input.dates?.[session] ?? null,
    observations: event.observations,
    degreesOfFreedom: event.degreesOfFreedom,
    residualDeviation: event.residualDeviation,
    coefficients: [...event.coefficients],
    abnormalReturns: orNull(event.window),
    standardizedReturns: orNull(standardizedAbnormalReturns(event)),
    ranges: ranges.map((range) => rangeOfEvent(event, returns, range, input.sided)),
  };
}

function abnormalReturnsOf(
  { model, input }: CheckedInput,
  event: EventReturns,
): AbnormalReturns | RefusedEvent {
  switch (model) {
    case "market":
      return marketModel(event);
    case "market-adjusted":
      return marketAdjustedModel(event, input.deviation);
    case "mean-adjusted":
      return meanAdjustedModel(event);
    case "factor":
      return factorModel(event);
  }
}

function orNull(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}

function rangeOfEvent(
  event: AbnormalReturns,
  returns: Float64Array,
  range: DayRange,
  sided: Sided | undefined,
): StudiedEventRange | null {
  const cumulative = cumulativeAbnormalReturn(event, range);
  if (cumulative === null) return null;
  return {
    cumulative: cumulative.value,
    sessions: cumulative.days,
    standardized: cumulative.standardized,
    buyAndHold: buyAndHoldOf(event, returns, range),
    tests: [
      testOfCumulated(event, cumulative, false, sided),
      testOfCumulated(event, cumulative, true, sided),
    ],
  };
}

/** Π(1 + R) - Π(1 + R - AR) over the complete days of a range. */
function buyAndHoldOf(
  event: AbnormalReturns,
  returns: Float64Array,
  { first, last }: DayRange,
): number | null {
  const own = returns.subarray(first, last + 1);
  const expected = own.map((value, t) => value - event.window[first + t]!);
  return buyAndHoldAbnormalReturn(own, expected)?.value ?? null;
}

interface RangeContext {
  readonly checked: CheckedInput;
  readonly events: readonly AbnormalReturns[];
  readonly indices: readonly number[];
  readonly returns: readonly Float64Array[];
  readonly whole: ReadonlyMap<string, Float64Array>;
  readonly signs: SignSums;
  readonly wanted: (tests: readonly TestResult[]) => readonly TestResult[];
  readonly range: RelativeSessions;
  readonly inWindow: DayRange;
}

function describeRange(own: EventWindow, context: RangeContext): StudiedRange {
  const { checked, events, indices, returns, whole, signs, wanted, range, inWindow } = context;
  const { sided } = checked.input;
  const used = own.used.map((k) => ({ asset: events[k]!.asset, session: checked.zeros[indices[k]!]! }));
  const buyAndHold = own.used.flatMap((k) => buyAndHoldOf(events[k]!, returns[k]!, inWindow) ?? []);
  const cumulativeAverage = cumulatedByDay(events, inWindow).map((values) => {
    const known = values.filter((value) => !Number.isNaN(value));
    return known.length === 0 ? null : mean(known);
  });
  return {
    range,
    events: own.used.length,
    average: own.average,
    cumulativeAverage,
    median: own.used.length === 0 ? null : median(own.cumulative),
    precisionWeighted: own.precisionWeightedAverage,
    correlation: own.correlation.value,
    correlationReason: "reason" in own.correlation ? own.correlation.reason : null,
    effectiveEvents: own.effectiveEvents,
    bursts: own.bursts,
    minimumDetectable: own.minimumDetectable,
    tests: wanted([
      shiftTestOf(checked, whole, used, range, own.bursts),
      ...own.tests,
      corradoZivneySignTest(signs, inWindow, sided),
      portfolioTestOf(checked, whole, used, range, "newey-west"),
      portfolioTestOf(checked, whole, used, range, "ols"),
    ]),
    buyAndHold: {
      average: buyAndHold.length === 0 ? null : mean(buyAndHold),
      tests: wanted([crossSectionalTest(buyAndHold, sided), hallTest(buyAndHold, sided)]),
    },
  };
}
