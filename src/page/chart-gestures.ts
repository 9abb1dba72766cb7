/// <reference lib="dom" />
import { type Mark, marksOf, placeOf, whatIsAt } from "./chart-pointer.ts";
import { ChartTooltip } from "./chart-tooltip.ts";
import type { TimeChart, TimeCharts } from "./time-charts.ts";
import { zoomBy } from "./zoom-buttons.ts";

/** Milliseconds within which a second click makes a double one. */
const DOUBLE_CLICK = 300;

/** A drag shorter than this is a click. */
const SHORTEST_DRAG = 8;

/**
 * Lets a reader point at marks and days, drag across a time to zoom into it, double-click to see the whole, click a
 * trade's mark to find its row, and do the same by keys: arrows go from mark to mark, + - 0 zoom.
 */
export function attachGestures(chart: TimeChart, charts: TimeCharts): void {
  const { plot, name } = chart;
  const tooltip = new ChartTooltip(plot);
  const marks = () => marksOf(name, charts.data);
  const point = (event: PointerEvent): readonly [number, number] => {
    const box = plot.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  const show = (event: PointerEvent) => {
    const pointed = whatIsAt(...point(event), chart, charts, marks());
    plot.classList.toggle("at-mark", pointed?.mark?.kind === "trade");
    if (pointed === null) return tooltip.hide();
    tooltip.show(
      pointed.mark?.words() ?? (pointed as { words: ReturnType<Mark["words"]> }).words,
      pointed.x,
      pointed.y,
    );
  };
  plot.addEventListener("pointermove", (event) => {
    if (drag === null) show(event);
    else stretch(event);
  });
  plot.addEventListener("pointerleave", () => {
    if (drag === null) tooltip.hide();
  });

  const selection = document.createElement("div");
  selection.className = "selection";
  selection.hidden = true;
  plot.append(selection);
  let jump: ReturnType<typeof setTimeout> | undefined;
  let drag: { readonly from: number; to: number } | null = null;
  plot.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return show(event);
    const [x] = point(event);
    drag = { from: x, to: x };
    plot.setPointerCapture(event.pointerId);
  });
  const stretch = (event: PointerEvent) => {
    if (drag === null) return;
    drag.to = point(event)[0];
    if (Math.abs(drag.to - drag.from) < SHORTEST_DRAG) return;
    tooltip.hide();
    selection.hidden = false;
    selection.style.left = `${Math.min(drag.from, drag.to)}px`;
    selection.style.width = `${Math.abs(drag.to - drag.from)}px`;
  };
  plot.addEventListener("pointerup", (event) => {
    const ended = drag;
    drag = null;
    selection.hidden = true;
    if (ended === null) return;
    if (Math.abs(ended.to - ended.from) >= SHORTEST_DRAG) {
      const times = [ended.from, ended.to].map((x) => timeAt(chart, x)).sort((a, b) => a - b);
      charts.zoomTo(times as [number, number]);
    } else {
      const pointed = whatIsAt(...point(event), chart, charts, marks());
      if (pointed?.mark?.kind !== "trade") return;
      const detail = pointed.mark.id;
      clearTimeout(jump);
      // Not before it is clear that the click is no half of a double one: the page must not move away under it.
      jump = setTimeout(() => document.dispatchEvent(new CustomEvent("edict:row", { detail })), DOUBLE_CLICK);
    }
  });
  plot.addEventListener("pointercancel", () => {
    drag = null;
    selection.hidden = true;
  });
  plot.addEventListener("dblclick", () => {
    clearTimeout(jump);
    charts.zoomTo(null);
  });

  plot.tabIndex = 0;
  plot.setAttribute("role", "group");
  plot.setAttribute(
    "aria-roledescription",
    "chart; arrow keys go from mark to mark, plus and minus zoom, 0 shows all",
  );
  let at = -1;
  const showMark = (mark: Mark) => {
    const place = placeOf(mark, chart, charts);
    if (place !== null) tooltip.show(mark.words(), ...place);
  };
  plot.addEventListener("keydown", (event) => {
    const all = marks().filter((mark) => placeOf(mark, chart, charts) !== null);
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step !== 0 && all.length > 0) {
      at = Math.min(all.length - 1, Math.max(0, at + step));
      showMark(all[at] as Mark);
    } else if (event.key === "+" || event.key === "=") zoomBy(charts, 0.5);
    else if (event.key === "-") zoomBy(charts, 2);
    else if (event.key === "0") charts.zoomTo(null);
    else if (event.key === "Escape") tooltip.hide();
    else return;
    event.preventDefault();
  });
  plot.addEventListener("blur", () => tooltip.hide());

  document.addEventListener("edict:mark", (event) => {
    const { chart: wanted, id } = (event as CustomEvent<{ chart: string; id: string }>).detail;
    const mark = marks().find((one) => one.kind === "trade" && one.id === id);
    if (wanted === name && mark !== undefined) showMark(mark);
  });
}

function timeAt({ chart }: TimeChart, x: number): number {
  return (chart.convertFromPixel({ gridIndex: 0 }, [x, 0]) as [number, number])[0];
}
