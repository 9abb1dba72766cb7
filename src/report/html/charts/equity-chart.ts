import { formatPercent, formatSignedPercent } from "../../format-values.ts";
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

const LABEL_HEIGHT = 15;

/** Growth of the account against its benchmark; beneath, how much was invested, and the fall from the running peak. */
export function equityChart(data: ChartData, size: ChartSize): Chart {
  const growth: Pane = { top: 14, height: size.isCompact ? 190 : 250 };
  const invested: Pane = { top: growth.top + growth.height + 26, height: 26 };
  const drawdown: Pane = { top: invested.top + invested.height + 20, height: size.isCompact ? 80 : 96 };
  const span = spanOf(data);
  return {
    height: drawdown.top + drawdown.height + 30,
    titles: new Map(),
    option: {
      ...baseOption(),
      grid: [grid(growth, size), grid(invested, size), grid(drawdown, size)],
      xAxis: [timeAxis(0, span, size, false), timeAxis(1, span, size, false), timeAxis(2, span, size, true)],
      yAxis: [
        valueAxis(0, size, percentLabel),
        valueAxis(1, size, (value) => (value === 0 ? "" : formatPercent(value, 0)), {
          min: 0,
          max: highestExposure(data),
          interval: highestExposure(data),
        }),
        // An account that never fell has an axis, too.
        valueAxis(2, size, percentLabel, {
          max: 0,
          splitNumber: 2,
          ...(hasFallen(data) ? {} : { min: -0.01, interval: 0.01 }),
        }),
      ],
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      dataZoom: [timeZoom(3)],
      series: seriesOf(data, size, growth),
    },
  };
}

/** Growth of both, what was invested, and the drawdown: one pane each, from above. */
function seriesOf(data: ChartData, size: ChartSize, growth: Pane): readonly Record<string, unknown>[] {
  const at = (values: readonly (number | null)[]) =>
    data.days.map((day, index) => [timeOf(day), values[index] ?? null] as const);
  const grown = (levels: readonly (number | null)[]) =>
    levels.map((level) => (level === null ? null : level / data.capital - 1));
  const apart = labelOffset(data, growth);
  return [
    line("benchmark", 0, data.benchmark === null ? [] : at(grown(data.benchmark.levels)), COLOR.benchmark, {
      lineStyle: { color: COLOR.benchmark, width: 1.2 },
      sampling: "lttb",
      endLabel: endLabel(ending, COLOR.muted, size, { offset: [0, -apart] }),
    }),
    line("equity", 0, at(grown(data.equity)), COLOR.strategy, {
      lineStyle: { color: COLOR.strategy, width: 2 },
      sampling: "lttb",
      endLabel: endLabel(ending, COLOR.strategy, size, { offset: [0, apart] }),
    }),
    line("exposure", 1, at(data.exposure), COLOR.strategy, {
      step: "middle",
      lineStyle: { width: 0 },
      areaStyle: { color: COLOR.strategy, opacity: 0.35 },
    }),
    line("drawdown", 2, at(data.drawdown), COLOR.loss, {
      lineStyle: { color: COLOR.loss, width: 1 },
      areaStyle: { color: COLOR.loss, opacity: 0.18, origin: 0 },
      sampling: "min",
    }),
  ];
}

const ending = (value: number) => formatSignedPercent(value);

/** Pixels that the label of the strategy is moved down, and its benchmark's up, so that neither covers the other. */
function labelOffset({ equity, benchmark }: ChartData, { height }: Pane): number {
  const [own, other] = [equity.at(-1), benchmark?.levels.at(-1)];
  if (own === undefined || typeof other !== "number") return 0;
  const levels = [...equity, ...(benchmark?.levels ?? []).filter((level) => level !== null)];
  const [lowest, highest] = levels.reduce(
    ([low, high], level) => [Math.min(low, level), Math.max(high, level)],
    [own, own],
  );
  const between = highest === lowest ? 0 : (Math.abs(own - other) / (highest - lowest)) * height;
  const push = Math.max(0, LABEL_HEIGHT - between) / 2;
  return own > other ? -push : push;
}

function hasFallen({ drawdown }: ChartData): boolean {
  return drawdown.some((value) => value < 0);
}

function highestExposure(data: ChartData): number {
  return Math.max(1, Math.ceil(Math.max(0, ...data.exposure) * 10 - 1e-6) / 10);
}

/** What a crosshair on the equity chart reads out at day `index`. */
export function equityReadout(data: ChartData, index: number): readonly (readonly [string, string])[] {
  const equity = data.equity[index]!;
  const level = data.benchmark?.levels[index];
  return [
    ["Strategy", formatSignedPercent(equity / data.capital - 1, 2)],
    ...(data.benchmark !== null && typeof level === "number"
      ? [[data.benchmark.symbol, formatSignedPercent(level / data.capital - 1, 2)] as const]
      : []),
    ["Drawdown", formatSignedPercent(data.drawdown[index]!, 2)],
    ["Invested", formatPercent(data.exposure[index]!, 0)],
  ];
}
