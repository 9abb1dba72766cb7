import { firstDayFrom } from "../../../time/first-day-from.ts";
import { formatPrice } from "../../format-values.ts";
import { COLOR, colorOfReturn } from "./chart-colors.ts";
import type { ChartData, ChartInstrument, ChartSignal, ChartTrade } from "./chart-data.ts";
import {
  baseOption,
  type Chart,
  type ChartSize,
  endLabel,
  grid,
  line,
  marks,
  type Pane,
  priceLabel,
  timeAxis,
  timeOf,
  timeZoom,
  valueAxis,
} from "./chart-frame.ts";

import { type MarkWords, signalWords, tradeWords } from "./mark-words.ts";

type Point = readonly [number, number | null];

/** Ids of the series whose items are marks that tell something. */
const ENTRIES = "entries";
const EXITS = "exits";
const SIGNALS = "signals";

const MOST_TITLES = 300;
/** From this many trades on marks are small, and a phone's drawing leaves out those that others cover anyway. */
const CROWDED = 150;

/**
 * One instrument: its closes (if the result holds them), each trade from entry to exit in the colour of its result,
 * and beneath, on the same time line, the stance of every signal that the rules asked for.
 */
export function priceChart(data: ChartData, instrument: ChartInstrument, size: ChartSize): Chart {
  const price: Pane = { top: 14, height: size.isCompact ? 200 : 280 };
  const lane: Pane = { top: price.top + price.height + 32, height: size.isCompact ? 56 : 64 };
  const span = spanOf(data);
  // Marks that look alike one after the other: a drawing then says their look once.
  const trades = [...instrument.trades].sort((a, b) => Number(a.return < 0) - Number(b.return < 0));
  const signals = [...signalsOf(data, instrument)].sort(
    (a, b) => Number(a.state === "skipped") - Number(b.state === "skipped") || b.stance - a.stance,
  );
  const series = seriesOf(instrument, trades, signals, size);
  return {
    height: lane.top + lane.height + 30,
    titles: titlesOf(
      series,
      size,
      new Map([
        [ENTRIES, trades.map((trade) => inLines(tradeWords(trade, data)))],
        [SIGNALS, signals.map((signal) => inLines(signalWords(signal, data)))],
      ]),
    ),
    option: {
      ...baseOption(),
      grid: [grid(price, size), grid(lane, size)],
      xAxis: [timeAxis(0, span, size, false), timeAxis(1, span, size, true)],
      yAxis: [
        valueAxis(0, size, priceLabel),
        valueAxis(1, size, stanceLabel, { min: -1, max: 1, interval: 1 }),
      ],
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      dataZoom: [timeZoom(2)],
      series,
    },
  };
}

/** Closes, trades and their marks on the price; the stances of signals on the lane beneath. */
function seriesOf(
  instrument: ChartInstrument,
  trades: readonly ChartTrade[],
  signals: readonly ChartSignal[],
  size: ChartSize,
): readonly Record<string, unknown>[] {
  const isCrowded = trades.length > CROWDED;
  const markSize = isCrowded ? 6 : 9;
  const hasAll = !(isCrowded && size.isCompact && size.isStatic === true);
  return [
    line("closes", 0, pointsOf(instrument.closes), COLOR.faint, {
      lineStyle: { color: COLOR.faint, width: 1.1 },
      sampling: "lttb",
      endLabel: endLabel(formatPrice, COLOR.muted, size, { fontWeight: 400 }),
    }),
    line(
      "gains",
      0,
      holdings(instrument, (trade) => trade.return >= 0),
      COLOR.gain,
      holdingStyle(COLOR.gain),
    ),
    line(
      "losses",
      0,
      holdings(instrument, (trade) => trade.return < 0),
      COLOR.loss,
      holdingStyle(COLOR.loss),
    ),
    marks(ENTRIES, 0, trades.map(entryMark), { symbolSize: markSize }),
    marks(EXITS, 0, hasAll ? trades.map(exitMark) : [], { symbolSize: markSize - 3 }),
    line("stems", 1, hasAll ? stems(signals) : [], COLOR.faint, {
      lineStyle: { color: COLOR.faint, width: 1 },
    }),
    marks(SIGNALS, 1, signals.map(signalMark), { symbolSize: signals.length > CROWDED ? 5 : 8 }),
  ];
}

