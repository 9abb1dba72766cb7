import { formatCalendarDay } from "../../src/time/calendar-day.ts";
import type { MarketFault } from "./market-fault.ts";
import { type MarketTruth, round, type TradedBar } from "./market-truth.ts";

/** secids of Hong Kong, New York and mainland instruments, as the truth names them. */
function secidOf(symbol: string): string {
  if (symbol === "HSTECH.HK") return "124.HSTECH";
  if (symbol === "^HSI") return "100.HSI";
  const [code, suffix] = symbol.split(".") as [string, string | undefined];
  if (suffix === "HK") return `116.${code.padStart(5, "0")}`;
  if (suffix === "SS") return `1.${code}`;
  if (suffix === "SZ") return `0.${code}`;
  return symbol === "KWEB" || symbol === "SPY" ? `107.${symbol}` : `105.${symbol}`;
}

/**
 * The JSON of `/api/qt/stock/kline/get`: rows "date,open,close,high,low,volume,...". `fqt` 0 is as traded; 1 is
 * adjusted the Chinese way, which subtracts each dividend and divides by each split, so earlier prices are a
 * linear function of the traded ones.
 */
export function eastmoneyAnswer(
  truth: MarketTruth,
  query: { secid: string; fqt: string; from: string; to: string },
  fault: MarketFault | undefined,
): unknown {
  const symbol = [...truth.instruments.keys()].find((name) => secidOf(name) === query.secid);
  if (symbol === undefined || fault === "404") return { rc: 100, data: null };
  if (fault === "null-result") return { rc: 0, data: null };
  const instrument = truth.get(symbol);
  const code = query.secid.slice(query.secid.indexOf(".") + 1);
  const compact = (bar: TradedBar) => formatCalendarDay(bar.day).replaceAll("-", "");
  let bars = instrument.bars.filter((bar) => compact(bar) >= query.from && compact(bar) <= query.to);
  if (fault === "empty") bars = [];
  if (fault === "short") bars = bars.slice(-3);
  if (fault === "today") {
    const last = instrument.bars.at(-1) as TradedBar;
    bars = [...bars, { ...last, day: truth.nextDay(symbol) }];
  }
  if (fault === "duplicate-last" && bars.length > 0) bars = [...bars, bars.at(-1) as TradedBar];
  const lot = /^[01]\./.test(query.secid) ? 100 : 1;
  const klines = bars.map((bar, index) => {
    const isLast = index === bars.length - 1;
    const price = (value: number) => {
      if (isLast && fault === "null-rows") return "-";
      if (isLast && fault === "zero-prices") return "0.000";
      return (query.fqt === "1" ? forwardAdjusted(truth, symbol, bar.day, value) : value).toFixed(3);
    };
    const close = isLast && fault === "null-field" ? "-" : price(bar.close);
    const volume = Math.round(bar.volume / lot);
    return [
      formatCalendarDay(bar.day),
      price(bar.open),
      close,
      price(bar.high),
      price(bar.low),
      volume,
      "0.0",
      "0.0",
      "0.0",
      "0.0",
      "0.0",
    ].join(",");
  });
  return {
    rc: 0,
    data: { code: fault === "wrong-symbol" ? "99999" : code, market: 0, name: symbol, klines },
  };
}

/** price -> (price - dividend) / split at each event after the day, in the order of the events. */
function forwardAdjusted(truth: MarketTruth, symbol: string, day: number, price: number): number {
  const { splits, dividends, bars } = truth.get(symbol);
  const lastDay = bars.at(-1)?.day ?? 0;
  const later = (event: { day: number }) => event.day > day && event.day <= lastDay;
  const events = [
    ...splits
      .filter(later)
      .map((event) => ({ day: event.day, apply: (value: number) => value / event.ratio })),
    ...dividends
      .filter(later)
      .map((event) => ({ day: event.day, apply: (value: number) => value - event.amount })),
  ].sort((a, b) => a.day - b.day);
  return round(
    events.reduce((value, event) => event.apply(value), price),
    3,
  );
}
