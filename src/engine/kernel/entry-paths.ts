import type { KernelTask } from "./kernel-task.ts";

/** Numbers of a step, see {@link EntryPaths.steps}. */
export const STEP_LENGTH = 8;
/** Places in a step. All of it is relative to the account before the entry. */
export const Step = {
  /** at the session's close, the position marked */
  equity: 0,
  /** sums of the returns of the sessions so far, and of their squares */
  total: 1,
  squares: 2,
  /** highest and lowest equity so far, 1 before the entry included */
  highest: 3,
  lowest: 4,
  /** deepest fall below `highest` so far, in [-1, 0] */
  deepest: 5,
  /** borrow paid so far, and cash after it */
  borrow: 6,
  cash: 7,
} as const;

/** Odd, so that one step of many orders does not lie at one place of every page, where a cache holds eight. */
const FIRST_STRIDE = 65;
/** Steps that one object keeps at most, 80 bytes each: what would take more is left to the kernel. */
const MOST_STEPS = 1 << 18;
const DAYS_A_YEAR = 365;

/**
 * The account after each entry of a calendar, session by session, for as long as the position is held.
 *
 * A position's path does not depend on its exit: hold, stop and target only say where it ends. So the path is followed
 * once, and under any of them the trade is a look-up of its last step. With proportional costs and no lots the path is
 * the same whatever the account is worth, so it is kept relative to the account before the entry.
 *
 * Its invariant: the first `length[order]` steps of an order are what they would be in a run of the kernel, to rounding.
 */
export class EntryPaths {
  readonly #task: KernelTask;
  /** steps followed so far, by order */
  readonly length: Int32Array;
  /** bars at which an order's path can be followed no longer: one that cannot fill, or that calls the margin */
  readonly ends: Int32Array;
  /** shares bought or sold, and cash after it, by order, relative to the account */
  readonly quantity: Float64Array;
  readonly cash: Float64Array;
  /** whether a position pays borrow, so that cash changes while it is held */
  readonly isCharged: boolean;
  /** steps that an order has room for: step k of an order begins at `(order * stride + k) * STEP_LENGTH` */
  stride = FIRST_STRIDE;
  steps: Float64Array;
  /**
   * Running extremes of the prices at which the position could have left, times its side: lowest of the unfavourable
   * side for stops, highest of the favourable one for targets. That of step k is at `order * stride + k`.
   */
  worst: Float64Array;
  best: Float64Array;

  constructor(task: KernelTask) {
    const { orders, book, rule, prices } = task;
    const { count } = orders;
    this.#task = task;
    this.length = new Int32Array(count);
    this.ends = new Int32Array(count).fill(prices.end);
    this.isCharged = rule.side < 0 && book.borrow !== 0;
    const rate = book.proportionalCosts as number;
    const entryPrices = rule.entersAtClose ? prices.close : prices.open;
    this.quantity = new Float64Array(count);
    this.cash = new Float64Array(count);
    for (let order = 0; order < count; order++) {
      const price = entryPrices[orders.sessions[order]!]!;
      const quantity = Math.min(orders.fractions[order]!, book.leverage) / (price * (1 + rate));
      this.quantity[order] = quantity;
      this.cash[order] = 1 - rule.side * (quantity * price) - quantity * price * rate;
    }
    this.steps = new Float64Array(count * FIRST_STRIDE * STEP_LENGTH);
    this.worst = new Float64Array(count * FIRST_STRIDE);
    this.best = new Float64Array(count * FIRST_STRIDE);
  }

