import { calendarRunner } from "../analysis/significance/calendar-runner.ts";
import { shiftLine } from "../analysis/significance/shift-line.ts";
import type { Simulation } from "../engine/simulation.ts";
import type { PreparedRun } from "../result/backtest.ts";
import { drawCircularShifts, everyCircularShift } from "../statistics/circular-shift.ts";
import { permutationPValue } from "../statistics/p-value.ts";
import { SeededRandom } from "../statistics/seeded-random.ts";
import { annualisationOf } from "./shape-finder.ts";
import { placeOf, ROW_LENGTH, type VariantColumn } from "./variant-row.ts";

/**
 * The best of a search against the best of the same search on other calendars: each variant is run by its real rule on
 * the same shifts, and of every shift the best variant is kept.
 *
 *   p = (1 + #{shifts whose best is as good}) / (shifts + 1),  one-sided
 */
export interface CalendarMaxTest {
  readonly pValue: number;
  /** the best objective among the variants tested */
  readonly statistic: number;
  /** median over the shifts of the best objective found there: what searching alone is worth */
  readonly shiftedMedian: number | null;
  readonly shifts: number;
  readonly variants: number;
}

/** Other calendars of a search. */
export interface ShiftedCalendars {
  readonly objective: VariantColumn;
  readonly minTrades: number;
  /** the stretch within which all variants are shifted alike, see `CalendarStretch` */
  readonly days: Int32Array;
  readonly shifts: Int32Array;
}

/**
 * One variant's objective on each calendar, by its real rule.
 *
 * @returns one a shift; -Infinity where the variant is no candidate
 */
export function shiftedObjectives(
  { objective, minTrades, days, shifts }: ShiftedCalendars,
  run: PreparedRun,
  simulation: Simulation,
): Float64Array {
  const runner = calendarRunner(
    run.input,
    simulation,
    shiftLine(run.market.series, days),
    annualisationOf(run),
  );
  const column = placeOf(objective);
  const row = new Float64Array(ROW_LENGTH);
  return Float64Array.from(shifts, (shift) => {
    runner.shifted(shift, row, 0);
    const found = row[column]!;
    const isCandidate = !Number.isNaN(found) && row[placeOf("tradeCount")]! >= minTrades;
    return isCandidate ? found : Number.NEGATIVE_INFINITY;
  });
}

/**
 * @param scores the objective of each variant on its own calendar
 * @param shifted that of each on every shifted one: {@link shiftedObjectives}
 * @returns null if nothing was tested
 */
export function calendarMaxTest(
  scores: readonly number[],
  shifted: readonly Float64Array[],
): CalendarMaxTest | null {
  const [first] = shifted;
  if (first === undefined) return null;
  const best = scores.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
  const bestShifted = first.map((_, place) =>
    shifted.reduce((most, one) => Math.max(most, one[place]!), Number.NEGATIVE_INFINITY),
  );
  const slack = 1e-12 * Math.abs(best);
  const reached = bestShifted.filter((one) => one >= best - slack).length;
  const sorted = bestShifted.toSorted();
  const middle = sorted[Math.floor(sorted.length / 2)]!;
  return {
    pValue: permutationPValue(reached, bestShifted.length),
    statistic: best,
    shiftedMedian: Number.isFinite(middle) ? middle : null,
    shifts: bestShifted.length,
    variants: shifted.length,
  };
}

/**
 * Shifts of a calendar of so many sessions.
 *
 * @param wanted shifts at most; every one there is if there are no more
 */
export function shiftsOf(sessions: number, wanted: number, seed: number): Int32Array {
  if (sessions < 2 || wanted < 1) return new Int32Array(0);
  return wanted >= sessions - 1
    ? everyCircularShift(sessions)
    : drawCircularShifts(sessions, wanted, new SeededRandom(seed));
}
