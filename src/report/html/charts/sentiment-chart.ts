import { formatSignedPercent } from "../../format-values.ts";
import { COLOR } from "./chart-colors.ts";
import type { ChartData } from "./chart-data.ts";
import {
  baseOption,
  type Chart,
  type ChartSize,
  endLabel,
  grid,
  line,
  type Pane,
  percentLabel,
  timeAxis,
  timeOf,
  timeZoom,
  valueAxis,
} from "./chart-frame.ts";
import { spanOf } from "./price-chart.ts";

/** The market above, the index of policy sentiment beneath, on one time line. */
export function sentimentChart(data: ChartData, size: ChartSize): Chart {
  const market: Pane = { top: 14, height: size.isCompact ? 120 : 150 };
  const index: Pane = { top: market.top + market.height + 26, height: size.isCompact ? 90 : 110 };
  const span = spanOf(data);
  const levels = data.benchmark?.levels ?? [];
  const values = data.sentiment?.values ?? [];
  const half = (matches: (value: number) => boolean) =>
    data.days.map((day, at) => {
      const value = values[at]!;
      return [timeOf(day), matches(value) ? value : 0] as const;
    });
  const area = (id: string, color: string, matches: (value: number) => boolean) =>
    line(id, 1, half(matches), color, {
      lineStyle: { width: 0 },
      areaStyle: { color, opacity: 0.45, origin: 0 },
      sampling: "lttb",
    });
  return {
    height: index.top + index.height + 30,
    titles: new Map(),
    option: {
      ...baseOption(),
      grid: [grid(market, size), grid(index, size)],
      xAxis: [timeAxis(0, span, size, false), timeAxis(1, span, size, true)],
      yAxis: [
        valueAxis(0, size, percentLabel, { splitNumber: 3 }),
        valueAxis(1, size, (value) => String(Number(value.toFixed(2))), { scale: false, splitNumber: 3 }),
      ],
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      dataZoom: [timeZoom(2)],
      series: [
        line(
          "market",
          0,
          data.days.map((day, at) => {
            const level = levels[at] ?? null;
            return [timeOf(day), level === null ? null : level / data.capital - 1] as const;
          }),
          COLOR.benchmark,
          {
            lineStyle: { color: COLOR.benchmark, width: 1.2 },
            sampling: "lttb",
            endLabel: endLabel((value) => formatSignedPercent(value), COLOR.muted, size),
          },
        ),
        area("supportive", COLOR.gain, (value) => value > 0),
        area("restrictive", COLOR.loss, (value) => value < 0),
      ],
    },
  };
}
