/// <reference lib="dom" />
import { type Mark, marksOf, type Pointed, placeOf, whatIsAt } from "./chart-pointer.ts";
import { ChartTooltip } from "./chart-tooltip.ts";
import { DragBand } from "./drag-band.ts";
import { attachMarkWalk } from "./mark-walk.ts";
import type { TimeChart, TimeCharts } from "./time-charts.ts";
import { zoomBy } from "./zoom-buttons.ts";

/** Milliseconds within which a second click makes a double one. */
const DOUBLE_CLICK = 300;

/**
 * Lets a reader point at marks and days, drag across a time to zoom into it, double-click to see the whole, click a
 * trade's mark to find its row, and do the same by keys: arrows go from mark to mark, + - 0 zoom.
 */
export function attachGestures(chart: TimeChart, charts: TimeCharts): void {
  const { plot, name } = chart;
  const tooltip = new ChartTooltip(plot);
  const marks = () => marksOf(name, charts.data);
  const showMark = (mark: Mark) => {
    const place = placeOf(mark, chart, charts);
    if (place !== null) tooltip.show(mark.words(), ...place);
  };
  attachPointer(chart, charts, tooltip);
  attachMarkWalk(plot, tooltip, {
    marks: () => marks().filter((mark) => placeOf(mark, chart, charts) !== null),
    show: showMark,
    otherKeys: {
      "+": () => zoomBy(charts, 0.5),
      "=": () => zoomBy(charts, 0.5),
      "-": () => zoomBy(charts, 2),
      "0": () => charts.zoomTo(null),
    },
    description: "chart; arrow keys go from mark to mark, plus and minus zoom, 0 shows all",
  });
  document.addEventListener("edict:mark", (event) => {
    const { chart: wanted, id } = (event as CustomEvent<{ chart: string; id: string }>).detail;
    const mark = marks().find((one) => one.kind === "trade" && one.id === id);
    if (wanted === name && mark !== undefined) showMark(mark);
  });
}

function attachPointer(chart: TimeChart, charts: TimeCharts, tooltip: ChartTooltip): void {
  const { plot } = chart;
  const drag = new DragBand(plot);
  const pointedAt = (event: PointerEvent): Pointed | null => {
    const { left, top } = plot.getBoundingClientRect();
    return whatIsAt(
      event.clientX - left,
      event.clientY - top,
      chart,
      charts,
      marksOf(chart.name, charts.data),
    );
  };
  const show = (event: PointerEvent) => {
    const pointed = pointedAt(event);
    plot.classList.toggle("at-mark", pointed?.mark?.kind === "trade");
    if (pointed === null) tooltip.hide();
    else tooltip.show(pointed.mark === null ? pointed.words : pointed.mark.words(), pointed.x, pointed.y);
  };
  let jump: ReturnType<typeof setTimeout> | undefined;
  plot.addEventListener("pointermove", (event) => {
    if (!drag.isPressed) show(event);
    else if (drag.moveTo(xIn(plot, event))) tooltip.hide();
  });
  plot.addEventListener("pointerleave", () => {
    if (!drag.isPressed) tooltip.hide();
  });
  plot.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return show(event);
    drag.press(xIn(plot, event));
    plot.setPointerCapture(event.pointerId);
  });
  plot.addEventListener("pointerup", (event) => {
    const ended = drag.release();
    if (ended === null) return;
    if (ended !== "click") return charts.zoomTo([timeAt(chart, ended[0]), timeAt(chart, ended[1])]);
    const mark = pointedAt(event)?.mark;
    if (mark?.kind !== "trade") return;
    clearTimeout(jump);
    // Not before it is clear that the click is no half of a double one: the page must not move away under it.
    jump = setTimeout(
      () => document.dispatchEvent(new CustomEvent("edict:row", { detail: mark.id })),
      DOUBLE_CLICK,
    );
  });
  plot.addEventListener("pointercancel", () => drag.release());
  plot.addEventListener("dblclick", () => {
    clearTimeout(jump);
    charts.zoomTo(null);
  });
}

function xIn(plot: HTMLElement, event: PointerEvent): number {
  return event.clientX - plot.getBoundingClientRect().left;
}

function timeAt({ chart }: TimeChart, x: number): number {
  return (chart.convertFromPixel({ gridIndex: 0 }, [x, 0]) as [number, number])[0];
}
