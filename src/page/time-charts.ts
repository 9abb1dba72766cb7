/// <reference lib="dom" />
import type { ChartData } from "../report/html/charts/chart-data.ts";
import { type Chart, type ChartSize, timeOf } from "../report/html/charts/chart-frame.ts";
import { equityChart } from "../report/html/charts/equity-chart.ts";
import { priceChart, spanOf } from "../report/html/charts/price-chart.ts";
import { sentimentChart } from "../report/html/charts/sentiment-chart.ts";
import { createChart, type ECharts } from "./chart-library.ts";

const PHONE_WIDTH = 620;

/** A part of the time line in milliseconds; null is the whole of it. */
export type TimeRange = readonly [number, number] | null;

/** One chart of the page that has come to life. */
export interface TimeChart {
  /** `equity`, or `price` and the place of the instrument */
  readonly name: string;
  readonly plot: HTMLElement;
  readonly chart: ECharts;
}

/**
 * The time charts of a page: they show one range of time together. A chart is drawn when it is first seen; until then,
 * and on paper, its drawing in the document stands.
 */
export class TimeCharts {
  #data: ChartData;
  #range: TimeRange = null;
  readonly #charts = new Map<HTMLElement, TimeChart>();
  readonly #onDrawn: (chart: TimeChart) => void;
  readonly #seen = new IntersectionObserver((entries) => this.#drawSeen(entries), { rootMargin: "200px" });
  readonly #sized = new ResizeObserver((entries) => {
    for (const { target } of entries) this.#fit(target as HTMLElement);
  });

  /** @param onDrawn called once for each chart, when it has come to life */
  constructor(data: ChartData, onDrawn: (chart: TimeChart) => void) {
    this.#data = data;
    this.#onDrawn = onDrawn;
    this.watch();
  }

  get data(): ChartData {
    return this.#data;
  }

  get range(): TimeRange {
    return this.#range;
  }

  /** Looks for charts in the document that it does not know yet, and lets go of those that have left it. */
  watch(): void {
    for (const [plot, { chart }] of this.#charts) {
      if (plot.isConnected) continue;
      this.#sized.unobserve(plot);
      chart.dispose();
      this.#charts.delete(plot);
    }
    for (const plot of document.querySelectorAll<HTMLElement>("[data-chart]")) this.#seen.observe(plot);
  }

  /** The chart of a name, brought to life if need be; undefined if the page has none. */
  find(name: string): TimeChart | undefined {
    const plot = document.querySelector<HTMLElement>(`[data-chart="${CSS.escape(name)}"]`);
    return plot === null ? undefined : (this.#charts.get(plot) ?? this.#draw(plot));
  }

  /** Draws other data in the charts there are; the range stays. */
  update(data: ChartData): void {
    this.#data = data;
    this.watch();
    for (const { plot } of this.#charts.values()) this.#redraw(plot);
  }

  /** Shows a range in every chart. */
  zoomTo(range: TimeRange): void {
    const [first, last] = this.whole();
    this.#range = range === null || (range[0] <= first && range[1] >= last) ? null : range;
    for (const { chart } of this.#charts.values()) chart.dispatchAction(this.#zoomAction(), { silent: true });
  }

  /** The whole time line. */
  whole(): readonly [number, number] {
    const [first, last] = spanOf(this.#data);
    return [timeOf(first), timeOf(last)];
  }

  /** The option with the shown time in it: setting it afterwards would draw everything twice. */
  #inRange(option: Chart["option"]): Record<string, unknown> {
    const [startValue, endValue] = this.#range ?? this.whole();
    const zooms = option.dataZoom as readonly Record<string, unknown>[];
    return { ...option, dataZoom: zooms.map((zoom) => ({ ...zoom, startValue, endValue })) };
  }

  #zoomAction(): { type: "dataZoom"; startValue: number; endValue: number } {
    const [startValue, endValue] = this.#range ?? this.whole();
    return { type: "dataZoom", startValue, endValue };
  }

  #drawSeen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const plot = target as HTMLElement;
      if (isIntersecting && plot.clientWidth > 0 && !this.#charts.has(plot)) this.#draw(plot);
    }
  }

  #draw(plot: HTMLElement): TimeChart | undefined {
    const option = this.#chartFor(plot);
    if (option === null) return undefined;
    const canvas = document.createElement("div");
    canvas.className = "drawn";
    canvas.style.height = `${option.height}px`;
    plot.append(canvas);
    plot.classList.add("alive");
    const chart = createChart(canvas);
    const drawn: TimeChart = { name: plot.dataset.chart!, plot, chart };
    this.#charts.set(plot, drawn);
    chart.setOption(this.#inRange(option.option));
    // A pinch or the wheel zooms the chart beneath it; the others follow.
    chart.on("datazoom", () => this.#follow(chart));
    this.#sized.observe(plot);
    this.#onDrawn(drawn);
    return drawn;
  }

  #follow(chart: ECharts): void {
    const { dataZoom } = chart.getOption() as { dataZoom?: { startValue: number; endValue: number }[] };
    const zoom = dataZoom?.[0];
    if (zoom !== undefined) this.zoomTo([zoom.startValue, zoom.endValue]);
  }

  #redraw(plot: HTMLElement): void {
    const drawn = this.#charts.get(plot);
    const option = this.#chartFor(plot);
    if (drawn === undefined || option === null) return;
    const canvas = drawn.chart.getDom();
    if (canvas.style.height !== `${option.height}px`) {
      canvas.style.height = `${option.height}px`;
      drawn.chart.resize();
    }
    drawn.chart.setOption(this.#inRange(option.option));
  }

  #fit(plot: HTMLElement): void {
    const drawn = this.#charts.get(plot);
    if (drawn === undefined || plot.clientWidth === 0 || drawn.chart.getWidth() === plot.clientWidth) return;
    drawn.chart.resize();
    this.#redraw(plot);
  }

  #chartFor(plot: HTMLElement): Chart | null {
    const size: ChartSize = { width: plot.clientWidth, isCompact: plot.clientWidth < PHONE_WIDTH };
    const [kind, index] = (plot.dataset.chart ?? "").split(" ");
    if (kind === "sentiment") return sentimentChart(this.#data, size);
    if (kind === "equity") return equityChart(this.#data, size);
    const instrument = this.#data.instruments[Number(index)];
    return instrument === undefined ? null : priceChart(this.#data, instrument, size);
  }
}
