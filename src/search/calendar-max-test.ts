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

/** Tests the best of variants that are given one after another, so that only one is held at a time. */
export class CalendarMaxTally {
  readonly #column: number;
  readonly #minTrades: number;
  readonly #days: Int32Array;
  readonly #shifts: Int32Array;
  #best = Number.NEGATIVE_INFINITY;
  #bestShifted = new Float64Array(0);
  #variants = 0;

  /**
   * @param days the stretch within which all variants are shifted alike, see `CalendarStretch`
   * @param wanted shifts at most; every one there is if there are no more
   */
  constructor(objective: VariantColumn, minTrades: number, days: Int32Array, wanted: number, seed: number) {
    this.#column = placeOf(objective);
    this.#minTrades = minTrades;
    this.#days = days;
    this.#shifts = shiftsOf(days.length, wanted, seed);
  }

  /** Runs one variant on its own calendar and on every shifted one, by its real rule. */
  add(run: PreparedRun, simulation: Simulation, score: number): void {
    if (this.#shifts.length === 0) return;
    if (this.#variants === 0) {
      this.#bestShifted = new Float64Array(this.#shifts.length).fill(Number.NEGATIVE_INFINITY);
    }
    this.#variants++;
    this.#best = Math.max(this.#best, score);
    const runner = calendarRunner(
      run.input,
      simulation,
      shiftLine(run.market.series, this.#days),
      annualisationOf(run),
    );
    const row = new Float64Array(ROW_LENGTH);
    for (const [place, shift] of this.#shifts.entries()) {
      runner.shifted(shift, row, 0);
      const found = row[this.#column]!;
      if (Number.isNaN(found) || row[placeOf("tradeCount")]! < this.#minTrades) continue;
      if (found > this.#bestShifted[place]!) this.#bestShifted[place] = found;
    }
  }

  /** @returns null if nothing was tested */
  result(): CalendarMaxTest | null {
    if (this.#variants === 0) return null;
    const slack = 1e-12 * Math.abs(this.#best);
    const reached = this.#bestShifted.filter((one) => one >= this.#best - slack).length;
    const sorted = this.#bestShifted.toSorted();
    const middle = sorted[Math.floor(sorted.length / 2)]!;
    return {
      pValue: permutationPValue(reached, this.#shifts.length),
      statistic: this.#best,
      shiftedMedian: Number.isFinite(middle) ? middle : null,
      shifts: this.#shifts.length,
      variants: this.#variants,
    };
  }
}

function shiftsOf(sessions: number, wanted: number, seed: number): Int32Array {
  if (sessions < 2 || wanted < 1) return new Int32Array(0);
  return wanted >= sessions - 1
    ? everyCircularShift(sessions)
    : drawCircularShifts(sessions, wanted, new SeededRandom(seed));
}
