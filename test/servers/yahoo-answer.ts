import type { CalendarDay } from "../../src/time/calendar-day.ts";
import { EXCHANGES, sessionHours } from "../../src/time/exchange.ts";
import { instantAt } from "../../src/time/zoned-time.ts";
import type { MarketFault } from "./market-fault.ts";
import type { MarketTruth, StatedBar } from "./market-truth.ts";

type Column = (number | null)[];

/** Seconds since 1970 of the open of a session, as Yahoo stamps daily bars. */
function openStamp(truth: MarketTruth, symbol: string, day: CalendarDay): number {
  const { exchange } = truth.get(symbol);
  return instantAt(day, sessionHours(exchange, day).open, EXCHANGES[exchange].zone) / 1000;
}

/** The JSON of `/v8/finance/chart/SYMBOL` for rows stamped in [period1, period2), with a fault worked in. */
export function yahooAnswer(
  truth: MarketTruth,
  symbol: string,
  period: { from: number; to: number },
  fault: MarketFault | undefined,
): unknown {
  if (fault === "null-result") return { chart: { result: null, error: null } };
  const instrument = truth.get(symbol);
  const inPeriod = (day: CalendarDay) => {
    const stamp = openStamp(truth, symbol, day);
    return stamp >= period.from && stamp < period.to;
  };
  let bars: StatedBar[] = truth.stated(symbol).filter(({ day }) => inPeriod(day));
  if (fault === "short") bars = bars.slice(-3);
  const stamps = bars.map(({ day }) => openStamp(truth, symbol, day));
  const rows = bars.map((bar) => [
    bar.open,
    bar.high,
    bar.low,
    bar.close,
    bar.volume,
    bar.adjustedClose,
  ]) as Column[];
  workIn(fault, truth, symbol, stamps, rows);

  const column = (index: number) => rows.map((row) => row[index] ?? null);
  const lastDay = bars.at(-1)?.day ?? 0;
  const events = (list: { day: CalendarDay }[], fields: (item: never) => object) =>
    Object.fromEntries(
      list
        .filter(({ day }) => inPeriod(day) && day <= lastDay)
        .map((item) => {
          const date = openStamp(truth, symbol, item.day);
          return [String(date), { date, ...fields(item as never) }];
        }),
    );
  const laterSplits = (day: CalendarDay) =>
    instrument.splits.reduce(
      (factor, split) => (split.day > day && split.day <= lastDay ? factor * split.ratio : factor),
      1,
    );
  const dividends = events(instrument.dividends, ({ day, amount }: { day: number; amount: number }) => ({
    amount: amount / laterSplits(day),
  }));
  const splits = events(instrument.splits, ({ ratio }: { ratio: number }) => ({
    numerator: ratio,
    denominator: 1,
    splitRatio: `${ratio}:1`,
  }));
  const hasRows = rows.length > 0 && fault !== "empty";
  const zone = EXCHANGES[instrument.exchange].zone;
  const quote = { open: column(0), high: column(1), low: column(2), close: column(3), volume: column(4) };
  const result = {
    meta: {
      currency: fault === "wrong-currency" ? "JPY" : fault === "null-currency" ? null : instrument.currency,
      symbol: fault === "wrong-symbol" ? "OTHER" : symbol,
      exchangeTimezoneName: zone,
      instrumentType: "EQUITY",
      dataGranularity: "1d",
    },
    ...(hasRows ? { timestamp: stamps } : {}),
    ...(Object.keys(dividends).length + Object.keys(splits).length > 0
      ? { events: { dividends, splits } }
      : {}),
    indicators: {
      quote: [hasRows ? quote : {}],
      ...(fault === "no-adjclose" ? {} : { adjclose: [hasRows ? { adjclose: column(5) } : {}] }),
    },
  };
  return { chart: { result: [result], error: null } };
}

/** Faults inside the rows. */
function workIn(
  fault: MarketFault | undefined,
  truth: MarketTruth,
  symbol: string,
  stamps: number[],
  rows: Column[],
): void {
  const last = rows.at(-1);
  if (last === undefined) return;
  if (fault === "null-rows") last.fill(null);
  if (fault === "null-field") last[3] = null;
  if (fault === "zero-prices") last.fill(0);
  if (fault === "duplicate-last") {
    stamps.push((stamps.at(-1) as number) + 3600);
    rows.push([...last]);
  }
  if (fault === "today") {
    const [, , , close] = last as number[];
    stamps.push(openStamp(truth, symbol, truth.nextDay(symbol)) + 3600);
    rows.push([
      close as number,
      (close as number) * 1.01,
      (close as number) * 0.99,
      (close as number) * 1.005,
      100,
      close as number,
    ]);
  }
}
