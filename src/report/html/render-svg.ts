import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import {
  AxisPointerComponent,
  DataZoomInsideComponent,
  GridComponent,
  MarkLineComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Chart, ChartSize } from "./charts/chart-frame.ts";
import { compactPath } from "./compact-path.ts";
import { groupShapes } from "./group-shapes.ts";
import { escapeHtml } from "./html-text.ts";

use([
  AxisPointerComponent,
  BarChart,
  CustomChart,
  DataZoomInsideComponent,
  GridComponent,
  LineChart,
  MarkLineComponent,
  SVGRenderer,
  ScatterChart,
]);

/**
 * Draws a chart as SVG text. The same chart gives the same text, in whatever order charts are drawn.
 *
 * @param id unique in the page; it begins the ids inside the drawing
 */
export function renderSvg(chart: Chart, size: ChartSize, id: string): string {
  const instance = init(null, null, { renderer: "svg", ssr: true, width: size.width, height: chart.height });
  try {
    instance.setOption(chart.option);
    return cleanSvg(instance.renderToSVGString(), chart, id);
  } finally {
    instance.dispose();
  }
}

/**
 * What ECharts draws carries counters of its own (class names, ids), style rules for hovering, and places of the
 * items in the data. The last are turned into words for the marks; the others go.
 */
function cleanSvg(svg: string, chart: Chart, id: string): string {
  const plain = svg
    .replace(/<style ?>[\s\S]*?<\/style>\n?/g, "")
    .replace(/ class="zr\d+-cls-\d+"/g, "")
    .replace(/zr\d+-/g, `${id}-`)
    .replace(/(<svg) width="[^"]*" height="[^"]*"/, '$1 focusable="false" aria-hidden="true"')
    .replace(/ xmlns:xlink="[^"]*" version="1.1" baseProfile="full"/, "")
    .replace(/ pointer-events="visible"/g, "")
    // Only the shape of a clip counts.
    .replace(/ fill="#000"/g, "")
    .replace(/font-family:[^;"]*;/g, "")
    .replace(/ dominant-baseline="central"/g, ' dy=".35em"')
    .replace(/<(\w+)([^<>]*?) ecmeta_[^<>]*?><\/\1>/g, (whole, tag: string, attributes: string) => {
      const title = titleOf(whole, chart);
      const words = title === undefined ? "" : `<title>${escapeHtml(title)}</title>`;
      return `<${tag}${attributes}>${words}</${tag}>`;
    })
    .replace(/ ecmeta_\w+="[^"]*"/g, "")
    // An area's own line, of no width: as long as the area, and not to be seen.
    .replace(/<path d="[^"]*"[^<>]* stroke-width="0"[^<>]*><\/path>\n?/g, "")
    .replace(CIRCLE, plainCircle)
    .replace(TRIANGLE, plainTriangle)
    .replace(/<(path|circle|rect)([^<>]*)><\/\1>/g, "<$1$2/>")
    .replace(/ d="([^"]*)"/g, (_, d: string) => ` d="${compactPath(d)}"`)
    .replace(/ (transform|x|y|width|height)="[^"]*"/g, (attribute) =>
      attribute.replace(/(\d+\.\d)\d+/g, "$1"),
    );
  return groupShapes(plain);
}

function titleOf(element: string, chart: Chart): string | undefined {
  const series = /ecmeta_series_index="(\d+)"/.exec(element)?.[1];
  const item = /ecmeta_data_index="(\d+)"/.exec(element)?.[1];
  return series === undefined || item === undefined
    ? undefined
    : chart.titles.get(Number(series))?.[Number(item)];
}

// ECharts writes each mark as a unit shape with a matrix; a page may hold a thousand of them, twice.
const MATRIX = String.raw`transform="matrix\((-?[\d.]+),0,0,-?[\d.]+,(-?[\d.]+),(-?[\d.]+)\)"`;
const CIRCLE = new RegExp(`<path d="M1 0A1 1 [^"]*" ${MATRIX}([^>]*)>(.*?)</path>`, "gs");
const TRIANGLE = new RegExp(`d="M0 -1L1 1L-1 1Z" ${MATRIX}`, "g");

function plainCircle(
  _: string,
  radius: string,
  x: string,
  y: string,
  attributes: string,
  words: string,
): string {
  const unscaled = / stroke-width="([\d.]+)"/.exec(attributes)?.[1] ?? "1";
  const others = attributes.replace(/ stroke-width="[^"]*"/, "");
  const width = Number((Number(unscaled) * Number(radius)).toFixed(1));
  const stroke = others.includes(" stroke=") && width !== 1 ? ` stroke-width="${width}"` : "";
  return `<circle cx="${tenth(x)}" cy="${tenth(y)}" r="${Number(radius)}"${others}${stroke}>${words}</circle>`;
}

function plainTriangle(_: string, size: string, x: string, y: string): string {
  const s = Number(size);
  const [top, left, right] = [Number(y) - s, Number(x) - s, Number(x) + s];
  return `d="M${x} ${top}L${right} ${top + 2 * s}L${left} ${top + 2 * s}Z"`;
}

function tenth(text: string): number {
  return Number(Number(text).toFixed(1));
}
