/// <reference lib="dom" />
import { ChartTooltip } from "./chart-tooltip.ts";
import { attachMarkWalk } from "./mark-walk.ts";

/** A finger or a mouse that comes this near means the mark. */
const REACH = 12;

interface DrawnMark {
  readonly element: Element;
  readonly words: readonly string[];
}

/**
 * Lets a reader point at the marks of charts that stay as they were drawn (cells of a map, dots of trades and events,
 * days, bars): what the drawing says of a mark is shown at once, to a finger too, and the arrow keys go from mark to
 * mark. Called again for charts that have come into the page since.
 */
export function attachDrawingMarks(): void {
  for (const plot of document.querySelectorAll<HTMLElement>(".plot:not([data-chart]):not([tabindex])")) {
    if (plot.querySelector("title") !== null) attach(plot);
  }
}

function attach(plot: HTMLElement): void {
  const tooltip = new ChartTooltip(plot);
  const show = ({ element, words: [heading = "", ...lines] }: DrawnMark) => {
    const ground = plot.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    tooltip.show({ heading, lines }, box.x + box.width / 2 - ground.x, box.y + box.height / 2 - ground.y);
  };
  const point = ({ clientX, clientY }: PointerEvent) => {
    const mark = nearest(marksOf(plot), clientX, clientY);
    if (mark === undefined) tooltip.hide();
    else show(mark);
  };
  plot.addEventListener("pointermove", point);
  plot.addEventListener("pointerdown", point);
  plot.addEventListener("pointerleave", () => tooltip.hide());

  attachMarkWalk(plot, tooltip, {
    marks: () => marksOf(plot),
    show,
    otherKeys: {},
    description: "chart; arrow keys go from mark to mark",
  });
}

const WORDS = new WeakMap<Element, readonly string[]>();

/** The marks of the drawing that is shown, a desktop's or a phone's. Their own titles would be told a second time. */
function marksOf(plot: HTMLElement): readonly DrawnMark[] {
  for (const title of plot.querySelectorAll("title")) {
    const mark = title.parentElement as Element;
    WORDS.set(mark, (title.textContent ?? "").split("\n"));
    mark.classList.add("mark");
    title.remove();
  }
  return [...plot.querySelectorAll(".mark")]
    .filter((element) => element.getClientRects().length > 0)
    .map((element) => ({ element, words: WORDS.get(element) ?? [] }));
}

function nearest(marks: readonly DrawnMark[], x: number, y: number): DrawnMark | undefined {
  let found: DrawnMark | undefined;
  let distance = REACH;
  for (const mark of marks) {
    const { left, right, top, bottom } = mark.element.getBoundingClientRect();
    const apart = Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
    // Of marks that lie on one another the last is on top.
    if (apart < distance || apart === 0) {
      found = mark;
      distance = apart;
    }
  }
  return found;
}
