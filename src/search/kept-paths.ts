import { PathRunner } from "../engine/kernel/path-runner.ts";
import type { SharedTask } from "./shared-tasks.ts";

/** Steps of entry paths kept at a time, over all tasks: 42 MB. */
const MOST_STEPS = 1 << 19;

/**
 * The entry paths of tasks. Its invariant: those kept have {@link MOST_STEPS} steps at most, or are one task's; what is
 * dropped is made anew when it is asked for, with the same numbers.
 */
export class KeptPaths {
  readonly #tasks = new Set<SharedTask>();
  #last: SharedTask | null = null;

  of(shared: SharedTask): PathRunner | null {
    if (shared === this.#last) return shared.paths as PathRunner | null;
    // Paths grow while their task is in use: they are counted when another's turn comes.
    this.#last = shared;
    if (shared.paths === undefined) {
      shared.paths = PathRunner.of(shared.task);
      if (shared.paths !== null) this.#tasks.add(shared);
      this.#makeRoom(shared);
    }
    return shared.paths;
  }

  #makeRoom(newest: SharedTask): void {
    let steps = 0;
    for (const { paths } of this.#tasks) steps += paths?.capacity ?? 0;
    for (const oldest of this.#tasks) {
      if (steps <= MOST_STEPS || oldest === newest) return;
      steps -= oldest.paths?.capacity ?? 0;
      oldest.paths = undefined;
      this.#tasks.delete(oldest);
    }
  }
}
