import { formatCount } from "../../../decode/format-count.ts";
import { MILLISECONDS_PER_DAY } from "../../../time/calendar-day.ts";

import { COLOR } from "./chart-colors.ts";

/** How wide a chart is drawn; a compact one (a phone) has shorter margins and fewer labels. */
export interface ChartSize {
  readonly width: number;
  readonly isCompact: boolean;
  /** drawn once, never zoomed: what lies on top of each other stays so */
  readonly isStatic?: boolean;
}

/**
 * Widths at which a page holds its charts as drawings: a desktop's column, a phone's, and between them that of a tablet
 * for charts that are not drawn anew at the width there is: shrunk from a desktop's, their words would be too small.
 */
export const WIDE: ChartSize = { width: 960, isCompact: false, isStatic: true };
export const MEDIUM: ChartSize = { width: 720, isCompact: false, isStatic: true };
export const NARROW: ChartSize = { width: 360, isCompact: true, isStatic: true };

/** A chart as ECharts draws it: its option, its height, and words for the marks of some of its series. */
export interface Chart {
  // ECharts' own option types are unions of every chart there is; an option is data that it checks itself.
  readonly option: Readonly<Record<string, unknown>>;
  readonly height: number;
  /** by series index: one text for each item, shown where the mark is pointed at */
  readonly titles: ReadonlyMap<number, readonly string[]>;
}

/** Top and height of each part of a chart, from the top down, in pixels. */
export interface Pane {
  readonly top: number;
  readonly height: number;
}

/** What ECharts hands to a series that draws itself: the pixels of a point on its axes. */
export interface DrawingApi {
  readonly coord: (point: readonly [number, number]) => readonly [number, number];
}

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Days since 1970-01-01 as ECharts' time axis has them. */
export function timeOf(day: number): number {
  return day * MILLISECONDS_PER_DAY;
}

/** What every chart has in common: no animation, days in UTC, the page's font. */
export function baseOption(): Record<string, unknown> {
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: FONT, fontSize: 12, color: COLOR.muted },
  };
}

/** The drawing area of a pane. */
export function grid({ top, height }: Pane, size: ChartSize): Record<string, unknown> {
  // Without bounds of its own ECharts would move each pane by the width of its labels, and dates would not line up.
  return {
    left: size.isCompact ? 44 : 56,
    right: size.isCompact ? 8 : 72,
    top,
    height,
    outerBoundsMode: "none",
  };
}

/** The time axis of pane `index`; only the lowest pane writes its dates. */
export function timeAxis(
  index: number,
  [first, last]: readonly [number, number],
  size: ChartSize,
  hasLabels: boolean,
): Record<string, unknown> {
  return {
    type: "time",
    gridIndex: index,
    min: timeOf(first),
    max: timeOf(last),
    splitNumber: size.isCompact ? 3 : 8,
    axisLine: { show: hasLabels, onZero: false, lineStyle: { color: COLOR.rule } },
    axisTick: { show: hasLabels, lineStyle: { color: COLOR.rule } },
    axisLabel: {
      show: hasLabels,
      hideOverlap: true,
      alignMaxLabel: "right",
      color: COLOR.muted,
      fontSize: size.isCompact ? 11 : 12,
      formatter: { year: "{yyyy}", month: "{MMM}", day: "{d} {MMM}" },
    },
    axisPointer: {
      show: true,
      snap: true,
      label: { show: false },
      lineStyle: { color: COLOR.faint, width: 1 },
    },
    splitLine: { show: false },
  };
}

/** The value axis of pane `index`, with thin lines across. */
export function valueAxis(
  index: number,
  size: ChartSize,
  label: (value: number) => string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    type: "value",
    gridIndex: index,
    scale: true,
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: COLOR.muted, fontSize: size.isCompact ? 11 : 12, margin: 8, formatter: label },
    splitLine: { lineStyle: { color: COLOR.rule, width: 1 } },
    axisPointer: { show: false },
    ...more,
  };
}

/** A thin line through [time, value] points; null values break it. */
export function line(
  id: string,
  pane: number,
  data: readonly (readonly [number, number | null])[],
  color: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    id,
    type: "line",
    xAxisIndex: pane,
    yAxisIndex: pane,
    data,
    showSymbol: false,
    silent: true,
    emphasis: { disabled: true },
    lineStyle: { color, width: 1.5, join: "round" },
    itemStyle: { color },
    ...more,
  };
}

/** The last value that a line shows, at its end and in its colour; a phone has no room for it. */
export function endLabel(
  words: (value: number) => string,
  color: string,
  size: ChartSize,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    show: !size.isCompact,
    formatter: ({ value }: { value: readonly [number, number | null] }) =>
      value[1] === null ? "" : words(value[1]),
    color,
    distance: 6,
    fontSize: 12,
    fontWeight: 600,
    ...more,
  };
}

/** Dots, triangles or the like at [time, value] points, each in its own colours. */
export function marks(
  id: string,
  pane: number,
  data: readonly Record<string, unknown>[],
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    id,
    type: "scatter",
    xAxisIndex: pane,
    yAxisIndex: pane,
    data,
    itemStyle: { opacity: 1 },
    emphasis: { disabled: true },
    cursor: "default",
    ...more,
  };
}

/** A price on an axis: 12,000, 640, 4.2. */
export function priceLabel(value: number): string {
  return Math.abs(value) >= 1000 ? formatCount(value) : String(Number(value.toPrecision(4)));
}

/** A fraction on an axis as percent, with no more decimals than it needs: +20%, -2.5%. */
export function percentLabel(value: number): string {
  const percent = Number((value * 100).toFixed(2));
  return `${percent > 0 ? "+" : ""}${percent}%`;
}

/** Zooms along the time axis: a pinch, or the wheel with the control key; the page's buttons do the rest. */
export function timeZoom(panes: number): Record<string, unknown> {
  return {
    type: "inside",
    xAxisIndex: Array.from({ length: panes }, (_, index) => index),
    zoomOnMouseWheel: "ctrl",
    moveOnMouseMove: false,
    moveOnMouseWheel: false,
    preventDefaultMouseMove: false,
    minValueSpan: 5 * MILLISECONDS_PER_DAY,
    filterMode: "filter",
  };
}
