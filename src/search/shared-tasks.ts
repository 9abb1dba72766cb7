import { createHash } from "node:crypto";
import type { KernelTask } from "../engine/kernel/kernel-task.ts";
import type { PathRunner } from "../engine/kernel/path-runner.ts";
import type { RuleKernel } from "../engine/kernel/rule-kernel.ts";

/** A task whose rule's exits may have any numbers, and what has been made for it. */
export interface SharedTask {
  readonly task: KernelTask;
  /** null where trades are no look-ups; undefined before it is asked for, and after others took its memory */
  paths: PathRunner | null | undefined;
  /** for what the paths cannot tell; made when first needed */
  kernel: RuleKernel | null;
}

/** Tasks kept at a time. */
const MOST_TASKS = 1_024;

/**
 * The tasks met so far. Rules that differ in more than their exits' numbers may yet have the same orders: of a threshold
 * on stances, every value between two signals' stances selects the same signals.
 *
 * Its invariant: tasks that share are alike in all that a run reads but the exits' numbers and the widest gap.
 */
export class SharedTasks {
  readonly #tasks = new Map<string, SharedTask>();

  of(task: KernelTask): SharedTask {
    const key = keyOf(task);
    const known = this.#tasks.get(key);
    // Made once for each series: of two instruments with the same days it is not the same memory.
    if (known !== undefined && known.task.prices.blocked === task.prices.blocked) return known;
    const shared: SharedTask = { task, paths: undefined, kernel: null };
    if (this.#tasks.size >= MOST_TASKS) this.#tasks.delete(this.#tasks.keys().next().value!);
    this.#tasks.set(key, shared);
    return shared;
  }
}

function keyOf({ orders, rule, book, prices }: KernelTask): string {
  const { side, entersAtClose, leavesAtOpen, extends: extendsHolds, waits } = rule;
  const { costs: _, ...account } = book;
  const terms = { side, entersAtClose, leavesAtOpen, extendsHolds, waits, account };
  const hash = createHash("sha256").update(JSON.stringify([terms, prices.first, prices.end, orders.count]));
  const { sessions, untils, ranks, fractions } = orders;
  for (const column of [sessions, untils, ranks, fractions]) hash.update(column);
  return hash.digest("base64");
}