  /**
   * Follows an order's path up to a bar.
   *
   * @returns false if it cannot be followed so far
   */
  reach(order: number, bar: number): boolean {
    const steps = bar - this.#task.orders.sessions[order]! + 1;
    if (this.length[order]! >= steps) return true;
    if (bar >= this.ends[order]!) return false;
    if (steps > this.stride && !this.#widen(steps)) return false;
    this.#follow(order, steps);
    return this.length[order]! >= steps;
  }

  #widen(steps: number): boolean {
    const { count } = this.#task.orders;
    let wider = this.stride;
    while (wider < steps) wider = 2 * wider + 1;
    if (wider * count > MOST_STEPS) return false;
    this.steps = respaced(this.steps, count, this.stride * STEP_LENGTH, wider * STEP_LENGTH);
    this.worst = respaced(this.worst, count, this.stride, wider);
    this.best = respaced(this.best, count, this.stride, wider);
    this.stride = wider;
    return true;
  }

  #follow(order: number, until: number): void {
    const { prices, book, rule, orders } = this.#task;
    const { days, open, high, low, close, blocked } = prices;
    const { side, entersAtClose } = rule;
    const session = orders.sessions[order]!;
    const quantity = this.quantity[order]!;
    const worst = side > 0 ? low : high;
    const best = side > 0 ? high : low;
    const isCallable = side < 0 || book.leverage > 1 || book.maintenance >= 1;
    const { steps } = this;
    for (let k = this.length[order]!; k < until; k++) {
      const bar = session + k;
      const at = (order * this.stride + k) * STEP_LENGTH;
      const before = at - STEP_LENGTH;
      const price = order * this.stride + k;
      let cash: number;
      let borrow = 0;
      if (k === 0) {
        cash = this.cash[order]!;
        // A position entered at this close has not seen the bar's range.
        this.worst[price] = entersAtClose ? Number.POSITIVE_INFINITY : side * worst[bar]!;
        this.best[price] = entersAtClose ? Number.NEGATIVE_INFINITY : side * best[bar]!;
      } else {
        cash = steps[before + Step.cash]!;
        borrow = steps[before + Step.borrow]!;
        if (this.isCharged) {
          const charge =
            (quantity * close[bar - 1]! * book.borrow * (days[bar]! - days[bar - 1]!)) / DAYS_A_YEAR;
          cash -= charge;
          borrow += charge;
        }
        // A source may give no open.
        const opened = Number.isNaN(open[bar]!) ? side * worst[bar]! : side * open[bar]!;
        this.worst[price] = Math.min(this.worst[price - 1]!, side * worst[bar]!, opened);
        this.best[price] = Math.max(this.best[price - 1]!, side * best[bar]!, opened);
      }
      const marked = quantity * close[bar]!;
      const equity = cash + side * marked;
      const isBlocked = blocked[bar] !== 0 && !(k === 0 && entersAtClose);
      if (isBlocked || !(equity > 0) || (isCallable && equity < book.maintenance * marked)) {
        this.ends[order] = bar;
        return;
      }
      const change = equity / (k === 0 ? 1 : steps[before + Step.equity]!) - 1;
      const highest = k === 0 ? 1 : steps[before + Step.highest]!;
      const lowest = k === 0 ? 1 : steps[before + Step.lowest]!;
      steps[at + Step.equity] = equity;
      steps[at + Step.total] = (k === 0 ? 0 : steps[before + Step.total]!) + change;
      steps[at + Step.squares] = (k === 0 ? 0 : steps[before + Step.squares]!) + change * change;
      steps[at + Step.highest] = Math.max(highest, equity);
      steps[at + Step.lowest] = Math.min(lowest, equity);
      steps[at + Step.deepest] = Math.min(k === 0 ? 0 : steps[before + Step.deepest]!, equity / highest - 1);
      steps[at + Step.cash] = cash;
      steps[at + Step.borrow] = borrow;
      this.length[order] = k + 1;
    }
  }
}

function respaced(values: Float64Array, count: number, stride: number, wider: number): Float64Array {
  const spaced = new Float64Array(count * wider);
  for (let one = 0; one < count; one++) {
    spaced.set(values.subarray(one * stride, (one + 1) * stride), one * wider);
  }
  return spaced;
}
