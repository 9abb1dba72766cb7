/// <reference lib="dom" />

/** A drag shorter than this is a click. */
const SHORTEST_DRAG = 8;

/** A press of the mouse on a plot that may become a drag across it, and the band that shows the drag; in pixels. */
export class DragBand {
  readonly #band = document.createElement("div");
  #ends: { readonly from: number; to: number } | null = null;

  constructor(plot: HTMLElement) {
    this.#band.className = "selection";
    this.#band.hidden = true;
    plot.append(this.#band);
  }

  get isPressed(): boolean {
    return this.#ends !== null;
  }

  press(x: number): void {
    this.#ends = { from: x, to: x };
  }

  /** @returns whether the press has become a drag */
  moveTo(x: number): boolean {
    if (this.#ends === null) return false;
    this.#ends.to = x;
    const { from } = this.#ends;
    if (Math.abs(x - from) < SHORTEST_DRAG) return false;
    this.#band.hidden = false;
    this.#band.style.left = `${Math.min(from, x)}px`;
    this.#band.style.width = `${Math.abs(x - from)}px`;
    return true;
  }

  /** @returns both ends of the drag from left to right; `click` for a press that was none, null without a press */
  release(): readonly [number, number] | "click" | null {
    const ends = this.#ends;
    this.#ends = null;
    this.#band.hidden = true;
    if (ends === null) return null;
    if (Math.abs(ends.to - ends.from) < SHORTEST_DRAG) return "click";
    return [Math.min(ends.from, ends.to), Math.max(ends.from, ends.to)];
  }
}
