import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LIGHT } from "../../../src/report/html/charts/chart-colors.ts";
import { type Chart, type ChartSize, NARROW, WIDE } from "../../../src/report/html/charts/chart-frame.ts";
import { equityChart } from "../../../src/report/html/charts/equity-chart.ts";
import { foldsChart } from "../../../src/report/html/charts/folds-chart.ts";
import { groupChart } from "../../../src/report/html/charts/group-chart.ts";
import { heatMapChart } from "../../../src/report/html/charts/heat-map-chart.ts";
import { kindChart } from "../../../src/report/html/charts/kind-chart.ts";
import { priceChart } from "../../../src/report/html/charts/price-chart.ts";
import { sentimentChart } from "../../../src/report/html/charts/sentiment-chart.ts";
import { type ShiftedStatistic, shiftChart } from "../../../src/report/html/charts/shift-chart.ts";
import { spreadChart } from "../../../src/report/html/charts/spread-chart.ts";
import { studyChart } from "../../../src/report/html/charts/study-chart.ts";
import { renderSvg } from "../../../src/report/html/render-svg.ts";
import type { KindReturns } from "../../../src/report/returns-by-kind.ts";
import type { Study } from "../../../src/result/study-schema.ts";
import { aResult } from "../a-result.ts";
import { aChartData } from "./charts/a-chart-data.ts";

const GOLDEN = join(import.meta.dirname, "../../golden/report");
const data = aChartData();
const instrument = data.instruments[0]!;
const price = (size: ChartSize) => priceChart(data, instrument, size);
const equity = (size: ChartSize) => equityChart(data, size);

const first = aResult().trades[0]!;
const kind = (name: string, returns: readonly number[]): KindReturns => ({
  kind: name,
  trades: returns.map((value, index) => ({
    ...first,
    id: `t${index + 1}`,
    entry: { ...first.entry, session: "2025-01-08" },
    return: value,
  })),
  mean: returns.reduce((sum, value) => sum + value, 0) / returns.length,
  median: returns[0]!,
  winRate: 0.5,
  profit: 0,
});
const kinds = (size: ChartSize) =>
  kindChart(
    [kind("leadership-meeting", [0.05, -0.02, 0.03]), kind("enforcement-opened", [-0.04, 0.01])],
    size,
  );

/** Mean trades of 200 shifted calendars, in a bell of 20 bars; the run itself stands in its right tail. */
const shifts: ShiftedStatistic = {
  observed: 0.021,
  twoSided: 0.05,
  greater: 0.025,
  less: 0.975,
  mean: 0.002,
  quantiles: [-0.015, 0.002, 0.019],
  histogram: {
    low: -0.03,
    high: 0.03,
    counts: [1, 1, 2, 4, 6, 9, 13, 17, 20, 23, 24, 22, 18, 14, 10, 7, 4, 3, 1, 1],
  },
  undefinedDraws: 0,
};

/** A study whose cumulated average rises by a tenth of a percent a day from day 0 on, with a band that widens. */
const study = {
  days: Array.from({ length: 21 }, (_, index) => ({
    day: index - 10,
    events: 12,
    average: index < 10 ? 0 : 0.001,
    cumulative: Math.max(0, index - 9) * 0.001,
    cumulativeError: 0.001 + 0.0003 * index,
    p: {},
  })),
} as unknown as Study;

/** A drawing as a file that an image viewer shows: with the light colours, on the page's ground. */
function standalone(chart: Chart, size: ChartSize): string {
  const svg = renderSvg(chart, size, "chart");
  const colors = Object.entries(LIGHT).map(([name, value]) => `--${name}:${value};`);
  const style = `<style>svg{${colors.join("")}background:${LIGHT.paper};font-family:sans-serif}</style>`;
  return `${svg.replace(/(<svg[^>]*)>/, `$1>\n${style}`)}\n`;
}

