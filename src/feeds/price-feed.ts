import type { Instrument } from "../market/instrument.ts";
import type { RawSeries } from "../market/raw-series.ts";
import type { CalendarDay } from "../time/calendar-day.ts";

/** Both ends belong to the range; `null` is as far as the source goes. */
export interface DayRange {
  readonly from: CalendarDay | null;
  readonly to: CalendarDay | null;
}

/**
 * Where prices come from. This is all there is to a feed: one that answers for a symbol is complete.
 *
 * `fetch` gives the source's rows as they are. It does not check, sort, fill or adjust them: `buildPriceSeries`
 * does that for every source alike. It throws `MarketDataError` (what / at / fix) where the source has no
 * prices for the symbol, refuses, or cannot be reached, and `InputError` where the user's own file is wrong.
 */
export interface PriceFeed {
  /** as users write it after `--prices`, and as results print it */
  readonly name: string;
  fetch(symbol: string, range: DayRange, instrument: Instrument): Promise<RawSeries>;
}

/** Whether a day lies in a range. */
export function isWithin(day: CalendarDay, { from, to }: DayRange): boolean {
  return (from === null || day >= from) && (to === null || day <= to);
}

export const WHOLE_HISTORY: DayRange = { from: null, to: null };
