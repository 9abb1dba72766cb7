import type { KernelBook, KernelOrders, KernelRule } from "./kernel-input.ts";
import { KernelColumn, sharpeFromSums } from "./kernel-statistics.ts";
import type { KernelTask } from "./kernel-task.ts";
import { WITHIN_BUYING_POWER } from "./rule-kernel.ts";
import { KERNEL_ONLY, NONE, Trade, WorkedTrades } from "./worked-trades.ts";

/** Of an account that needs no more than the exits of its trades. */
const COSTLESS = { proportionalCosts: 0, lot: 0 };

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
 * With other costs or with lots, where and when a trade leaves is still a look-up as long as no debt can be called; what
 * it gains, the account tells, which is then followed from trade to trade.
 *
 * The trades themselves come from `RuleKernel`, and so do whole calendars in the rare cases that a chain cannot
 * tell: orders that wait for a bar that fills, an exit and an entry on one bar.
 */
export class TradeTable {
  readonly #task: KernelTask;
  readonly #trades: WorkedTrades;
  /** the orders that open the trades of the calendar in hand, and where the rows of these begin */
  #openers = new Int32Array(0);
  #chain = new Int32Array(0);
  /** whether rows tell what a trade gains, or only where and when it leaves */
  readonly #isScaleFree: boolean;

  private constructor(task: KernelTask, isScaleFree: boolean) {
    this.#task = task;
    this.#isScaleFree = isScaleFree;
    this.#trades = isScaleFree
      ? new WorkedTrades(task, task.book, task.orders.fractions[0] ?? 1)
      : new WorkedTrades(task, { ...task.book, ...COSTLESS }, 1);
  }

