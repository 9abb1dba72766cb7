import {
  Blocked,
  type KernelBook,
  type KernelOrders,
  type KernelRule,
  kernelOrders,
} from "./kernel-input.ts";
import { KERNEL_COLUMNS, KernelColumn } from "./kernel-statistics.ts";
import type { KernelTask } from "./kernel-task.ts";
import { RuleKernel } from "./rule-kernel.ts";

/** Instead of a row: nothing is known yet of the trade that an order on one bar would make. */
const UNKNOWN = 0;
/** Instead of a row: the order comes to nothing, and bars after it are as if it had not been. */
export const NONE = -1;
/** Instead of a row: the order waits for another bar, or loses the account: only the kernel can tell what follows. */
export const KERNEL_ONLY = -2;

/** Numbers of a trade, in its row. All but the session of the exit are relative to the equity before it. */
export const Trade = {
  exitSession: 0,
  /** 1 or 0 */
  exitsAtOpen: 1,
  /** return of the trade, and 1 if it won */
  gain: 2,
  won: 3,
  /** equity after it; its highest and lowest on the way; deepest fall below its own peak */
  growth: 4,
  highest: 5,
  lowest: 6,
  deepest: 7,
  /** sum of the session returns, and of their squares */
  total: 8,
  squares: 9,
  exitPrice: 10,
} as const;
const TRADE_LENGTH = 11;
/** Rows a bar that there is room for at first: memory costs nothing before it is touched, and moving it does. */
const ROWS_A_BAR = 2;

/** Numbers of sessions held for which trades are kept: extended trades make more of them. */
const MOST_HOLDS = 64;

/**
 * The trades that single orders of a rule make, each worked out by {@link RuleKernel} when it is first asked for.
 *
 * Its invariant: a bar's row is that of the kernel's trade on it.
 */
export class WorkedTrades {
  /** bars on which an order would have to wait */
  readonly isBlocked: Uint8Array;
  readonly #task: KernelTask;
  readonly #kernel: RuleKernel;
  /** the rule with the hold in hand */
  readonly #rule: { -readonly [Field in keyof KernelRule]: KernelRule[Field] };
  readonly #order: KernelOrders;
  readonly #row = new Float64Array(KERNEL_COLUMNS);
  /** by the sessions held and the bar of the order: where in `#numbers` its row begins, or what is known instead */
  readonly #byHold = new Map<number, Int32Array>();
  /** the rows, in the order in which they were worked out; the first place is left out, since 0 is `UNKNOWN` */
  #numbers: Float64Array;
  #used = 1;

  /** @param fraction share of equity that each order wants */
  constructor(task: KernelTask, book: KernelBook, fraction: number) {
    const { prices, rule } = task;
    this.#task = task;
    this.#numbers = new Float64Array(1 + ROWS_A_BAR * prices.end * TRADE_LENGTH);
    this.#kernel = new RuleKernel({ ...prices, first: 0 }, book, 1);
    this.#rule = { ...rule };
    this.#order = kernelOrders(1, fraction);
    const side = rule.side > 0 ? Blocked.buy : Blocked.sell;
    const price = rule.entersAtClose ? prices.close : prices.open;
    this.isBlocked = prices.blocked.map((blocked, t) =>
      Number((blocked & side) !== 0 || Number.isNaN(price[t])),
    );
  }

  /** Numbers of all trades; other memory after another was worked out. See {@link Trade}. */
  get numbers(): Float64Array {
    return this.#numbers;
  }

  /** Where the row of the trade begins that an order on bar `t` makes, or `NONE` or `KERNEL_ONLY`. */
  on(t: number, hold: number): number {
    let byBar = this.#byHold.get(hold);
    if (byBar === undefined) {
      if (this.#byHold.size === MOST_HOLDS) return KERNEL_ONLY;
      byBar = new Int32Array(this.#task.prices.end);
      this.#byHold.set(hold, byBar);
    }
    if (byBar[t] === UNKNOWN) byBar[t] = this.#workOut(t, hold);
    return byBar[t]!;
  }

  #workOut(t: number, hold: number): number {
    const kernel = this.#kernel;
    if (this.isBlocked[t] !== 0) return this.#task.rule.waits ? KERNEL_ONLY : NONE;
    this.#order.sessions[0] = t;
    this.#rule.hold = hold;
    kernel.run(this.#order, this.#rule, this.#row, 0);
    if (kernel.log.length === 0) return NONE;
    const growth = 1 + this.#row[KernelColumn.totalReturn]!;
    if (!(growth > 0)) return KERNEL_ONLY;
    const { log, returns, visited } = kernel;
    let equity = 1;
    let highest = 1;
    let lowest = 1;
    for (let i = 0; i < visited; i++) {
      equity *= 1 + returns[i]!;
      if (equity > highest) highest = equity;
      if (equity < lowest) lowest = equity;
    }
    const row = this.#newRow();
    const numbers = this.#numbers;
    numbers[row + Trade.exitSession] = log.exitSession[0]!;
    numbers[row + Trade.exitsAtOpen] = log.exitsAtOpen[0]!;
    numbers[row + Trade.gain] = log.returns;
    numbers[row + Trade.won] = log.wins;
    numbers[row + Trade.growth] = growth;
    numbers[row + Trade.highest] = highest;
    numbers[row + Trade.lowest] = lowest;
    numbers[row + Trade.deepest] = this.#row[KernelColumn.maxDrawdown]!;
    numbers[row + Trade.total] = kernel.total;
    numbers[row + Trade.squares] = kernel.squares;
    numbers[row + Trade.exitPrice] = log.exitPrice[0]!;
    return row;
  }

  #newRow(): number {
    const row = this.#used;
    this.#used += TRADE_LENGTH;
    if (this.#used > this.#numbers.length) {
      const larger = new Float64Array(2 * this.#numbers.length);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    return row;
  }
}
