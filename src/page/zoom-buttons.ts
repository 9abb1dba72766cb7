/// <reference lib="dom" />
import { MILLISECONDS_PER_DAY } from "../time/calendar-day.ts";
import type { TimeCharts } from "./time-charts.ts";

const SHORTEST = 8 * MILLISECONDS_PER_DAY;

/** Shows `factor` times the time that is shown, about its middle. */
export function zoomBy(charts: TimeCharts, factor: number): void {
  const [first, last] = charts.range ?? charts.whole();
  const half = Math.max(SHORTEST, (last - first) * factor) / 2;
  show(charts, (first + last) / 2, half);
}

/** Moves the shown time by a share of its length. */
function moveBy(charts: TimeCharts, share: number): void {
  const [first, last] = charts.range ?? charts.whole();
  show(charts, (first + last) / 2 + share * (last - first), (last - first) / 2);
}

/** Shows the time within `half` of `middle`, moved so that it does not reach over an end. */
function show(charts: TimeCharts, middle: number, half: number): void {
  const [first, last] = charts.whole();
  if (2 * half >= last - first) return charts.zoomTo(null);
  const start = Math.min(Math.max(first, middle - half), last - 2 * half);
  charts.zoomTo([start, start + 2 * half]);
}

const ACTIONS: Readonly<Record<string, (charts: TimeCharts) => void>> = {
  in: (charts) => zoomBy(charts, 0.5),
  out: (charts) => zoomBy(charts, 2),
  earlier: (charts) => moveBy(charts, -0.5),
  later: (charts) => moveBy(charts, 0.5),
  all: (charts) => charts.zoomTo(null),
};

/** The page's buttons for the shown time: `data-zoom` names what each does. */
export function attachZoomButtons(charts: TimeCharts): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-zoom]");
    if (button !== null) ACTIONS[button.dataset.zoom!]?.(charts);
  });
}