  /**
   * The table of a task: one that is kept if it has the same prices, rule and costs, on whatever calendar.
   *
   * @returns null if where a trade leaves depends on what the account is worth, or on the order beside its bar
   */
  static of(task: KernelTask, kept: KeptTables = new Map()): TradeTable | null {
    const { book, orders, rule } = task;
    const areAlike = orders.fractions.every((fraction) => fraction === orders.fractions[0]);
    const isScaleFree = book.proportionalCosts !== null && book.lot === 0 && areAlike;
    const isCallable = rule.side < 0 || book.leverage > 1 || book.maintenance >= 1;
    const hasDays = orders.untils.some((until) => until >= 0);
    if ((!isScaleFree && isCallable) || (hasDays && rule.leavesAtOpen)) return null;
    const { close, end } = task.prices;
    const terms = isScaleFree ? [orders.fractions[0], { ...book, capital: 1 }] : [];
    const key = JSON.stringify([end, rule, ...terms], (_, value) =>
      typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
    );
    const ofPrices = kept.get(close) ?? new Map<string, TradeTable>();
    const table = ofPrices.get(key) ?? new TradeTable(task, isScaleFree);
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
    if (!this.#isScaleFree) return false;
    const count = this.#chainTrades(orders);
    if (count < 0) return false;
    const { prices, book } = this.#task;
    const { numbers } = this.#trades;
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
   * Mean return of a calendar's trades, as in the row of `RuleKernel.run`.
   *
   * @param book of the task: a table may serve several that differ in their costs
   * @returns NaN if there are none; null if only the kernel can tell
   */
  meanTradeReturn(orders: KernelOrders, book: KernelBook): number | null {
    const count = this.#chainTrades(orders);
    if (count < 0) return null;
    if (!this.#isScaleFree) return this.#meanByAccount(count, orders, book);
    const { numbers } = this.#trades;
    const chain = this.#chain;
    let gains = 0;
    for (let trade = 0; trade < count; trade++) gains += numbers[chain[trade]! + Trade.gain]!;
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
    if (this.#chain.length < count) {
      this.#chain = new Int32Array(count);
      this.#openers = new Int32Array(count);
    }
    const chain = this.#chain;
    const trades = this.#trades;
    const { isBlocked } = trades;
    // An order whose own exit day comes before it could leave is refused.
    const shortest = rule.entersAtClose ? 2 : 1;
    let chained = 0;
    for (let i = 0; i < count; ) {
      const opener = i;
      const t = sessions[i]!;
      if (t >= end) break;
      let hold = holdOf(rule, t, untils[i]!);
      i++;
      if (hold < shortest) continue;
      let row = trades.on(t, hold);
      if (row === KERNEL_ONLY) return -1;
      if (row === NONE) continue;
      // Orders that come up while it is held: they move its exit out, or change nothing.
      for (; i < count; i++) {
        const s = sessions[i]!;
        const { numbers } = trades;
        const exit = numbers[row + Trade.exitSession]!;
        const exitsAtOpen = numbers[row + Trade.exitsAtOpen] === 1;
        const isHeldThen = s < exit || (s === exit && !rule.entersAtClose && !exitsAtOpen);
        if (!isHeldThen) {
          if (s === exit) return -1;
          break;
        }
        if (isBlocked[s] !== 0) return -1;
        const own = holdOf(rule, s, untils[i]!);
        if (!rule.extends || own < shortest || s - t + own <= hold || !this.#isTaken(s)) continue;
        hold = s - t + own;
        row = trades.on(t, hold);
        if (row < 0) return -1;
      }
      this.#openers[chained] = opener;
      chain[chained++] = row;
    }
    return chained;
  }

  /**
   * The mean return of the chain's trades as the account makes them one after another, in the kernel's own order of
   * operations, so to the last bit.
   */
  #meanByAccount(count: number, orders: KernelOrders, book: KernelBook): number | null {
    const { prices, rule } = this.#task;
    const { open, close } = prices;
    const { costs, lot, leverage } = book;
    const { sessions, fractions } = orders;
    const { numbers } = this.#trades;
    for (let order = 0; order < orders.count; order++) if (!costs.areKnown(sessions[order]!)) return null;
    let cash = book.capital;
    let gains = 0;
    for (let trade = 0; trade < count; trade++) {
      const order = this.#openers[trade]!;
      const row = this.#chain[trade]!;
      const t = sessions[order]!;
      const price = rule.entersAtClose ? close[t]! : open[t]!;
      const wanted = fractions[order]! * cash;
      const buyingPower = leverage * cash;
      const budget = wanted > buyingPower * WITHIN_BUYING_POWER ? buyingPower : wanted;
      const quantity = budget > 0 ? costs.affordable(t, true, budget, price, lot) : 0;
      // The order comes to nothing, and those after it are free to open another trade.
      if (!(quantity > 0)) return null;
      const entryCosts = costs.of(t, true, quantity, price);
      cash += -(quantity * price) - entryCosts;
      // A debt bears interest.
      if (cash < 0) return null;
      const exitSession = numbers[row + Trade.exitSession]!;
      const exitPrice = numbers[row + Trade.exitPrice]!;
      const exitCosts = costs.of(exitSession, false, quantity, exitPrice);
      cash += quantity * exitPrice - exitCosts;
      const firstClose = exitSession > t ? close[t]! : exitPrice;
      const profit = quantity * (firstClose - price) + quantity * (exitPrice - firstClose);
      gains += (profit - (entryCosts + exitCosts)) / (quantity * price);
    }
    return gains / count;
  }

  /** Whether an order on a bar that fills is taken: the gap may be too wide. */
  #isTaken(session: number): boolean {
    const { onlyIfGapBelow, side, entersAtClose } = this.#task.rule;
    if (Number.isNaN(onlyIfGapBelow)) return true;
    const { open, close } = this.#task.prices;
    const price = entersAtClose ? close[session]! : open[session]!;
    return side * (price / (close[session - 1] ?? Number.NaN) - 1) < onlyIfGapBelow;
  }
}

/** Sessions that an order on a bar may hold: the rule's, or up to the close of its own exit day. */
function holdOf(rule: KernelRule, session: number, until: number): number {
  return until < 0 ? rule.hold : Math.min(rule.hold, until - session + 1);
}
