import { groupBy } from "../../../result/group-by.ts";
import type { ResultDocument, ResultSignal, ResultTrade } from "../../../result/result-schema.ts";
import { SKIP_REASONS, type SkipReason } from "../../../strategy/skip-reason.ts";
import { parseCalendarDay } from "../../../time/calendar-day.ts";
import { drawdownsOf } from "./drawdowns-of.ts";
import { firstDrawn } from "./first-drawn.ts";
import { roundTo } from "./pack-numbers.ts";
import { sentimentOfResult } from "./sentiment-of-result.ts";

/** What the charts of a page draw, small enough to travel in it: columns, and days as numbers since 1970-01-01. */
export interface ChartData {
  readonly currency: string;
  readonly capital: number;
  readonly days: readonly number[];
  /** money at each close, to six digits of the capital */
  readonly equity: readonly number[];
  readonly drawdown: readonly number[];
  readonly exposure: readonly number[];
  readonly benchmark: { readonly symbol: string; readonly levels: readonly (number | null)[] } | null;
  /** index of policy sentiment, one value a day; null for a run without prices */
  readonly sentiment: { readonly values: readonly number[] } | null;
  readonly instruments: readonly ChartInstrument[];
  readonly signals: readonly ChartSignal[];
}

export interface ChartInstrument {
  readonly symbol: string;
  readonly name: string;
  readonly currency: string;
  /** null where the result holds no prices: trades alone are drawn */
  readonly closes: { readonly days: readonly number[]; readonly values: readonly number[] } | null;
  readonly trades: readonly ChartTrade[];
}

/** A closed round trip; days since 1970-01-01, prices in the instrument's currency. */
export interface ChartTrade {
  readonly id: string;
  readonly instrument: string;
  readonly side: "long" | "short";
  readonly entry: ChartFill;
  readonly exit: ChartFill;
  readonly return: number;
  readonly sessionsHeld: number;
  readonly signalId: string;
}

export interface ChartFill {
  readonly day: number;
  readonly price: number;
  readonly reason: string;
}

export interface ChartSignal {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly status: string;
  readonly stance: number;
  /** the Shanghai day and minute from which it could be traded on, and what that time rests on */
  readonly day: number;
  readonly known: string;
  readonly basis: string;
  readonly source: string | null;
  readonly state: "traded" | "extended" | "skipped";
  /** why it was skipped, in words */
  readonly why: string | null;
  readonly tradeIds: readonly string[];
}

/** Instruments that a page draws; those with fewer trades are named in words. */
export const INSTRUMENTS_DRAWN = 6;

/** Picks out of a result what its charts draw, from {@link firstDrawn} on. Instruments come with the most traded first. */
export function chartDataOf(result: ResultDocument): ChartData {
  const { equity, benchmark } = result;
  const start = firstDrawn(result);
  const from = equity.date[start] ?? "";
  const trades = groupBy(result.trades, (trade) => trade.instrument);
  const traded = result.data.prices.filter((series) => series.roles.includes("traded"));
  const all = equity.date.map(dayOf);
  const days = all.slice(start);
  const sentiment = sentimentOfResult(result, all);
  const decimals = digitsAfter(result.config.capital);
  const levels = equity.equity.slice(start).map((value) => roundTo(value, decimals));
  const instruments = traded
    .map(({ symbol, name, currency }) => ({
      symbol,
      name,
      currency,
      closes: closesOf(result, symbol, from),
      trades: (trades.get(symbol) ?? []).map(chartTrade),
    }))
    .sort((a, b) => b.trades.length - a.trades.length);
  return {
    currency: result.config.currency,
    capital: result.config.capital,
    days,
    equity: levels,
    drawdown: drawdownsOf(levels),
    // Without equity there is no share of it to draw.
    exposure: equity.exposure.slice(start).map((value) => round(value ?? 0, 4)),
    benchmark:
      equity.benchmark === null || benchmark.symbol === null
        ? null
        : {
            symbol: benchmark.symbol,
            levels: equity.benchmark
              .slice(start)
              .map((value) => (value === null ? null : roundTo(value, decimals))),
          },
    sentiment: sentiment === null ? null : { values: sentiment.slice(start).map((value) => round(value, 3)) },
    instruments,
    signals: result.signals.filter((signal) => signal.reason !== "not-selected").map(chartSignal),
  };
}

function closesOf(result: ResultDocument, symbol: string, from: string): ChartInstrument["closes"] {
  const whole = result.closes?.find((one) => one.symbol === symbol);
  if (whole === undefined) return null;
  const start = whole.date.findIndex((date) => date >= from);
  // A series that ends before the drawing begins is drawn without a close.
  const [date, close] = start < 0 ? [[], []] : [whole.date.slice(start), whole.close.slice(start)];
  const lowest = close.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const values = close.map((value) => roundTo(value, digitsAfter(lowest)));
  return { days: date.map(dayOf), values };
}

function chartTrade(trade: ResultTrade): ChartTrade {
  const { id, instrument, side, sessionsHeld, signalId } = trade;
  const fill = ({ session, price, reason }: ResultTrade["entry" | "exit"]): ChartFill => ({
    day: dayOf(session),
    price: round(price, 6),
    reason,
  });
  return {
    id,
    instrument,
    side,
    entry: fill(trade.entry),
    exit: fill(trade.exit),
    return: round(trade.return, 6),
    sessionsHeld,
    signalId,
  };
}

function chartSignal(signal: ResultSignal): ChartSignal {
  const { id, title, kind, status, stance, knownAt, publishedAt, sources, tradeIds } = signal;
  return {
    id,
    title,
    kind,
    status,
    stance,
    day: dayOf(knownAt.slice(0, 10)),
    known: knownAt.slice(0, 16).replace("T", " "),
    basis: publishedAt.basis,
    source: sources[0] ?? null,
    state: stateOf(signal),
    why: signal.disposition === "skipped" ? whySkipped(signal) : null,
    tradeIds,
  };
}

/** Why a signal was skipped: the reason's name and what lay behind it. */
export function whySkipped(signal: ResultSignal): string {
  return `${signal.reason}: ${signal.detail ?? SKIP_REASONS[signal.reason as SkipReason]}`;
}

function stateOf(signal: ResultSignal): ChartSignal["state"] {
  if (signal.disposition === "skipped") return "skipped";
  return signal.reason === "extended" ? "extended" : "traded";
}

function dayOf(text: string): number {
  return parseCalendarDay(text)!;
}

/** Decimals that give a value six digits: more than a screen can show. */
function digitsAfter(value: number): number {
  return value > 0 && Number.isFinite(value) ? 5 - Math.floor(Math.log10(value)) : 6;
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
