import { formatCalendarDay } from "../time/calendar-day.ts";
import type { PriceSeries } from "./price-series.ts";

/**
 * One instrument's bars up to a moment. Bars are counted back from the last closed one: 0 is the last, 1 the
 * one before. There is no way to ask for a later bar.
 */
export class InstrumentView {
  readonly symbol: string;
  readonly #series: PriceSeries;
  readonly #length: number;

  /** @param length number of bars that had closed by now */
  constructor(series: PriceSeries, length: number) {
    this.symbol = series.instrument.symbol;
    this.#series = series;
    this.#length = length;
  }

  /** number of bars seen */
  get length(): number {
    return this.#length;
  }

  /** day of a bar, `YYYY-MM-DD`, or null before the first */
  day(back = 0): string | null {
    const index = this.#index(back);
    return index < 0 ? null : formatCalendarDay(this.#series.bars.days[index]!);
  }

  /** open of a bar, in the instrument's currency; null where there is none */
  open(back = 0): number | null {
    return this.#value(this.#series.bars.open, back);
  }

  high(back = 0): number | null {
    return this.#value(this.#series.bars.high, back);
  }

  low(back = 0): number | null {
    return this.#value(this.#series.bars.low, back);
  }

  close(back = 0): number | null {
    return this.#value(this.#series.bars.close, back);
  }

  volume(back = 0): number | null {
    return this.#value(this.#series.bars.volume, back);
  }

  /** return from the close `sessions` bars ago to the last close; null before there are enough bars */
  returnOver(sessions: number): number | null {
    const last = this.close(0);
    const first = this.close(sessions);
    return last === null || first === null ? null : last / first - 1;
  }

  /** the last `count` closes, oldest first; fewer if there are fewer */
  closes(count: number): number[] {
    return [...this.#series.bars.close.subarray(Math.max(0, this.#length - count), this.#length)];
  }

  #index(back: number): number {
    if (!Number.isInteger(back) || back < 0) {
      throw new RangeError(`a bar is counted back from the last closed one: ${back} is not 0, 1, 2, ...`);
    }
    return this.#length - 1 - back;
  }

  #value(column: Float64Array, back: number): number | null {
    const value = column[this.#index(back)];
    return value === undefined || Number.isNaN(value) ? null : value;
  }
}
