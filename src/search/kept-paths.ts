import { PathRunner } from "../engine/kernel/path-runner.ts";
import type { Shape } from "./shape-finder.ts";

/** Steps of entry paths kept at a time, over all shapes: 42 MB. */
const MOST_STEPS = 1 << 19;

/**
 * The entry paths of shapes. Its invariant: those kept have {@link MOST_STEPS} steps at most, or are one shape's; what is
 * dropped is made anew when it is asked for, with the same numbers.
 */
export class KeptPaths {
  readonly #shapes = new Set<Shape>();
  #last: Shape | null = null;

  of(shape: Shape): PathRunner | null {
    if (shape === this.#last) return shape.paths as PathRunner | null;
    // Paths grow while their shape is in use: they are counted when another's turn comes.
    this.#last = shape;
    if (shape.paths === undefined) {
      shape.paths = PathRunner.of(shape.task);
      if (shape.paths !== null) this.#shapes.add(shape);
      this.#makeRoom(shape);
    }
    return shape.paths;
  }

  #makeRoom(newest: Shape): void {
    let steps = 0;
    for (const { paths } of this.#shapes) steps += paths?.capacity ?? 0;
    for (const oldest of this.#shapes) {
      if (steps <= MOST_STEPS || oldest === newest) return;
      steps -= oldest.paths?.capacity ?? 0;
      oldest.paths = undefined;
      this.#shapes.delete(oldest);
    }
  }
}
