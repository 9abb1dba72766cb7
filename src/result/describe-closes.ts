import type { Market } from "../market/market.ts";
import { formatCalendarDay } from "../time/calendar-day.ts";
import type { ResultCloses } from "./result-schema.ts";

/**
 * Closes of the traded instruments from the first day of the run to the last. A result holds them only where its
 * user asked: whoever passes it on passes the prices on, and many sources forbid that.
 */
export function describeCloses(market: Market): ResultCloses[] {
  const first = market.days[0] ?? Number.POSITIVE_INFINITY;
  const last = market.days.at(-1) ?? Number.NEGATIVE_INFINITY;
  return market.series.map(({ instrument, bars }) => {
    const date: string[] = [];
    const close: number[] = [];
    for (let index = 0; index < bars.days.length; index++) {
      const day = bars.days[index]!;
      const value = bars.close[index]!;
      if (day < first || day > last || Number.isNaN(value)) continue;
      date.push(formatCalendarDay(day));
      close.push(value);
    }
    return { symbol: instrument.symbol, date, close };
  });
}
