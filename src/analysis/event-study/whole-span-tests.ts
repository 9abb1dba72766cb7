import { formatCounted } from "../../decode/format-count.ts";
import { circularWindowSums } from "../../statistics/circular-shift.ts";
import { ordinaryLeastSquares } from "../../statistics/ordinary-least-squares.ts";
import { FEWEST_BURSTS } from "../significance/bursts.ts";
import { spanOf } from "../significance/calendar-span.ts";
import type { DayRange } from "./abnormal-returns.ts";
import type { CheckedInput } from "./event-study-input.ts";
import { calendarShiftTest } from "./hypothesis-tests/calendar-shift.ts";
import { calendarTimeTest } from "./hypothesis-tests/calendar-time-portfolio.ts";
import { type TestResult, undefinedTest } from "./test-result.ts";

const SHIFT_CONVENTION =
  "within the sessions from the first event to the last, 250 at least; abnormal returns of one fit over all sessions";

/** An event that a range is tested on. */
export interface UsedEvent {
  readonly asset: string;
  readonly session: number;
}

/**
 * Abnormal returns of every session of every asset, by one fit over all of them. A session without a complete pair adds
 * nothing, as in a CAR; where no fit exists, all are NaN.
 */
export function wholeAbnormal({ columns, market, factors, model }: CheckedInput): Map<string, Float64Array> {
  const regressors = model === "factor" ? factors : model === "market" ? [market!] : [];
  const zeroIfMissing = (value: number) => (Number.isNaN(value) ? 0 : value);
  return new Map(
    Array.from(columns, ([asset, own]) => {
      if (model === "market-adjusted")
        return [asset, own.map((value, t) => zeroIfMissing(value - market![t]!))];
      const complete = Array.from(own.keys()).filter(
        (t) => !Number.isNaN(own[t]!) && regressors.every((column) => !Number.isNaN(column[t]!)),
      );
      const line = ordinaryLeastSquares(
        complete.map((t) => own[t]!),
        regressors.map((column) => complete.map((t) => column[t]!)),
      );
      if (line === null) return [asset, own.map(() => Number.NaN)];
      const abnormal = new Float64Array(own.length);
      complete.forEach((t, i) => {
        abnormal[t] = line.residuals[i]!;
      });
      return [asset, abnormal];
    }),
  );
}

/** The calendar-shift test of the mean cumulated abnormal return: the events of all assets move together. */
export function shiftTestOf(
  { input, sessions }: CheckedInput,
  whole: ReadonlyMap<string, Float64Array>,
  events: readonly UsedEvent[],
  range: DayRange,
  bursts: number | null,
): TestResult {
  const { draws = 10_000, seed = 1, sided = "two-sided" } = input;
  const length = range.last - range.first + 1;
  const identity = {
    name: "calendar-shift",
    convention: `circular shifts of all events; ${SHIFT_CONVENTION}`,
    assumesIndependence: false,
  };
  if (length > sessions) return undefinedTest(identity, sided, "the range is longer than the data");
  if (bursts !== null && bursts < FEWEST_BURSTS) {
    return undefinedTest(
      identity,
      sided,
      `the events make up ${formatCounted(bursts, "burst")}, and ${FEWEST_BURSTS} are needed`,
    );
  }
  const zeros = events.map(({ session }) => session);
  const from = Math.min(...zeros) + Math.min(0, range.first);
  const span = spanOf(from, Math.max(...zeros) + Math.max(0, range.last), sessions);
  const series = Array.from(whole, ([asset, abnormal]) => ({
    values: circularWindowSums(abnormal.subarray(span.first, span.last + 1), range.first, length),
    positions: events.filter((event) => event.asset === asset).map(({ session }) => session - span.first),
  }));
  const test = calendarShiftTest(series, draws >= span.last - span.first ? "every" : { draws, seed }, sided);
  return { ...test, convention: `${test.convention}; ${SHIFT_CONVENTION}` };
}

/**
 * The calendar-time portfolio of the events: returns on the market or the factors where the model has them, abnormal
 * returns otherwise.
 */
export function portfolioTestOf(
  { input, columns, market, factors, model }: CheckedInput,
  whole: ReadonlyMap<string, Float64Array>,
  events: readonly UsedEvent[],
  { first, last }: DayRange,
  errors: "newey-west" | "ols",
): TestResult {
  const isFitted = model === "market" || model === "factor";
  const names = [...columns.keys()];
  const test = calendarTimeTest(
    {
      returns: names.map((asset) => (isFitted ? columns.get(asset)! : whole.get(asset)!)),
      events: events.map(({ asset, session }) => ({ asset: names.indexOf(asset), session })),
      first,
      last,
      ...(isFitted && { factors: model === "market" ? [market!] : factors }),
    },
    errors,
    input.sided,
  );
  return errors === "ols" ? { ...test, name: "calendar-time-portfolio.ols" } : test;
}
