import { formatCounted } from "../../../decode/format-count.ts";
import type { Significance } from "../../../result/significance-schema.ts";
import { formatSignedPercent } from "../../format-values.ts";
import { COLOR } from "./chart-colors.ts";
import { baseOption, type Chart, type ChartSize, type DrawingApi, percentLabel } from "./chart-frame.ts";

/** One statistic under shifted calendars. */
export type ShiftedStatistic = NonNullable<
  NonNullable<Significance["calendarShift"]["statistics"]>["meanTradeReturn"]
>;

/** What shifted calendars made of the mean trade, counted in bars, with the run itself as a line across. */
export function shiftChart({ observed, histogram }: ShiftedStatistic, size: ChartSize): Chart {
  const { low, high, counts } = histogram;
  const width = counts.length === 1 ? 0 : (high - low) / counts.length;
  const top = Math.max(...counts) * 1.15;
  const bars = counts.map((count, index) => [low + index * width, low + (index + 1) * width, count] as const);
  const isBeyond = ([from, to]: readonly [number, number, number]) =>
    observed >= (low + high) / 2 ? from >= observed : to <= observed;
  return {
    height: size.isCompact ? 200 : 250,
    titles: new Map([
      [
        0,
        bars.map(
          ([from, to, count]) =>
            `${formatCounted(count, "shift")}\nmean trade ${formatSignedPercent(from, 2)} to ${formatSignedPercent(to, 2)}`,
        ),
      ],
    ]),
    option: {
      ...baseOption(),
      grid: { left: 14, right: 14, top: 26, bottom: 30, outerBoundsMode: "none" },
      xAxis: {
        type: "value",
        min: Math.min(low, observed),
        max: Math.max(high, observed),
        splitNumber: size.isCompact ? 4 : 8,
        axisLabel: {
          color: COLOR.muted,
          formatter: percentLabel,
          hideOverlap: true,
          // The ends of the axis are whatever the extremes were: no round number, and no label.
          showMinLabel: false,
          showMaxLabel: false,
        },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: COLOR.faint } },
        splitLine: { show: false },
      },
      yAxis: { type: "value", show: false, min: 0, max: top },
      series: [
        {
          type: "custom",
          silent: true,
          data: bars,
          renderItem: (params: { readonly dataIndex: number }, api: DrawingApi) => {
            const bar = bars[params.dataIndex]!;
            return drawBar(bar, isBeyond(bar), api);
          },
        },
        ...runLine(observed, top, observed > (low + high) / 2 ? "left" : "right"),
      ],
    },
  };
}

/** The run itself: a line across all bars, and its value on that side of the line's head where the bars are. */
function runLine(observed: number, top: number, position: "left" | "right"): Record<string, unknown>[] {
  return [
    {
      type: "line",
      silent: true,
      showSymbol: false,
      lineStyle: { color: COLOR.ink, width: 2 },
      data: [
        [observed, 0],
        [observed, top],
      ],
    },
    {
      type: "scatter",
      silent: true,
      symbolSize: 0.01,
      data: [[observed, top]],
      label: {
        show: true,
        position,
        distance: 8,
        offset: [0, 8],
        formatter: `as run ${formatSignedPercent(observed, 2)}`,
        color: COLOR.ink,
        fontSize: 13,
        fontWeight: 600,
      },
    },
  ];
}

/** A bar from one edge to the other, a hair's breadth apart from the next. */
function drawBar(
  [from, to, count]: readonly [number, number, number],
  isBeyond: boolean,
  api: DrawingApi,
): Record<string, unknown> {
  const [left, top] = api.coord([from, count]);
  const [right, bottom] = api.coord([to, 0]);
  const shape = { x: left, y: top, width: Math.max(1, right - left - 1), height: bottom - top };
  return {
    type: "rect",
    shape,
    style: isBeyond ? { fill: COLOR.strategy } : { fill: COLOR.faint, opacity: 0.5 },
  };
}
