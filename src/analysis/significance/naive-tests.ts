import { isConstant, mean, standardDeviation } from "../../statistics/moments.ts";
import { studentTPValue } from "../../statistics/p-value.ts";
import type { SeededRandom } from "../../statistics/seeded-random.ts";
import type { CalendarRunner } from "./calendar-runner.ts";
import { type ShiftedStatistic, shiftPValue } from "./shift-p-value.ts";

/**
 * What is wrong with the tests below, as it is printed beside them. The figures are those of 8 bursts of 3 events two days
 * apart, one asset, t4 returns, 10-day holds (bench/luck-size.ts repeats them).
 */
export const NAIVE_WARNING =
  "Both take signals that come in bursts as independent, and find an effect in noise about one time in five where they should in twenty.";

/** Student's t of the trades' mean return: mean / (sd / sqrt(n)), df n - 1, two-sided. */
export interface NaiveTTest {
  readonly t: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

/**
 * Student's t of the trades' mean return, as if they were independent: t = sqrt(n) mean / sd, ddof 1, n - 1 degrees of
 * freedom, two-sided. Shown beside the headline as what it is.
 *
 * @returns null for fewer than 2 trades, or trades that do not vary
 */
export function naiveTTest(tradeReturns: Float64Array): NaiveTTest | null {
  const n = tradeReturns.length;
  if (n < 2 || isConstant(tradeReturns)) return null;
  const t = mean(tradeReturns) / (standardDeviation(tradeReturns) / Math.sqrt(n));
  return { t, degreesOfFreedom: n - 1, p: studentTPValue(t, n - 1, "two-sided") };
}

/** Which dates are drawn for the naive test. */
export interface RandomDates {
  /** the catalogue's indices of the signals that have orders */
  readonly signals: readonly number[];
  /** days of the line */
  readonly length: number;
  readonly draws: number;
  readonly random: SeededRandom;
}

/** Mean trade against random independent dates: each signal is moved by a shift of its own, which tears bursts apart. */
export function naiveRandomDates(
  runner: CalendarRunner,
  observed: number,
  { signals, length, draws, random }: RandomDates,
): ShiftedStatistic | null {
  const shifts = new Map<number, number>();
  const means = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    for (const signal of signals) shifts.set(signal, random.integer(length));
    means[draw] = runner.scatteredMean((signal) => shifts.get(signal)!);
  }
  return shiftPValue(observed, means);
}
