import { COLOR } from "./chart-colors.ts";
import { baseOption, type Chart, type ChartSize, marks } from "./chart-frame.ts";

/** What all points of a search made, and the points on that scale that matter. */
export interface Spread {
  readonly lowest: number;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  readonly highest: number;
  /** the best that the same search finds on shifted calendars, in the median; null if that was not tried */
  readonly shiftedMedian: number | null;
}

/** A point of the scale with its name and value beside it. */
interface NamedPoint {
  readonly id: string;
  readonly value: number;
  readonly symbol: "rect" | "diamond" | "circle";
  readonly color: string;
  readonly words: string;
  readonly position: "top" | "bottom";
}

/** Where the best of a search stands: among all its points, and beside what the same search finds by chance. */
export function spreadChart(spread: Spread, show: (value: number) => string, size: ChartSize): Chart {
  const { lowest, lower, upper, highest, shiftedMedian } = spread;
  const values = [lowest, highest, ...(shiftedMedian === null ? [] : [shiftedMedian])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = (high - low || 1) * (size.isCompact ? 0.16 : 0.08);
  return {
    height: 132,
    titles: new Map(),
    option: {
      ...baseOption(),
      grid: { left: 14, right: 14, top: 10, height: 92, outerBoundsMode: "none" },
      xAxis: {
        type: "value",
        min: low - margin,
        max: high + margin,
        splitNumber: size.isCompact ? 3 : 6,
        axisLabel: {
          color: COLOR.muted,
          formatter: show,
          showMinLabel: false,
          showMaxLabel: false,
        },
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { showMinLine: false, showMaxLine: false, lineStyle: { color: COLOR.rule } },
      },
      yAxis: { type: "value", show: false, min: -1, max: 1 },
      series: [
        bar([lowest, highest], { width: 2, opacity: 0.5 }),
        bar([lower, upper], { width: 16, opacity: 0.35 }),
        ...namedPoints(spread).map((point) => namedMark(point, show, size)),
      ],
    },
  };
}

/** In the order in which they are drawn: the best is above the others. */
function namedPoints({ median, highest, shiftedMedian }: Spread): NamedPoint[] {
  return [
    { id: "median", value: median, symbol: "rect", color: COLOR.ink, words: "median", position: "bottom" },
    ...(shiftedMedian === null
      ? []
      : [
          {
            id: "shifted",
            value: shiftedMedian,
            symbol: "diamond",
            color: COLOR.accent,
            words: "by chance",
            position: "bottom",
          } as const,
        ]),
    { id: "best", value: highest, symbol: "circle", color: COLOR.strategy, words: "best", position: "top" },
  ];
}

function namedMark(
  { id, value, symbol, color, words, position }: NamedPoint,
  show: (value: number) => string,
  size: ChartSize,
): Record<string, unknown> {
  return marks(id, 0, [{ value: [value, 0], itemStyle: { color, opacity: 1 } }], {
    silent: true,
    symbol,
    symbolSize: symbol === "rect" ? [2.5, 26] : 11,
    label: {
      show: true,
      position,
      distance: position === "top" ? 8 : 14,
      formatter: `${words} ${show(value)}`,
      color: COLOR.ink,
      fontSize: size.isCompact ? 11 : 12,
    },
  });
}

/** A stretch of the scale. */
function bar(
  [from, to]: readonly [number, number],
  style: { readonly width: number; readonly opacity: number },
): Record<string, unknown> {
  return {
    type: "line",
    silent: true,
    showSymbol: false,
    data: [
      [from, 0],
      [to, 0],
    ],
    lineStyle: { color: COLOR.strategy, ...style, cap: "butt" },
  };
}