/** Signals that concern an instrument: those that traded it, and those that traded nothing. */
export function signalsOf(data: ChartData, instrument: ChartInstrument): readonly ChartSignal[] {
  const own = new Set(instrument.trades.map((trade) => trade.id));
  return data.signals.filter(
    (signal) => signal.tradeIds.length === 0 || signal.tradeIds.some((id) => own.has(id)),
  );
}

/** First and last day that the time charts of a page show, a little wider than the run. */
export function spanOf(data: ChartData): readonly [number, number] {
  const first = data.days[0] ?? 0;
  const last = data.days.at(-1) ?? first;
  const margin = Math.max(1, Math.round((last - first) * 0.008));
  return [first - margin, last + margin];
}

function inLines({ heading, lines }: MarkWords): string {
  return [heading, ...lines].join("\n");
}

function pointsOf(closes: ChartInstrument["closes"]): Point[] {
  return closes === null ? [] : closes.days.map((day, index) => [timeOf(day), closes.values[index]!]);
}

/** Entry to exit of each trade, through the closes between where they are known; a null ends each. */
function holdings({ trades, closes }: ChartInstrument, matches: (trade: ChartTrade) => boolean): Point[] {
  return trades.filter(matches).flatMap((trade) => {
    const between: Point[] = [];
    const first = closes === null ? 0 : firstDayFrom(closes.days, trade.entry.day);
    for (let index = first; closes !== null && (closes.days[index] ?? Infinity) < trade.exit.day; index++) {
      between.push([timeOf(closes.days[index]!), closes.values[index]!]);
    }
    const exit = timeOf(trade.exit.day);
    return [
      [timeOf(trade.entry.day), trade.entry.price],
      ...between,
      [exit, trade.exit.price],
      [exit, null],
    ] as Point[];
  });
}

function holdingStyle(color: string): Record<string, unknown> {
  return { lineStyle: { color, width: 2.4, cap: "round", join: "round" }, connectNulls: false };
}

/** Points up for a long trade, beneath the price; down for a short one, above it. */
function entryMark(trade: ChartTrade): Record<string, unknown> {
  const isLong = trade.side === "long";
  return {
    value: [timeOf(trade.entry.day), trade.entry.price],
    symbol: "triangle",
    symbolRotate: isLong ? 0 : 180,
    symbolOffset: [0, isLong ? 9 : -9],
    itemStyle: { color: colorOfReturn(trade.return), opacity: 1 },
  };
}

function exitMark(trade: ChartTrade): Record<string, unknown> {
  return {
    value: [timeOf(trade.exit.day), trade.exit.price],
    symbol: "circle",
    itemStyle: { color: COLOR.paper, borderColor: colorOfReturn(trade.return), borderWidth: 1.5, opacity: 1 },
  };
}

/** Filled if it traded, hollow if it was skipped; the colour is that of its stance. */
function signalMark(signal: ChartSignal): Record<string, unknown> {
  const color = signal.stance === 0 ? COLOR.muted : colorOfReturn(signal.stance);
  return {
    value: [timeOf(signal.day), signal.stance],
    symbol: "circle",
    itemStyle: {
      color: signal.state === "skipped" ? COLOR.paper : color,
      borderColor: color,
      borderWidth: 1.5,
      opacity: 1,
    },
  };
}

function stems(signals: readonly ChartSignal[]): Point[] {
  return signals.flatMap(({ day, stance }) => [
    [timeOf(day), 0],
    [timeOf(day), stance],
    [timeOf(day), null],
  ]);
}

function stanceLabel(value: number): string {
  if (value === 0) return "0";
  return value > 0 ? "+1" : "-1";
}

/**
 * Words of the marks for a page without scripts. A phone cannot hover, and hundreds of marks lie on one another: there
 * the tables tell it, and the page stays small.
 */
function titlesOf(
  series: readonly Record<string, unknown>[],
  size: ChartSize,
  words: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<number, readonly string[]> {
  const count = [...words.values()].reduce((sum, texts) => sum + texts.length, 0);
  if (size.isCompact || count > MOST_TITLES) return new Map();
  return new Map(
    series.flatMap((one, index) => {
      const texts = words.get(one.id as string);
      return texts === undefined ? [] : [[index, texts] as const];
    }),
  );
}
