import { Temporal } from "temporal-polyfill";
import { BarMark } from "../../../src/market/bars.ts";
import type { PriceSeries } from "../../../src/market/price-series.ts";
import { EXCHANGES, sessionHours } from "../../../src/time/exchange.ts";

/** New shares for one old, or money a share. */
export type NaiveAction =
  | { readonly day: number; readonly split: number }
  | { readonly day: number; readonly dividend: number };

/** One bar as an object. */
export interface NaiveBar {
  readonly index: number;
  readonly date: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly traded: boolean;
  readonly buyable: boolean;
  readonly sellable: boolean;
  /** what takes effect before this bar's open: by day, of one day the split first */
  readonly actions: readonly NaiveAction[];
}

/** One instrument as objects. */
export interface NaiveInstrument {
  readonly symbol: string;
  readonly currency: string;
  readonly lot: number;
  readonly bars: readonly NaiveBar[];
}

const dateOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

const instants = new Map<string, number>();

/** What Temporal says, asked once for each minute: it takes its time. */
function instantOf(date: string, minute: number, zone: string): number {
  const key = `${date} ${minute} ${zone}`;
  let instant = instants.get(key);
  if (instant === undefined) {
    const local = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minute });
    instant = local.toZonedDateTime(zone).epochMilliseconds;
    instants.set(key, instant);
  }
  return instant;
}

/** Restates a series as bars, one at a time, with the clock asked afresh for each. */
export function naiveInstrument(series: PriceSeries, wholeLots: boolean): NaiveInstrument {
  const { bars, instrument, adjustment } = series;
  const splits = series.splits.map((one): NaiveAction => ({ day: one.day, split: one.ratio }));
  const dividends = series.dividends.map((one): NaiveAction => ({ day: one.day, dividend: one.amount }));
  const isFund = instrument.type === "stock" || instrument.type === "etf";
  return {
    symbol: instrument.symbol,
    currency: instrument.currency,
    lot: wholeLots && isFund ? (instrument.lot ?? 1) : 0,
    bars: Array.from(bars.days, (day, index): NaiveBar => {
      const close = bars.close[index]!;
      const orClose = (price: number) => (Number.isNaN(price) ? close : price);
      const mark = bars.marks[index]!;
      const traded = (mark & (BarMark.placeholder | BarMark.unfinished | BarMark.inconsistent)) === 0;
      const isLocked = (mark & BarMark.limitLocked) !== 0;
      const change = index === 0 ? Number.NaN : close - bars.close[index - 1]!;
      const since = (event: { day: number }) =>
        event.day <= day && (index === 0 || event.day > bars.days[index - 1]!);
      const hours = sessionHours(instrument.exchange, day);
      const at = (minute: number) => instantOf(dateOf(day), minute, EXCHANGES[instrument.exchange].zone);
      return {
        index,
        date: dateOf(day),
        open: bars.open[index]!,
        high: orClose(bars.high[index]!),
        low: orClose(bars.low[index]!),
        close,
        opensAt: at(hours.open),
        closesAt: at(hours.close),
        traded,
        buyable: traded && (!isLocked || change < 0),
        sellable: traded && (!isLocked || change > 0),
        actions: [
          ...(adjustment === "none" ? splits : []),
          ...(adjustment === "total-return" ? [] : dividends),
        ]
          .filter(since)
          .sort((a, b) => a.day - b.day),
      };
    }),
  };
}

/** A price of yesterday as shares are after the splits of a bar. */
export function restated(price: number, bar: NaiveBar): number {
  return bar.actions.reduce((now, action) => ("split" in action ? now / action.split : now), price);
}

/** Wilder's average true range up to and with a bar, from its definition; NaN where there are too few. */
export function naiveTrueRange(bars: readonly NaiveBar[], index: number, period: number): number {
  if (index < period) return Number.NaN;
  const range = (bar: NaiveBar) => {
    const before = bars[bar.index - 1]!.close;
    return Math.max(bar.high - bar.low, Math.abs(bar.high - before), Math.abs(bar.low - before));
  };
  let average = 0;
  for (const bar of bars.slice(1, period + 1)) average += range(bar) / period;
  for (const bar of bars.slice(period + 1, index + 1))
    average = (average * (period - 1) + range(bar)) / period;
  return average;
}

/** Standard deviation, ddof 1, of the last daily returns up to and with a bar; NaN where there are too few. */
export function naiveVolatility(bars: readonly NaiveBar[], index: number, sessions: number): number {
  if (index < sessions) return Number.NaN;
  const returns = bars
    .slice(index - sessions + 1, index + 1)
    .map((bar) => bar.close / bars[bar.index - 1]!.close - 1);
  const mean = returns.reduce((sum, one) => sum + one, 0) / sessions;
  return Math.sqrt(returns.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (sessions - 1));
}
