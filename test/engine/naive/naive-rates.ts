import type { PriceSeries } from "../../../src/market/price-series.ts";
import { formatCalendarDay } from "../../../src/time/calendar-day.ts";

/** A close of a currency, and the rate at which money is converted once it is known. */
export interface NaiveRate {
  readonly date: string;
  readonly close: number;
  readonly converts: number;
}

const size = (from: number, to: number) => Math.abs(Math.log(to / from));

/** What docs/strategies.md says of a currency that jumps, one close at a time and from its words alone. */
export function naiveRates({ bars }: PriceSeries): NaiveRate[] {
  const rates: NaiveRate[] = [];
  for (const [index, close] of bars.close.entries()) {
    const last = rates.at(-1);
    const converts = last === undefined || isBelieved(rates, last, close) ? close : last.converts;
    rates.push({ date: formatCalendarDay(bars.days[index]!), close, converts });
  }
  return rates;
}

function isBelieved(rates: readonly NaiveRate[], last: NaiveRate, close: number): boolean {
  const sizes = rates.slice(-60).flatMap((one, index, some) => {
    const before = some[index - 1] ?? rates[rates.length - 61 + index];
    return before === undefined ? [] : [size(before.close, one.close)];
  });
  const usual = sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0;
  const move = size(last.converts, close);
  if (move < Math.log(1.01) || move <= 6 * usual) return true;
  if (last.close === last.converts) return false;
  // The second close has to stand on the side of the jump, not much nearer and not much further.
  const isSameSide = last.close > last.converts === close > last.converts;
  const jump = size(last.converts, last.close);
  return isSameSide && move > 0.35 * jump && move <= 2 * jump;
}
