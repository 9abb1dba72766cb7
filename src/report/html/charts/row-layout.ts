import { COLOR } from "./chart-colors.ts";
import type { ChartSize } from "./chart-frame.ts";

const ROW = 42;

/** A chart of rows under one value axis: its height, and the parts of its option that place them. */
export interface RowLayout {
  readonly height: number;
  readonly grid: Record<string, unknown>;
  readonly xAxis: Record<string, unknown>;
  readonly yAxis: Record<string, unknown>;
}

/**
 * Lays rows out from the top down, each named on the left, or on a phone above its marks.
 *
 * @param left room for the names, in pixels
 * @param show a value on the axis
 */
export function rowLayout(
  labels: readonly string[],
  size: ChartSize,
  left: number,
  show: (value: number) => string,
): RowLayout {
  return {
    height: 14 + labels.length * ROW + 30,
    grid: {
      left: size.isCompact ? 18 : left,
      right: size.isCompact ? 18 : 24,
      top: 14,
      height: labels.length * ROW,
      outerBoundsMode: "none",
    },
    xAxis: {
      type: "value",
      scale: false,
      splitNumber: size.isCompact ? 3 : 6,
      axisLabel: { color: COLOR.muted, formatter: show },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: COLOR.rule } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: labels,
      axisLine: { show: true, onZero: true, lineStyle: { color: COLOR.muted } },
      axisTick: { show: false },
      axisLabel: size.isCompact
        ? { inside: true, color: COLOR.ink, verticalAlign: "bottom", padding: [0, 0, 9, 5], margin: 0 }
        : { color: COLOR.ink, margin: 12, fontSize: 13 },
    },
  };
}
