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
  return svg
    .replace(/<style >[\s\S]*?<\/style>\n?/g, "")
    .replace(/<style>[\s\S]*?<\/style>\n?/g, "")
    .replace(/ class="zr\d+-cls-\d+"/g, "")
    .replace(/zr\d+-/g, `${id}-`)
    .replace(/(<svg) width="[^"]*" height="[^"]*"/, '$1 focusable="false" aria-hidden="true"')
    .replace(/ xmlns:xlink="[^"]*" version="1.1" baseProfile="full"/, "")
    .replace(/ pointer-events="visible"/g, "")
    .replace(/ (d|transform|points|x|y|width|height)="[^"]*"/g, (attribute) =>
      attribute.replace(/(\d+\.\d)\d+/g, "$1"),
    )
    .replace(/font-family:[^;"]*;/g, "")
    .replace(/ dominant-baseline="central"/g, ' dy=".35em"')
    .replace(/<(\w+)([^<>]*?) ecmeta_[^<>]*?><\/\1>/g, (whole, tag: string, attributes: string) => {
      const title = titleOf(whole, chart);
      const words = title === undefined ? "" : `<title>${escapeHtml(title)}</title>`;
      return `<${tag}${attributes}>${words}</${tag}>`;
    })
    .replace(/ ecmeta_\w+="[^"]*"/g, "");
}

function titleOf(element: string, chart: Chart): string | undefined {
  const series = /ecmeta_series_index="(\d+)"/.exec(element)?.[1];
  const item = /ecmeta_data_index="(\d+)"/.exec(element)?.[1];
  return series === undefined || item === undefined
    ? undefined
    : chart.titles.get(Number(series))?.[Number(item)];
}
