import { formatCounted } from "../decode/format-count.ts";
import { MarketDataError } from "../errors.ts";
import { type Bars, isUnconfirmed } from "../market/bars.ts";
import type { Currency } from "../market/instrument.ts";
import type { PriceSeries } from "../market/price-series.ts";
import { type CalendarDay, formatCalendarDay } from "../time/calendar-day.ts";

/** Longer than any holiday: an older rate says nothing of a day. */
export const MOST_DAYS_BETWEEN_RATES = 15;

/**
 * Rates of one currency against the book's along the time line: units of the book's currency for one of the
 * instrument's. `before[t]` is the last rate fixed before day t, which a fill on day t may use; `upTo[t]` the
 * last rate fixed by the end of day t, at which positions are marked. A jump that no second close has confirmed yet
 * counts as the last confirmed rate.
 */
export interface ExchangeRates {
  readonly before: Float64Array;
  readonly upTo: Float64Array;
}

/** One for one, for instruments in the book's own currency. */
export function unitRates(length: number): ExchangeRates {
  const ones = new Float64Array(length).fill(1);
  return { before: ones, upTo: ones };
}

/** Yahoo's symbol of the rate US dollar -> `currency`, e.g. `HKD=X`. */
function dollarRateSymbol(currency: Currency): string {
  return `${currency}=X`;
}

/** Symbols of the rates needed to turn `from` into `to`, through the US dollar. */
export function rateSymbols(from: Currency, to: Currency): readonly string[] {
  if (from === to) return [];
  return [from, to].filter((currency) => currency !== "USD").map(dollarRateSymbol);
}

/**
 * Rates from `from` to `to` along `days`, crossed through the US dollar: (USD -> to) / (USD -> from).
 *
 * @throws MarketDataError if a rate's prices are missing, begin after the time line does, or leave a day with none but
 *   a rate of weeks ago
 */
export function exchangeRates(
  from: Currency,
  to: Currency,
  days: Int32Array,
  seriesOf: (symbol: string) => PriceSeries | undefined,
): ExchangeRates {
  if (from === to) return unitRates(days.length);
  const into = to === "USD" ? unitRates(days.length) : dollarRates(to, days, seriesOf);
  const outOf = from === "USD" ? unitRates(days.length) : dollarRates(from, days, seriesOf);
  const divided = (a: Float64Array, b: Float64Array) => a.map((value, index) => value / b[index]!);
  return { before: divided(into.before, outOf.before), upTo: divided(into.upTo, outOf.upTo) };
}

function staleRate(symbol: string, lastDay: CalendarDay, day: CalendarDay): MarketDataError {
  return new MarketDataError({
    what: `no exchange rate ${symbol} for ${formatCalendarDay(day)}: the last is of ${formatCalendarDay(lastDay)}, ${formatCounted(day - lastDay, "day")} before`,
    at: symbol,
    fix: `give rates for the whole run, end it with --to ${formatCalendarDay(lastDay)}, or begin it after the hole with --from`,
  });
}

/**
 * The close, or the last confirmed one where it jumped: a price of a moment in the source would convert the whole book.
 * A jump that stays is converted a session late; see market/quality/check-rate-jumps.ts.
 *
 * @param confirmed the last confirmed rate; NaN if there is none
 */
function rateOf(bars: Bars, index: number, confirmed: number): number {
  return isUnconfirmed(bars, index) ? confirmed : bars.close[index]!;
}

function dollarRates(
  currency: Currency,
  days: Int32Array,
  seriesOf: (symbol: string) => PriceSeries | undefined,
): ExchangeRates {
  const symbol = dollarRateSymbol(currency);
  const series = seriesOf(symbol);
  if (series === undefined) {
    throw new MarketDataError({
      what: `no exchange rate of ${currency} to the US dollar`,
      at: symbol,
      fix: `give prices for ${symbol}, or keep the book in the instruments' own currency (currency: "${currency}")`,
    });
  }
  const { bars } = series;
  const { days: rateDays } = bars;
  const before = new Float64Array(days.length);
  const upTo = new Float64Array(days.length);
  let next = 0;
  let last = Number.NaN;
  for (let index = 0; index < days.length; index++) {
    const day = days[index]!;
    for (; next < rateDays.length && rateDays[next]! < day; next++) last = rateOf(bars, next, last);
    const lastDay = rateDays[next - 1];
    if (lastDay !== undefined && day - lastDay > MOST_DAYS_BETWEEN_RATES)
      throw staleRate(symbol, lastDay, day);
    before[index] = last;
    for (; next < rateDays.length && rateDays[next]! === day; next++) last = rateOf(bars, next, last);
    upTo[index] = last;
  }
  if (Number.isNaN(before[0]!)) {
    throw new MarketDataError({
      what: `the exchange rates ${symbol} begin after the run does`,
      at: symbol,
      fix: "give rates from an earlier day, or start the run later with --from",
    });
  }
  return { before, upTo };
}
