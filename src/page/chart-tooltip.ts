/// <reference lib="dom" />
import type { MarkWords } from "../report/html/charts/mark-words.ts";

const GAP = 14;

/** The box beside the pointer. Words go in as text, so that nothing in them is ever taken for HTML. */
export class ChartTooltip {
  readonly #box = document.createElement("div");

  constructor(plot: HTMLElement) {
    this.#box.className = "tooltip";
    this.#box.setAttribute("role", "status");
    this.#box.hidden = true;
    plot.append(this.#box);
  }

  show({ heading, lines }: MarkWords, x: number, y: number): void {
    const title = document.createElement("b");
    title.dir = "auto";
    title.textContent = heading;
    const rows = lines.map((text) => {
      const row = document.createElement("span");
      row.dir = "auto";
      row.textContent = text;
      return row;
    });
    this.#box.replaceChildren(title, ...rows);
    this.#box.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = this.#box;
    const room = (this.#box.parentElement as HTMLElement).clientWidth;
    const left = x + GAP + width <= room ? x + GAP : Math.max(0, x - GAP - width);
    this.#box.style.transform = `translate(${Math.round(left)}px, ${Math.round(Math.max(-GAP, y - height - GAP / 2))}px)`;
  }

  hide(): void {
    this.#box.hidden = true;
  }
}
