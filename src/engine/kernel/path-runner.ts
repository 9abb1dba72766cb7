import { EntryPaths, STEP_LENGTH, Step } from "./entry-paths.ts";
import { Blocked } from "./kernel-input.ts";
import { KernelColumn, sharpeFromSums } from "./kernel-statistics.ts";
import type { KernelTask } from "./kernel-task.ts";

/** A profit this small beside the position may be rounding, and its sign then as well. */
const SURELY_NOT_NOTHING = 1e-12;
const LOOSELY = 1 + 1e-12;

/** What may come of an order whatever the hold, the stop and the target are. */
const ENTERS = 0;
const EXTENDS_ONLY = 1;
const COMES_TO_NOTHING = 2;

/** Places in a runner's levels. */
const STOP_LOSS = 0;
const TARGET = 1;
const EXIT_PRICE = 2;

/**
 * What of a rule changes from run to run: see `KernelRule` for each. A class, and every field a number that is not
 * whole to begin with, so that all its objects have one shape and compiled code stays valid.
 */
export class ExitNumbers {
  hold = Number.POSITIVE_INFINITY;
  stopLoss = Number.NaN;
  target = Number.NaN;
  trailingStop = Number.NaN;
  onlyIfGapBelow = Number.NaN;
}

/**
 * Runs one calendar under one rule after another that differ in hold, stop, target and the widest gap: what a sweep does
 * most. A trade is a look-up in {@link EntryPaths}: where the stop is met first is found by bisection, since the worst
 * price so far only falls, and the numbers of the trade are those of the path up to there and of one fill.
 *
 * What a chain of trades cannot tell is left to `RuleKernel`: trailing stops, orders that wait for a bar that fills,
 * exits on such bars, margin calls, an exit and an entry on one bar. Which runs those are depends on the rule alone, so
 * the same rule gives the same bytes whatever was run before.
 *
 * Its invariant: a run that it tells has the trades of `RuleKernel`, at the same prices.
 */
export class PathRunner {
  readonly #task: KernelTask;
  readonly #paths: EntryPaths;
  readonly #sessions: Int32Array;
  readonly #open: Float64Array;
  readonly #worst: Float64Array;
  readonly #best: Float64Array;
  readonly #close: Float64Array;
  readonly #last: number;
  readonly #entries: Float64Array;
  readonly #gaps: Float64Array;
  readonly #kinds: Uint8Array;
  readonly #side: 1 | -1;
  readonly #entersAtClose: boolean;
  readonly #leavesAtOpen: boolean;
  /** bar at which the trade in hand leaves, and whether at its open */
  #exit = 0;
  #exitsAtOpen = false;
  /** stop and target of the rule in hand, and the exit's price: in an array numbers change without an allocation */
  readonly #levels = new Float64Array(3);

