import type { Market } from "../market/market.ts";
import type { PriceSeries } from "../market/price-series.ts";
import { type CalendarDay, formatCalendarDay } from "../time/calendar-day.ts";
import type { PreparedRun } from "./prepare-run.ts";
import type { ResultPrices } from "./result-schema.ts";

/** The part of a run that says which prices it read. */
export type PricesOfRun = Pick<PreparedRun, "benchmark" | "rateSeries"> & {
  readonly market: Pick<Market, "series">;
};

/** The prices that a run read, each with its hash: by them a later run can tell whether it saw the same data. */
export function describePrices(run: PricesOfRun): ResultPrices[] {
  const roles = new Map<PriceSeries, ResultPrices["roles"]>();
  const add = (series: PriceSeries, role: ResultPrices["roles"][number]) => {
    roles.set(series, [...(roles.get(series) ?? []), role]);
  };
  for (const series of run.market.series) add(series, "traded");
  if (run.benchmark !== null) add(run.benchmark, "benchmark");
  for (const series of run.rateSeries) add(series, "exchange-rate");
  return [...roles].map(([series, ofSeries]) => describe(series, ofSeries));
}

function describe(series: PriceSeries, roles: ResultPrices["roles"]): ResultPrices {
  const { instrument, bars } = series;
  const text = (day: CalendarDay | undefined) => (day === undefined ? null : formatCalendarDay(day));
  return {
    symbol: instrument.symbol,
    name: instrument.name,
    roles,
    source: series.source,
    exchange: instrument.exchange,
    currency: instrument.currency,
    type: instrument.type,
    lot: instrument.lot,
    adjustment: series.adjustment,
    from: text(bars.days[0]),
    to: text(bars.days.at(-1)),
    sessions: bars.days.length,
    sha256: series.sha256,
    synthetic: series.synthetic,
    findings: countFindings(series),
  };
}

function countFindings(series: PriceSeries): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, action } of series.findings) {
    const key = `${kind}: ${action}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
