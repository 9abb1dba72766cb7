/// <reference lib="dom" />

import { formatPrice } from "../report/format-values.ts";
import type { ChartData, ChartInstrument } from "../report/html/charts/chart-data.ts";
import { timeOf } from "../report/html/charts/chart-frame.ts";
import { dayText } from "../report/html/charts/day-text.ts";
import { equityReadout } from "../report/html/charts/equity-chart.ts";
import { type MarkWords, signalWords, tradeWords } from "../report/html/charts/mark-words.ts";
import { signalsOf } from "../report/html/charts/price-chart.ts";
import type { TimeChart, TimeCharts } from "./time-charts.ts";

/** A mark of a price chart: where it stands, and what it tells. */
export interface Mark {
  readonly kind: "trade" | "signal";
  readonly id: string;
  readonly time: number;
  readonly pane: number;
  readonly value: number;
  readonly words: () => MarkWords;
}

/** What the pointer is at: a mark, or a day and its values. */
export type Pointed =
  | { readonly mark: Mark; readonly x: number; readonly y: number }
  | { readonly mark: null; readonly x: number; readonly y: number; readonly words: MarkWords };

/** A finger or a mouse that comes this near means the mark. */
const REACH = 14;

/** The marks of a chart in the order of time: each trade at its entry and at its exit, each signal. */
export function marksOf(name: string, data: ChartData): readonly Mark[] {
  const instrument = instrumentOf(name, data);
  if (instrument === undefined) return [];
  const trades = instrument.trades.flatMap((trade) =>
    [trade.entry, trade.exit].map(
      (fill): Mark => ({
        kind: "trade",
        id: trade.id,
        time: timeOf(fill.day),
        pane: 0,
        value: fill.price,
        words: () => tradeWords(trade, data),
      }),
    ),
  );
  const signals = signalsOf(data, instrument).map(
    (signal): Mark => ({
      kind: "signal",
      id: signal.id,
      time: timeOf(signal.day),
      pane: 1,
      value: signal.stance,
      words: () => signalWords(signal, data),
    }),
  );
  return [...trades, ...signals].sort((a, b) => a.time - b.time);
}

/** Where a mark stands in its chart, in pixels; null when it is zoomed out of sight. */
export function placeOf(
  mark: Mark,
  { chart }: TimeChart,
  charts: TimeCharts,
): readonly [number, number] | null {
  const [first, last] = charts.range ?? charts.whole();
  if (mark.time < first || mark.time > last) return null;
  const place = chart.convertToPixel({ gridIndex: mark.pane }, [mark.time, mark.value]) as
    | number[]
    | undefined;
  return place === undefined ? null : [place[0]!, place[1]!];
}

/** The mark within reach of a point, or else the day there and its values; null outside the panes. */
export function whatIsAt(
  x: number,
  y: number,
  chart: TimeChart,
  charts: TimeCharts,
  marks: readonly Mark[],
): Pointed | null {
  let nearest: Pointed | null = null;
  let distance = REACH;
  for (const mark of marks) {
    const place = placeOf(mark, chart, charts);
    if (place === null) continue;
    const apart = Math.hypot(place[0] - x, place[1] - y);
    if (apart < distance) {
      distance = apart;
      nearest = { mark, x: place[0], y: place[1] };
    }
  }
  return nearest ?? dayAt(x, y, chart, charts);
}

function dayAt(x: number, y: number, { name, chart }: TimeChart, charts: TimeCharts): Pointed | null {
  if (![0, 1, 2].some((pane) => chart.containPixel({ gridIndex: pane }, [x, y]))) return null;
  const [time] = chart.convertFromPixel({ gridIndex: 0 }, [x, y]) as [number, number];
  const { data } = charts;
  const instrument = instrumentOf(name, data);
  const days = instrument === undefined ? data.days : (instrument.closes?.days ?? []);
  const index = nearestIndex(days, time / timeOf(1));
  if (index < 0) return null;
  const lines =
    instrument === undefined
      ? equityReadout(data, index).map(([label, value]) => `${label} ${value}`)
      : [`Close ${formatPrice(instrument.closes?.values[index] as number)} ${instrument.currency}`];
  const [at] = chart.convertToPixel({ gridIndex: 0 }, [timeOf(days[index]!), 0]) as [number, number];
  return { mark: null, x: at, y, words: { heading: dayText(days[index]!), lines } };
}

function instrumentOf(name: string, data: ChartData): ChartInstrument | undefined {
  const [kind, index] = name.split(" ");
  return kind === "price" ? data.instruments[Number(index)] : undefined;
}

/** Place of the day nearest to `day`; -1 if there is none. */
function nearestIndex(days: readonly number[], day: number): number {
  let low = 0;
  let high = days.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  if (low > 0 && day - days[low - 1]! < days[low]! - day) return low - 1;
  return high < 0 ? -1 : low;
}
