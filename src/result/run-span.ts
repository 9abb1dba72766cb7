import { MOST_DAYS_BETWEEN_RATES } from "../engine/exchange-rates.ts";
import { InputError } from "../errors.ts";
import type { Market, Span } from "../market/market.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import { type CalendarDay, parseCalendarDay } from "../time/calendar-day.ts";
import { firstDayFrom } from "../time/first-day-from.ts";
import type { ResolvedConfig } from "./run-config.ts";

/** Sources that give all the history they have: how far back it goes says nothing of the strategy. */
const LIVE_SOURCES: readonly string[] = ["yahoo", "eastmoney"];

/**
 * The sessions that a run is measured over: as asked; otherwise all that the prices of the traded instruments have,
 * and where they need exchange rates, all that can be turned into the book's currency. Prices that were fetched, and
 * not given, may begin decades before the first signal: of them the run takes those from 1 January of the year in
 * which the catalogue begins.
 *
 * It does not depend on which signals a rule selects, so that the yearly figures of two variants of a strategy are
 * over the same years.
 *
 * @throws InputError if the first day asked for is after the last price
 */
export function runSpan(
  { from, to }: Pick<ResolvedConfig, "from" | "to">,
  { days, series }: Market,
  signals: readonly PolicySignal[],
  rates: readonly PriceSeries[],
): Span {
  const last = to === null ? lastDayOfRates(days, rates) : parseCalendarDay(to)!;
  if (from === null) {
    const isFetched = series.every(({ source }) => LIVE_SOURCES.includes(source));
    const starts = [...(isFetched ? catalogueYear(signals) : []), ...rates.flatMap(firstDayOfRates)];
    return { from: starts.length === 0 ? null : Math.max(...starts), to: last };
  }
  const first = parseCalendarDay(from)!;
  if (firstDayFrom(days, first) >= days.length) {
    throw new InputError({
      what: `--from ${from} is after the last price`,
      at: "--from",
      fix: "choose an earlier day",
    });
  }
  return { from: first, to: last };
}

/** 1 January of the year of the catalogue's first publication or act; none if it is empty. */
function catalogueYear(signals: readonly PolicySignal[]): CalendarDay[] {
  const [first] = signals.flatMap(({ publishedAt, occursAt }) => [publishedAt.date, occursAt]).sort();
  return first === undefined ? [] : [parseCalendarDay(`${first.slice(0, 4)}-01-01`)!];
}

/** Where exchange rates end long before the prices do, the run ends with them; null where none does. */
function lastDayOfRates(days: Int32Array, rates: readonly PriceSeries[]): CalendarDay | null {
  const end = days.at(-1);
  const lasts = rates.flatMap(({ bars }) => bars.days.at(-1) ?? []);
  const first = Math.min(...lasts);
  return end !== undefined && lasts.length > 0 && end - first > MOST_DAYS_BETWEEN_RATES ? first : null;
}

/** A fill needs a rate that was fixed before its day. */
function firstDayOfRates({ bars }: PriceSeries): CalendarDay[] {
  const first = bars.days[0];
  return first === undefined ? [] : [first + 1];
}
