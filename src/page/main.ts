/// <reference lib="dom" />
import { type PackedChartData, unpackChartData } from "../report/html/charts/pack-chart-data.ts";
import { attachGestures } from "./chart-gestures.ts";
import { attachDrawingMarks } from "./drawing-marks.ts";
import { attachLiveUpdates } from "./live-updates.ts";
import { attachRowLinks } from "./row-links.ts";
import { attachTableControls } from "./table-controls.ts";
import { attachThemeSwitch } from "./theme-switch.ts";
import { TimeCharts } from "./time-charts.ts";
import { attachZoomButtons } from "./zoom-buttons.ts";

/** Brings a page to life: everything it shows is there already, this lets the reader point, zoom, sort and filter. */
function start(): void {
  document.documentElement.classList.add("js");
  attachThemeSwitch();
  attachTableControls();
  attachDrawingMarks();
  const packed = JSON.parse(document.getElementById("chart-data")!.textContent ?? "") as PackedChartData;
  const charts = new TimeCharts(unpackChartData(packed), (chart) => attachGestures(chart, charts));
  attachZoomButtons(charts);
  attachRowLinks(charts);
  if (document.getElementById("live") !== null) attachLiveUpdates(charts);
}

// The page is painted first; its charts come to life after that.
requestAnimationFrame(() => setTimeout(start));
