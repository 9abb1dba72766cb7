import { Blocked, type KernelOrders, type KernelRule, kernelOrders } from "./kernel-input.ts";
import { KERNEL_COLUMNS, KernelColumn, sharpeFromSums } from "./kernel-statistics.ts";
import type { KernelTask } from "./kernel-task.ts";
import { RuleKernel } from "./rule-kernel.ts";

/** What is known of the trade that an order on one bar would make. */
const UNKNOWN = 0;
const TRADED = 1;
/** The order comes to nothing, and bars after it are as if it had not been. */
const NONE = 2;
/** The order waits for another bar, or loses the account: only the kernel itself can tell what follows. */
const KERNEL_ONLY = 3;

/** One trade a bar, for one number of sessions held. All but the sessions are relative to the equity before it. */
interface TradeColumns {
  readonly state: Uint8Array;
  readonly exit: Int32Array;
  readonly exitsAtOpen: Uint8Array;
  /** return of the trade, and whether it won */
  readonly gain: Float64Array;
  readonly won: Uint8Array;
  /** equity after it; its highest and lowest on the way; deepest fall below its own peak */
  readonly growth: Float64Array;
  readonly highest: Float64Array;
  readonly lowest: Float64Array;
  readonly deepest: Float64Array;
  /** sum of the session returns, and of their squares */
  readonly total: Float64Array;
  readonly squares: Float64Array;
}

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
 * Its invariant: a bar's columns are those of the kernel's trade on it.
 */
export class TradeTable {
  readonly #task: KernelTask;
  readonly #kernel: RuleKernel;
  /** the rule with the hold in hand */
  readonly #rule: { -readonly [Field in keyof KernelRule]: KernelRule[Field] };
  readonly #order: KernelOrders;
  readonly #row = new Float64Array(KERNEL_COLUMNS);
  readonly #byHold = new Map<number, TradeColumns>();
  /** bars on which an order would have to wait */
  readonly #isBlocked: Uint8Array;

  private constructor(task: KernelTask) {
    const { prices, rule } = task;
    this.#task = task;
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
    const { prices, book, rule } = this.#task;
    const { count, sessions, untils } = orders;
    const { end } = prices;
    // An order whose own exit day comes before it could leave is refused.
    const shortest = rule.entersAtClose ? 2 : 1;
    let trades = 0;
    let wins = 0;
    let gains = 0;
    let equity = 1;
    let peak = 1;
    let deepest = 0;
    let total = 0;
    let squares = 0;
    for (let i = 0; i < count; ) {
      const t = sessions[i]!;
      if (t >= end) break;
      let hold = holdOf(rule, t, untils[i]!);
      i++;
      if (hold < shortest) continue;
      let columns = this.#tradeOn(t, hold);
      if (columns === null || columns.state[t] === KERNEL_ONLY) return false;
      if (columns.state[t] === NONE) continue;
      // Orders that come up while it is held: they move its exit out, or change nothing.
      for (; i < count; i++) {
        const s = sessions[i]!;
        const exit = columns.exit[t]!;
        const isHeldThen = s < exit || (s === exit && !rule.entersAtClose && columns.exitsAtOpen[t] === 0);
        if (!isHeldThen) {
          if (s === exit) return false;
          break;
        }
        if (this.#isBlocked[s] !== 0) return false;
        const own = holdOf(rule, s, untils[i]!);
        if (!rule.extends || own < shortest || s - t + own <= hold || !this.#isTaken(s)) continue;
        hold = s - t + own;
        columns = this.#tradeOn(t, hold);
        if (columns === null || columns.state[t] !== TRADED) return false;
      }
      trades++;
      wins += columns.won[t]!;
      gains += columns.gain[t]!;
      deepest = Math.min(deepest, columns.deepest[t]!, (equity * columns.lowest[t]!) / peak - 1);
      peak = Math.max(peak, equity * columns.highest[t]!);
      equity *= columns.growth[t]!;
      total += columns.total[t]!;
      squares += columns.squares[t]!;
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

  /** Whether an order on a bar that fills is taken: the gap may be too wide. */
  #isTaken(session: number): boolean {
    const { onlyIfGapBelow, side, entersAtClose } = this.#task.rule;
    if (Number.isNaN(onlyIfGapBelow)) return true;
    const { open, close } = this.#task.prices;
    const price = entersAtClose ? close[session]! : open[session]!;
    return side * (price / (close[session - 1] ?? Number.NaN) - 1) < onlyIfGapBelow;
  }

  /** The columns of a number of sessions held, with the trade on bar `t` worked out; null if there are too many. */
  #tradeOn(t: number, hold: number): TradeColumns | null {
    let columns = this.#byHold.get(hold);
    if (columns === undefined) {
      if (this.#byHold.size === MOST_HOLDS) return null;
      columns = emptyColumns(this.#task.prices.end);
      this.#byHold.set(hold, columns);
    }
    if (columns.state[t] === UNKNOWN) this.#workOut(columns, t, hold);
    return columns;
  }

  #workOut(columns: TradeColumns, t: number, hold: number): void {
    const kernel = this.#kernel;
    if (this.#isBlocked[t] !== 0) {
      columns.state[t] = this.#task.rule.waits ? KERNEL_ONLY : NONE;
      return;
    }
    this.#order.sessions[0] = t;
    this.#rule.hold = hold;
    kernel.run(this.#order, this.#rule, this.#row, 0);
    const growth = 1 + this.#row[KernelColumn.totalReturn]!;
    if (kernel.log.length === 0 || !(growth > 0)) {
      columns.state[t] = kernel.log.length === 0 ? NONE : KERNEL_ONLY;
      return;
    }
    const { log, returns, visited } = kernel;
    let equity = 1;
    let highest = 1;
    let lowest = 1;
    let total = 0;
    let squares = 0;
    for (let i = 0; i < visited; i++) {
      const change = returns[i]!;
      equity *= 1 + change;
      if (equity > highest) highest = equity;
      if (equity < lowest) lowest = equity;
      total += change;
      squares += change * change;
    }
    columns.state[t] = TRADED;
    columns.exit[t] = log.exitSession[0]!;
    columns.exitsAtOpen[t] = log.exitsAtOpen[0]!;
    columns.gain[t] = log.returns;
    columns.won[t] = log.wins;
    columns.growth[t] = growth;
    columns.highest[t] = highest;
    columns.lowest[t] = lowest;
    columns.deepest[t] = this.#row[KernelColumn.maxDrawdown]!;
    columns.total[t] = total;
    columns.squares[t] = squares;
  }
}

/** Sessions that an order on a bar may hold: the rule's, or up to the close of its own exit day. */
function holdOf(rule: KernelRule, session: number, until: number): number {
  return until < 0 ? rule.hold : Math.min(rule.hold, until - session + 1);
}

function emptyColumns(length: number): TradeColumns {
  const numbers = () => new Float64Array(length);
  return {
    state: new Uint8Array(length),
    exit: new Int32Array(length),
    exitsAtOpen: new Uint8Array(length),
    gain: numbers(),
    won: new Uint8Array(length),
    growth: numbers(),
    highest: numbers(),
    lowest: numbers(),
    deepest: numbers(),
    total: numbers(),
    squares: numbers(),
  };
}
