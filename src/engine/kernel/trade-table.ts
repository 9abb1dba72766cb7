import { Blocked, type KernelOrders, type KernelRule, kernelOrders } from "./kernel-input.ts";
import { KERNEL_COLUMNS, KernelColumn, sharpeFromSums } from "./kernel-statistics.ts";
import type { KernelTask } from "./kernel-task.ts";
import { RuleKernel } from "./rule-kernel.ts";

/** Instead of a row: nothing is known yet of the trade that an order on one bar would make. */
const UNKNOWN = 0;
/** Instead of a row: the order comes to nothing, and bars after it are as if it had not been. */
const NONE = -1;
/** Instead of a row: the order waits for another bar, or loses the account: only the kernel can tell what follows. */
const KERNEL_ONLY = -2;

/** Numbers of a trade, in its row. All but the session of the exit are relative to the equity before it. */
const Trade = {
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
} as const;
const TRADE_LENGTH = 10;
/** Rows a bar that there is room for at first: memory costs nothing before it is touched, and moving it does. */
const ROWS_A_BAR = 2;

/** Numbers of sessions held for which trades are kept: extended trades make more of them. */
const MOST_HOLDS = 64;

/**
 * Tables kept while one result is made, by the closes of their prices: a table of sensitivities asks for the same few
 * again and again. They are not kept for longer: what one run has asked for must not change the last bits of another.
 */
export type KeptTables = Map<Float64Array, Map<string, TradeTable>>;
const MOST_TABLES = 4;

/**
 * The trades of a rule, each worked out once: a calendar is then a chain of look-ups. With proportional costs and no lots
 * a trade gives the same return whatever the account is worth, so the trade that an order on a bar makes depends on that
 * bar and on the sessions it may hold alone; ten thousand calendars ask for the same few thousand trades.
 *
 * The trades themselves come from {@link RuleKernel}, and so do whole calendars in the rare cases that a chain cannot
 * tell: orders that wait for a bar that fills, an exit and an entry on one bar.
 *
 * Its invariant: a bar's row is that of the kernel's trade on it.
 */
export class TradeTable {
  readonly #task: KernelTask;
  readonly #kernel: RuleKernel;
  /** the rule with the hold in hand */
  readonly #rule: { -readonly [Field in keyof KernelRule]: KernelRule[Field] };
  readonly #order: KernelOrders;
  readonly #row = new Float64Array(KERNEL_COLUMNS);
  /** by the sessions held and the bar of the order: where in `#trades` its row begins, or what is known instead */
  readonly #byHold = new Map<number, Int32Array>();
  /** the rows, in the order in which they were worked out; the first place is left out, since 0 is `UNKNOWN` */
  #trades: Float64Array;
  #used = 1;
  /** where the rows begin of the calendar in hand, in the order of its trades */
  #chain = new Int32Array(0);
  /** bars on which an order would have to wait */
  readonly #isBlocked: Uint8Array;