const HEAT_MAP = {
  x: { name: "hold", labels: [5, 10, 15] },
  y: { name: "stopLoss", labels: [0.05, 0.1] },
  mean: [
    [-0.2, 0.4, 0.3],
    [0, 0.8, null],
  ],
  best: [
    [-0.2, 0.4, 0.3],
    [0, 0.8, null],
  ],
};
const decimals = (value: number) => value.toFixed(2);
const map = (size: ChartSize) => heatMapChart(HEAT_MAP, { hold: 10, stopLoss: 0.1 }, decimals, size);
const spread = (size: ChartSize) =>
  spreadChart(
    { lowest: -0.5, lower: 0, median: 0.2, upper: 0.4, highest: 0.9, shiftedMedian: 0.7 },
    decimals,
    size,
  );
const folds = (size: ChartSize) =>
  foldsChart(
    [
      { label: "1: 2024", inSample: 1.2, outOfSample: 0.4 },
      { label: "2: 2025", inSample: 0.9, outOfSample: -0.3 },
      { label: "3: 2026", inSample: 1, outOfSample: null },
    ],
    decimals,
    size,
  );
const groups = (size: ChartSize) =>
  groupChart(
    [
      {
        label: "all events (3)",
        mean: 0.01,
        median: 0.02,
        events: [0.03, 0.02, -0.02].map((value, index) => ({ value, name: `event ${index + 1}` })),
      },
      { label: "politburo (2)", mean: 0.025, median: 0.025, events: [] },
    ],
    size,
  );

describe("the pictures of a report", () => {
  it.each([
    ["price", price, WIDE],
    ["price-phone", price, NARROW],
    [
      "price-without-closes",
      (size: ChartSize) => priceChart(data, { ...instrument, closes: null }, size),
      WIDE,
    ],
    ["equity", equity, WIDE],
    ["equity-phone", equity, NARROW],
    ["kinds", kinds, WIDE],
    ["luck", (size: ChartSize) => shiftChart(shifts, size), WIDE],
    ["study", (size: ChartSize) => studyChart(study, size), WIDE],
    ["study-phone", (size: ChartSize) => studyChart(study, size), NARROW],
    ["heat-map", map, WIDE],
    ["heat-map-phone", map, NARROW],
    ["spread", spread, WIDE],
    ["folds", folds, WIDE],
    ["groups", groups, WIDE],
    ["sentiment", (size: ChartSize) => sentimentChart(data, size), WIDE],
  ] as const)("look as they were reviewed: %s", async (name, chart, size) => {
    await expect(standalone(chart(size), size)).toMatchFileSnapshot(join(GOLDEN, `${name}.svg`));
  });
});

describe("renderSvg", () => {
  it("gives the same text whatever was drawn before", () => {
    const before = renderSvg(price(WIDE), WIDE, "a");
    renderSvg(equity(NARROW), NARROW, "b");
    expect(renderSvg(price(WIDE), WIDE, "a")).toBe(before);
  });

  it("leaves nothing of ECharts' own names, counters and data places", () => {
    for (const svg of [renderSvg(price(WIDE), WIDE, "x"), renderSvg(kinds(WIDE), WIDE, "y")]) {
      expect(svg).not.toMatch(/zr\d|ecmeta|<style|class=|font-family/);
    }
  });

  it("gives every mark of a trade and a signal its words, for a page without scripts", () => {
    const titles = [...renderSvg(price(WIDE), WIDE, "x").matchAll(/<title>([^<]*)/g)].map(
      (match) => match[1]!.split("\n")[0],
    );
    // Entries by outcome (b gained, c lost), signals by fate and stance.
    expect(titles).toEqual(["Act a", "Act b", "Act c", "Act a", "Act c", "Act b", "Act d"]);
  });

  it("draws in the colours of the style sheet, so that light and dark are one drawing", () => {
    const colors = [...renderSvg(price(WIDE), WIDE, "x").matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(
      (match) => match[1]!,
    );
    expect(colors.filter((color) => !/^(none|transparent|var\(--[a-z]+\)|url\(#x-)/.test(color))).toEqual([]);
  });

  it("escapes what stands in a mark's words", () => {
    const signals = data.signals.map((signal) => ({
      ...signal,
      title: `</title><script>alert("x")</script>`,
    }));
    const svg = renderSvg(priceChart({ ...data, signals }, instrument, WIDE), WIDE, "x");
    expect(svg).toContain("&lt;/title&gt;&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
    expect(svg).not.toContain("<script");
  });
});
