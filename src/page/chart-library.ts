/// <reference lib="dom" />
import { LineChart, ScatterChart } from "echarts/charts";
import { AxisPointerComponent, DataZoomInsideComponent, GridComponent } from "echarts/components";
import { type ECharts, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

// Only what the page's own charts need: the rest of ECharts stays out of every report.
use([AxisPointerComponent, DataZoomInsideComponent, GridComponent, LineChart, ScatterChart, SVGRenderer]);

export type { ECharts };

/** A chart in `element`, drawn as SVG so that the style sheet's colours, light and dark, hold in it. */
export function createChart(element: HTMLElement): ECharts {
  return init(element, null, { renderer: "svg" });
}