  private constructor(task: KernelTask) {
    const { prices, rule } = task;
    this.#task = task;
    this.#trades = new Float64Array(1 + ROWS_A_BAR * prices.end * TRADE_LENGTH);
    this.#kernel = new RuleKernel({ ...prices, first: 0 }, task.book, 1);
    this.#rule = { ...rule };
    this.#order = kernelOrders(1, task.orders.fractions[0]);
    const side = rule.side > 0 ? Blocked.buy : Blocked.sell;
    const price = rule.entersAtClose ? prices.close : prices.open;
    this.#isBlocked = prices.blocked.map((blocked, t) =>
      Number((blocked & side) !== 0 || Number.isNaN(price[t])),
    );
  }

  /**
   * The table of a task: one that is kept if it has the same prices, rule and costs, on whatever calendar.
   *
   * @returns null if a trade's return depends on what the account is worth, or on the order beside its bar
   */
  static of(task: KernelTask, kept: KeptTables = new Map()): TradeTable | null {
    const { book, orders, rule } = task;
    const isScaleFree = book.proportionalCosts !== null && book.lot === 0;
    const areAlike = orders.fractions.every((fraction) => fraction === orders.fractions[0]);
    const hasDays = orders.untils.some((until) => until >= 0);
    if (!isScaleFree || !areAlike || (hasDays && rule.leavesAtOpen)) return null;
    const { close, end } = task.prices;
    const key = JSON.stringify([end, orders.fractions[0], rule, { ...book, capital: 1 }], (_, value) =>
      typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
    );
    const ofPrices = kept.get(close) ?? new Map<string, TradeTable>();
    const table = ofPrices.get(key) ?? new TradeTable(task);
    // The least lately used goes first.
    ofPrices.delete(key);
    ofPrices.set(key, table);
    for (const oldest of ofPrices.keys()) if (ofPrices.size > MOST_TABLES) ofPrices.delete(oldest);
    kept.set(close, ofPrices);
    return table;
  }

  /**
   * Writes the row of a calendar, as `RuleKernel.run` does, to 1e-12.
   *
   * @param first bar of the run, at or before every order's
   * @returns false, with nothing written, if only the kernel can tell
   */
  run(orders: KernelOrders, first: number, into: Float64Array, at: number): boolean {
    const count = this.#chainTrades(orders);
    if (count < 0) return false;
    const { prices, book } = this.#task;
    const numbers = this.#trades;
    const chain = this.#chain;
    let wins = 0;
    let gains = 0;
    let equity = 1;
    let peak = 1;
    let deepest = 0;
    let total = 0;
    let squares = 0;
    for (let trade = 0; trade < count; trade++) {
      const row = chain[trade]!;
      wins += numbers[row + Trade.won]!;
      gains += numbers[row + Trade.gain]!;
      const trough = (equity * numbers[row + Trade.lowest]!) / peak - 1;
      deepest = Math.min(deepest, numbers[row + Trade.deepest]!, trough);
      peak = Math.max(peak, equity * numbers[row + Trade.highest]!);
      equity *= numbers[row + Trade.growth]!;
      total += numbers[row + Trade.total]!;
      squares += numbers[row + Trade.squares]!;
    }
    const sharpe = count === 0 ? Number.NaN : sharpeFromSums(total, squares, prices.end - first, book);
    if (sharpe === null) return false;
    into[at + KernelColumn.totalReturn] = equity - 1;
    into[at + KernelColumn.meanTradeReturn] = gains / count;
    into[at + KernelColumn.sharpeRatio] = sharpe;
    into[at + KernelColumn.maxDrawdown] = deepest;
    into[at + KernelColumn.winRate] = wins / count;
    into[at + KernelColumn.tradeCount] = count;
    return true;
  }

  /**
   * Mean return of a calendar's trades, as in the row of {@link run}.
   *
   * @returns NaN if there are none; null if only the kernel can tell
   */
  meanTradeReturn(orders: KernelOrders): number | null {
    const count = this.#chainTrades(orders);
    if (count < 0) return null;
    let gains = 0;
    for (let trade = 0; trade < count; trade++) gains += this.#trades[this.#chain[trade]! + Trade.gain]!;
    return gains / count;
  }

  /**
   * Finds the trades that orders make, one after another, and writes where their rows begin into `#chain`.
   *
   * @returns how many, -1 if only the kernel can tell
   */
  #chainTrades({ count, sessions, untils }: KernelOrders): number {
    const { prices, rule } = this.#task;
    const { end } = prices;
    if (this.#chain.length < count) this.#chain = new Int32Array(count);
    const chain = this.#chain;
    // An order whose own exit day comes before it could leave is refused.
    const shortest = rule.entersAtClose ? 2 : 1;
    let trades = 0;
    for (let i = 0; i < count; ) {
      const t = sessions[i]!;
      if (t >= end) break;
      let hold = holdOf(rule, t, untils[i]!);
      i++;
      if (hold < shortest) continue;
      let row = this.#tradeOn(t, hold);
      if (row === KERNEL_ONLY) return -1;
      if (row === NONE) continue;
      // Orders that come up while it is held: they move its exit out, or change nothing.
      for (; i < count; i++) {
        const s = sessions[i]!;
        const exit = this.#trades[row + Trade.exitSession]!;
        const exitsAtOpen = this.#trades[row + Trade.exitsAtOpen] === 1;
        const isHeldThen = s < exit || (s === exit && !rule.entersAtClose && !exitsAtOpen);
        if (!isHeldThen) {
          if (s === exit) return -1;
          break;
        }
        if (this.#isBlocked[s] !== 0) return -1;
        const own = holdOf(rule, s, untils[i]!);
        if (!rule.extends || own < shortest || s - t + own <= hold || !this.#isTaken(s)) continue;
        hold = s - t + own;
        row = this.#tradeOn(t, hold);
        if (row < 0) return -1;
      }
      chain[trades++] = row;
    }
    return trades;
  }

  /** Whether an order on a bar that fills is taken: the gap may be too wide. */
  #isTaken(session: number): boolean {
    const { onlyIfGapBelow, side, entersAtClose } = this.#task.rule;
    if (Number.isNaN(onlyIfGapBelow)) return true;
    const { open, close } = this.#task.prices;
    const price = entersAtClose ? close[session]! : open[session]!;
    return side * (price / (close[session - 1] ?? Number.NaN) - 1) < onlyIfGapBelow;
  }

  /** Where the row of the trade begins that an order on bar `t` makes, or `NONE` or `KERNEL_ONLY`. */
  #tradeOn(t: number, hold: number): number {
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
    if (this.#isBlocked[t] !== 0) return this.#task.rule.waits ? KERNEL_ONLY : NONE;
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
    const numbers = this.#trades;
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
    return row;
  }

  #newRow(): number {
    const row = this.#used;
    this.#used += TRADE_LENGTH;
    if (this.#used > this.#trades.length) {
      const larger = new Float64Array(2 * this.#trades.length);
      larger.set(this.#trades);
      this.#trades = larger;
    }
    return row;
  }
}

/** Sessions that an order on a bar may hold: the rule's, or up to the close of its own exit day. */
function holdOf(rule: KernelRule, session: number, until: number): number {
  return until < 0 ? rule.hold : Math.min(rule.hold, until - session + 1);
}
