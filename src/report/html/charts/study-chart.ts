import { formatCounted } from "../../../decode/format-count.ts";
import type { Study } from "../../../result/study-schema.ts";
import { formatRelativeDay, formatReturn, formatSignedPercent } from "../../format-values.ts";
import { COLOR } from "./chart-colors.ts";
import {
  baseOption,
  type Chart,
  type ChartSize,
  type DrawingApi,
  endLabel,
  grid,
  percentLabel,
} from "./chart-frame.ts";

/** Standard errors on either side of the mean that hold 95% of a normal distribution. */
const BAND = 1.96;

/** Cumulated average abnormal return around day 0, with its band. */
export function studyChart({ days }: Study, size: ChartSize): Chart {
  const known = days.filter(({ cumulative }) => cumulative !== null);
  const at = (value: (cumulative: number, error: number) => number) =>
    known.map(
      ({ day, cumulative, cumulativeError }) =>
        [day, value(cumulative as number, cumulativeError ?? 0)] as const,
    );
  const upper = at((mean, error) => mean + BAND * error);
  const lower = at((mean, error) => mean - BAND * error);
  const extremes = [...upper, ...lower].map(([, value]) => value);
  return {
    height: size.isCompact ? 230 : 300,
    titles: new Map([[2, known.map(wordsOf)]]),
    option: {
      ...baseOption(),
      grid: grid({ top: 14, height: size.isCompact ? 180 : 250 }, size),
      xAxis: dayAxis(days, size),
      yAxis: returnAxis(extremes),
      series: [
        {
          type: "custom",
          silent: true,
          // The band is one shape, drawn with the first of its places.
          data: [...upper, ...[...lower].reverse()],
          renderItem: (params: { dataIndex: number }, api: DrawingApi) =>
            params.dataIndex > 0 ? undefined : drawBand([...upper, ...[...lower].reverse()], api),
        },
        {
          type: "line",
          silent: true,
          showSymbol: false,
          data: [
            [days[0]?.day, 0],
            [days.at(-1)?.day, 0],
          ],
          lineStyle: { color: COLOR.faint, width: 1 },
        },
        {
          type: "line",
          silent: true,
          showSymbol: true,
          symbol: "circle",
          symbolSize: 4,
          data: at((mean) => mean),
          lineStyle: { color: COLOR.strategy, width: 2 },
          itemStyle: { color: COLOR.strategy, opacity: 1 },
          endLabel: endLabel((value) => formatSignedPercent(value, 2), COLOR.strategy, size),
        },
      ],
    },
  };
}

function dayAxis(days: Study["days"], size: ChartSize): Record<string, unknown> {
  return {
    type: "value",
    min: days[0]?.day,
    max: days.at(-1)?.day,
    interval: size.isCompact ? 5 : Math.max(1, Math.ceil(days.length / 21)),
    axisLabel: {
      ...(size.isCompact ? { alignMaxLabel: "right" } : {}),
      color: COLOR.muted,
      formatter: formatRelativeDay,
    },
    axisTick: { show: false },
    axisLine: { onZero: false, lineStyle: { color: COLOR.rule } },
    splitLine: { show: false },
  };
}

/** Up to whole halves of a percent, so that the grid is even and the band fits. */
function returnAxis(extremes: readonly number[]): Record<string, unknown> {
  return {
    type: "value",
    min: Math.floor(Math.min(0, ...extremes) * 200) / 200,
    max: Math.ceil(Math.max(0, ...extremes) * 200) / 200,
    axisLabel: {
      color: COLOR.muted,
      formatter: percentLabel,
      showMinLabel: false,
      showMaxLabel: false,
    },
    axisLine: { show: true, onZero: true, lineStyle: { color: COLOR.faint } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: COLOR.rule } },
  };
}

function wordsOf({ day, events, average, cumulative, cumulativeError }: Study["days"][number]): string {
  const band =
    cumulative === null || cumulativeError === null
      ? ""
      : `, 95% band ${formatReturn(cumulative - BAND * cumulativeError)} to ${formatReturn(cumulative + BAND * cumulativeError)}`;
  return `day ${formatRelativeDay(day)}\nCAAR ${formatReturn(cumulative)}${band}\nthat day ${formatReturn(average)}, ${formatCounted(events, "event")}`;
}

function drawBand(edge: readonly (readonly [number, number])[], api: DrawingApi): Record<string, unknown> {
  return {
    type: "polygon",
    shape: { points: edge.map((point) => api.coord(point)) },
    style: { fill: COLOR.strategy, opacity: 0.14 },
  };
}
