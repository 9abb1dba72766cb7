import type { Dividend } from "../../market/price-series.ts";
import { emptyRawColumns, type RawColumns } from "../../market/raw-series.ts";
import type { SeededRandom } from "../../statistics/seeded-random.ts";
import { type CalendarDay, calendarDayParts } from "../../time/calendar-day.ts";
import { earlyCloseMinute } from "../../time/early-close.ts";
import type { SampleListing } from "./sample-listings.ts";
import type { ValuePath } from "./value-path.ts";

/** A half day has this share of the volume of a whole one. */
const HALF_DAY_VOLUME = 0.45;

/** Where a listing's prices come from. */
export interface ListingSource {
  readonly listing: SampleListing;
  /** what it is worth, in the currency of the value */
  readonly path: ValuePath;
  /** units of the value's currency for one of the listing's, at the same moments; undefined if they are the same */
  readonly rates: Float64Array | undefined;
  /** weekdays, and which of them are sessions */
  readonly days: readonly CalendarDay[];
  readonly sessions: readonly number[];
}

/**
 * A listing's bars: its value at the opens and closes of its exchange, rounded to its tick; a range around them and
 * a volume, both wider on wild days; and dividends, each of which leaves the price for good.
 */
export function listingColumns(
  { listing, path, rates, days, sessions }: ListingSource,
  random: SeededRandom,
): { readonly columns: RawColumns; readonly dividends: readonly Dividend[] } {
  const columns = emptyRawColumns(sessions.length);
  const dividends: Dividend[] = [];
  const { openAfter, closeAfter } = stretchesOf(listing);
  const usual = path.volatility[0]!;
  const tick = tickOf(listing);
  let share = listing.scale;
  for (let row = 0; row < sessions.length; row++) {
    const at = sessions[row]!;
    const day = days[at]!;
    if (listing.dividend !== undefined && row > 0) {
      const before = columns.close[row - 1]!;
      if (isExDate(listing, day, columns.days[row - 1]!)) {
        const amount = Math.round(before * listing.dividend.yield * 100) / 100;
        share *= 1 - amount / before;
        dividends.push({ day, amount });
      }
    }
    const open = priceAt(path, rates, share, 3 * at + openAfter, tick);
    const close = priceAt(path, rates, share, 3 * at + closeAfter, tick);
    const wildness = path.volatility[at]!;
    const top = Math.max(open, close) * (1 + 0.5 * wildness * random.uniform());
    const bottom = Math.min(open, close) * (1 - 0.5 * wildness * random.uniform());
    columns.days[row] = day;
    columns.open[row] = open;
    columns.high[row] = Math.round(top * tick) / tick;
    columns.low[row] = Math.round(bottom * tick) / tick;
    columns.close[row] = close;
    if (listing.volume === null) continue;
    const move = close > open ? close / open - 1 : 1 - close / open;
    const pace = (0.5 + random.uniform()) * (wildness / usual) * (1 + 10 * move);
    columns.volume[row] = tradedShares(listing, listing.volume * pace, day);
  }
  if (listing.volume !== null) fillAdjustedClose(columns, dividends);
  return { columns, dividends };
}

/** Prices are multiples of 1 / tick: whole numbers are divided last, so that each is the nearest to its decimals. */
function tickOf({ decimals }: SampleListing): number {
  return decimals === 2 ? 100 : decimals === 3 ? 1000 : 10_000;
}

function priceAt(
  { values }: ValuePath,
  rates: Float64Array | undefined,
  share: number,
  moment: number,
  tick: number,
): number {
  const rate = rates === undefined ? 1 : rates[moment]!;
  return Math.round(((values[moment]! * share) / rate) * tick) / tick;
}

/** After which stretches a listing opens and closes; currencies open after the night and close with New York. */
function stretchesOf({ exchange }: SampleListing): { openAfter: number; closeAfter: number } {
  if (exchange === "HKEX") return { openAfter: 0, closeAfter: 1 };
  return exchange === "FX" ? { openAfter: 0, closeAfter: 2 } : { openAfter: 1, closeAfter: 2 };
}

/** Whether `day` is the first session on or after the day of a month on which the listing pays. */
function isExDate({ dividend }: SampleListing, day: CalendarDay, previous: CalendarDay): boolean {
  if (dividend === undefined) return false;
  const { month, dayOfMonth } = calendarDayParts(day);
  if (!dividend.months.includes(month) || dayOfMonth < dividend.dayOfMonth) return false;
  const before = calendarDayParts(previous);
  return before.month !== month || before.dayOfMonth < dividend.dayOfMonth;
}

function tradedShares({ lot, exchange }: SampleListing, shares: number, day: CalendarDay): number {
  const isHalfDay = earlyCloseMinute(exchange, day) !== undefined;
  const lots = Math.round((isHalfDay ? HALF_DAY_VOLUME * shares : shares) / lot);
  return lot * Math.max(lots, 1);
}

/** close times the product of 1 - dividend / close before, over all later ex-dates. */
function fillAdjustedClose(columns: RawColumns, dividends: readonly Dividend[]): void {
  const amounts = new Map(dividends.map(({ day, amount }) => [day, amount]));
  let factor = 1;
  for (let row = columns.days.length - 1; row >= 0; row--) {
    columns.adjustedClose[row] = columns.close[row]! * factor;
    const amount = amounts.get(columns.days[row]!);
    if (amount !== undefined) factor *= 1 - amount / columns.close[row - 1]!;
  }
}