  private constructor(task: KernelTask, kinds: Uint8Array) {
    const { orders, prices, rule } = task;
    this.#task = task;
    this.#kinds = kinds;
    this.#sessions = orders.sessions;
    this.#open = prices.open;
    this.#worst = rule.side > 0 ? prices.low : prices.high;
    this.#best = rule.side > 0 ? prices.high : prices.low;
    this.#close = prices.close;
    this.#last = prices.end - 1;
    this.#side = rule.side;
    this.#entersAtClose = rule.entersAtClose;
    this.#leavesAtOpen = rule.leavesAtOpen;
    this.#paths = new EntryPaths(task);
    const entryPrices = rule.entersAtClose ? prices.close : prices.open;
    this.#entries = Float64Array.from(orders.sessions, (t) => entryPrices[t]!);
    this.#gaps = Float64Array.from(
      orders.sessions,
      (t) => rule.side * (entryPrices[t]! / (prices.close[t - 1] ?? Number.NaN) - 1),
    );
  }

  /** @returns null if trades depend on what the account is worth, on debts or on exit days, or if orders wait */
  static of(task: KernelTask): PathRunner | null {
    const { book, orders, rule, prices } = task;
    const { count, sessions, untils, fractions } = orders;
    if (book.proportionalCosts === null || book.lot !== 0 || count === 0) return null;
    const entryPrices = rule.entersAtClose ? prices.close : prices.open;
    const entryBlock = rule.side > 0 ? Blocked.buy : Blocked.sell;
    const kinds = new Uint8Array(count);
    for (let order = 0; order < count; order++) {
      const t = sessions[order]!;
      if (untils[order]! >= 0) return null;
      const isDebt = rule.side > 0 && book.leverage > 1 && fractions[order]! > 1;
      if (isDebt) return null;
      const isLate = rule.entersAtClose && t === prices.end - 1;
      const cannotFill = Number.isNaN(entryPrices[t]!) || (prices.blocked[t]! & entryBlock) !== 0;
      if (!isLate && cannotFill && rule.waits) return null;
      kinds[order] = isLate || cannotFill ? COMES_TO_NOTHING : fractions[order]! > 0 ? ENTERS : EXTENDS_ONLY;
    }
    return new PathRunner(task, kinds);
  }

  /** steps that there is room for, 80 bytes each */
  get capacity(): number {
    return this.#task.orders.count * this.#paths.stride;
  }

  /**
   * Writes the row of the task's rule with other numbers, as `RuleKernel.run` does on the task's orders.
   *
   * @returns false, with nothing written, if only the kernel can tell
   */
  run(numbers: ExitNumbers, into: Float64Array, at: number): boolean {
    if (!Number.isNaN(numbers.trailingStop)) return false;
    const { prices, book, orders, rule } = this.#task;
    const { count, sessions } = orders;
    const { close, first, end } = prices;
    const { hold, onlyIfGapBelow } = numbers;
    const side = this.#side;
    const entersAtClose = this.#entersAtClose;
    const { extends: extendsHolds } = rule;
    this.#levels[STOP_LOSS] = numbers.stopLoss;
    this.#levels[TARGET] = numbers.target;
    const rate = book.proportionalCosts as number;
    const paths = this.#paths;
    const { isCharged } = paths;
    // A whole number, also for a hold without end: it is handed on without an allocation.
    const longest = Math.min(hold, end - first) | 0;
    const lastHeld = this.#leavesAtOpen ? longest : longest - 1;
    const hasGap = !Number.isNaN(onlyIfGapBelow);
    const kinds = this.#kinds;
    const gaps = this.#gaps;
    let trades = 0;
    let wins = 0;
    let gains = 0;
    let equity = 1;
    let peak = 1;
    let deepest = 0;
    let total = 0;
    let squares = 0;
    for (let next = 0; next < count; ) {
      const order = next++;
      if (kinds[order] !== ENTERS || (hasGap && !(gaps[order]! < onlyIfGapBelow))) continue;
      const t = sessions[order]!;
      let due = t + lastHeld;
      if (!this.#leave(order, due)) return false;
      // Orders that come up while it is held: they move its exit out, or change nothing.
      for (; next < count; next++) {
        const s = sessions[next]!;
        if (s > this.#exit) break;
        if (s === this.#exit && (entersAtClose || this.#exitsAtOpen)) return false;
        if (!extendsHolds || s + lastHeld <= due || kinds[next] === COMES_TO_NOTHING) continue;
        if (hasGap && !(gaps[next]! < onlyIfGapBelow)) continue;
        due = s + lastHeld;
        if (!this.#leave(order, due)) return false;
      }
      const exitPrice = this.#levels[EXIT_PRICE]!;
      const held = this.#exit - t;
      const quantity = paths.quantity[order]!;
      const { steps } = paths;
      const step = (order * paths.stride + held) * STEP_LENGTH;
      const cash = isCharged ? steps[step + Step.cash]! : paths.cash[order]!;
      const value = quantity * exitPrice;
      const left = cash + side * value - value * rate;
      let before = 1;
      let highest = 1;
      let lowest = 1;
      if (held > 0) {
        const last = step - STEP_LENGTH;
        before = steps[last + Step.equity]!;
        total += steps[last + Step.total]!;
        squares += steps[last + Step.squares]!;
        highest = steps[last + Step.highest]!;
        lowest = steps[last + Step.lowest]!;
        if (steps[last + Step.deepest]! < deepest) deepest = steps[last + Step.deepest]!;
      }
      const change = left / before - 1;
      total += change;
      squares += change * change;
      // A division only where the fall may be the deepest; the bound is loose by more than rounding.
      const floor = (1 + deepest) * LOOSELY;
      if (left < highest * floor && left / highest - 1 < deepest) deepest = left / highest - 1;
      const trough = equity * (left < lowest ? left : lowest);
      if (trough < peak * floor && trough / peak - 1 < deepest) deepest = trough / peak - 1;
      const rise = equity * (left > highest ? left : highest);
      if (rise > peak) peak = rise;
      equity *= left;
      if (!(equity > 0)) return false;

      const basis = this.#entries[order]!;
      const firstClose = held === 0 ? exitPrice : close[t]!;
      const borrow = isCharged ? steps[step + Step.borrow]! / quantity : 0;
      const costs = (basis + exitPrice) * rate + borrow;
      const gain = (side * (firstClose - basis) + side * (exitPrice - firstClose) - costs) / basis;
      if (gain < SURELY_NOT_NOTHING && gain > -SURELY_NOT_NOTHING) return false;
      trades++;
      gains += gain;
      if (gain > 0) wins++;
    }
    const sharpe = trades === 0 ? Number.NaN : sharpeFromSums(total, squares, end - first, book);
    if (sharpe === null) return false;
    into[at + KernelColumn.totalReturn] = equity - 1;
    into[at + KernelColumn.meanTradeReturn] = gains / trades;
    into[at + KernelColumn.sharpeRatio] = sharpe;
    into[at + KernelColumn.maxDrawdown] = deepest;
    into[at + KernelColumn.winRate] = wins / trades;
    into[at + KernelColumn.tradeCount] = trades;
    return true;
  }

  /**
   * Finds where a position leaves that is due on a bar, in the kernel's order: the open, then stop, target and close.
   *
   * @returns false if only the kernel can tell
   */
  #leave(order: number, due: number): boolean {
    const side = this.#side;
    const leavesAtOpen = this.#leavesAtOpen;
    const levels = this.#levels;
    const t = this.#sessions[order]!;
    const price = this.#entries[order]!;
    // A level that is not set is NaN, and no comparison with NaN holds.
    const stop = price - side * (price * levels[STOP_LOSS]!);
    const limit = price + side * (price * levels[TARGET]!);
    const last = this.#last;
    // What is bought at a close is not sold at it.
    const soonest = this.#entersAtClose ? t + 1 : t;
    let bar = due > last ? last : due < soonest ? soonest : due;
    const paths = this.#paths;
    if (!paths.reach(order, bar)) return false;
    const row = order * paths.stride;
    let isLevelMet = false;
    if (paths.worst[row + bar - t]! <= side * stop) {
      bar = t + firstAtOrBelow(paths.worst, row, bar - t, side * stop);
      isLevelMet = true;
    }
    if (paths.best[row + bar - t]! > side * limit) {
      bar = t + firstAbove(paths.best, row, bar - t, side * limit);
      isLevelMet = true;
    }
    this.#exit = bar;
    const isDue = due <= bar;
    if (bar > t) {
      const opened = this.#open[bar]!;
      const isBeyond = isLevelMet && (side * (opened - stop) <= 0 || side * (opened - limit) > 0);
      if (isBeyond || (isDue && leavesAtOpen)) {
        levels[EXIT_PRICE] = opened;
        this.#exitsAtOpen = true;
        return !Number.isNaN(opened);
      }
    }
    this.#exitsAtOpen = false;
    if (isLevelMet) {
      const best = this.#best[bar]!;
      const isStop = side * (this.#worst[bar]! - stop) <= 0;
      levels[EXIT_PRICE] = isStop ? (side * (best - stop) < 0 ? best : stop) : limit;
      return true;
    }
    levels[EXIT_PRICE] = this.#close[bar]!;
    return bar === last || (isDue && !leavesAtOpen);
  }
}

/** The first of `0..last` whose running minimum is at or below a level; that of `last` is. */
function firstAtOrBelow(minima: Float64Array, row: number, last: number, level: number): number {
  let from = 0;
  let to = last;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (minima[row + middle]! <= level) to = middle;
    else from = middle + 1;
  }
  return to;
}

/** The first of `0..last` whose running maximum is above a level; that of `last` is. */
function firstAbove(maxima: Float64Array, row: number, last: number, level: number): number {
  let from = 0;
  let to = last;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (maxima[row + middle]! > level) to = middle;
    else from = middle + 1;
  }
  return to;
}
