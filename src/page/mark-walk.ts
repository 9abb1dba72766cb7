/// <reference lib="dom" />
import type { ChartTooltip } from "./chart-tooltip.ts";

/** What the arrow keys walk over in a chart, and what its other keys do. */
export interface MarkWalk<Mark> {
  /** the marks in sight, in the order of the walk */
  readonly marks: () => readonly Mark[];
  readonly show: (mark: Mark) => void;
  readonly otherKeys: Readonly<Record<string, () => void>>;
  /** all keys in words, for those who hear the page */
  readonly description: string;
}

/** Lets the arrow keys go from mark to mark of a chart; Escape, or leaving the chart, hides what is shown. */
export function attachMarkWalk<Mark>(plot: HTMLElement, tooltip: ChartTooltip, walk: MarkWalk<Mark>): void {
  plot.tabIndex = 0;
  plot.setAttribute("role", "group");
  plot.setAttribute("aria-roledescription", walk.description);
  let at = -1;
  plot.addEventListener("keydown", (event) => {
    const marks = walk.marks();
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const action = walk.otherKeys[event.key];
    if (step !== 0 && marks.length > 0) {
      at = Math.min(marks.length - 1, Math.max(0, at + step));
      walk.show(marks[at] as Mark);
    } else if (event.key === "Escape") tooltip.hide();
    else if (action !== undefined) action();
    else return;
    event.preventDefault();
  });
  plot.addEventListener("blur", () => tooltip.hide());
}
