// This file is long because one run is one function: its state in local variables is what makes it fast.
import {
  Blocked,
  type KernelBook,
  type KernelOrders,
  type KernelPrices,
  type KernelRule,
} from "./kernel-input.ts";
import { KernelColumn, sparseSharpe } from "./kernel-statistics.ts";
import { ExitCode, type KernelTrade, TradeLog } from "./trade-log.ts";

const DAYS_A_YEAR = 365;
/** The slack of the engine's sizing: a want of more than this beyond the buying power is cut to it. */
export const WITHIN_BUYING_POWER = 1 + 1e-9;

/**
 * Runs one rule on one instrument again and again: other calendars for a luck test, other parameters for a sweep. It
 * does what `simulate` does, in the same order of operations, for the rules that `kernelTask` lets through, and
 * allocates nothing once it is made. A test holds the two together.
 *
 * Equity is flat while no position is held, so only the other sessions are visited: a rule that holds a tenth of the
 * time costs a tenth. And between two sessions on which an order comes up or an exit is due, a bar whose prices all lie
 * inside both levels is marked and nothing else.
 *
 * Its invariant: `log`, `returns`, `visited`, `total` and `squares` are those of the last `run`.
 */
export class RuleKernel {
  readonly #prices: KernelPrices;
  readonly #book: KernelBook;
  /** trades of the last run */
  readonly log: TradeLog;
  /** returns of the account in the last run on the first `visited` places: on all other sessions it is 0 */
  readonly returns: Float64Array;
  visited = 0;
  /** sum of the returns, and of their squares */
  total = 0;
  squares = 0;
  readonly #waiting: [Int32Array, Int32Array];

  /** @param capacity most orders that a run may have */
  constructor(prices: KernelPrices, book: KernelBook, capacity: number) {
    this.#prices = prices;
    this.#book = book;
    this.log = new TradeLog(capacity);
    this.returns = new Float64Array(prices.end - prices.first);
    this.#waiting = [new Int32Array(capacity), new Int32Array(capacity)];
  }

  /** The trades of the last run, in the order of their exits. */
  get trades(): KernelTrade[] {
    return this.log.read();
  }

  /**
   * Simulates the orders under the rule.
   *
   * @param into receives a row of numbers, see {@link KernelColumn}
   * @param at where the row begins
   */
  run(orders: KernelOrders, rule: KernelRule, into: Float64Array, at: number): void {
    const { days, open, high, low, close, blocked, first, end } = this.#prices;
    const { capital, leverage, maintenance, borrow, financing, lot } = this.#book;
    const { count, sessions, untils, ranks, fractions } = orders;
    const { side, entersAtClose, hold, leavesAtOpen, stopLoss, target, trailingStop, onlyIfGapBelow } = rule;
    const { extends: extendsHolds, waits } = rule;
    const hasGap = !Number.isNaN(onlyIfGapBelow);
    const fillCosts = this.#book.costs;
    // Below 0: not proportional, the book's own function is asked.
    const costRate = this.#book.proportionalCosts ?? -1;
    const isBuy = side > 0;
    const entryBlock = isBuy ? Blocked.buy : Blocked.sell;
    const exitBlock = isBuy ? Blocked.sell : Blocked.buy;
    const worst = isBuy ? low : high;
    const best = isBuy ? high : low;
    const hasTrailing = !Number.isNaN(trailingStop);
    const hasLevels = hasTrailing || !Number.isNaN(stopLoss) || !Number.isNaN(target);
    const isCharged = !isBuy && borrow !== 0;
    // A long that was paid in full is worth as much as the account: no margin below that can be called.
    const isCallable = !isBuy || leverage > 1 || maintenance >= 1;
    const last = end - 1;
    const { log, returns } = this;
    let [waitingOrders, putOffOrders] = this.#waiting;
    log.clear();

    let cash = capital;
    let previous = capital;
    let peak = capital;
    let deepest = 0;
    // Below this equity the drawdown is deeper than the deepest so far.
    let floor = capital;
    let visited = 0;
    let total = 0;
    let squares = 0;
    let next = 0;
    let waiting = 0;

    let isHeld = false;
    let openedBy = 0;
    let entrySession = 0;
    let basis = 0;
    let quantity = 0;
    let costs = 0;
    let mark = 0;
    let firstClose = Number.NaN;
    let extreme = 0;
    // A level that is not set is NaN, and no comparison with NaN holds.
    let stop = Number.NaN;
    let trail = Number.NaN;
    let limit = Number.NaN;
    let due = 0;
    let isDueAtOpen = false;
    let dueCode = 0;
    // A margin call, or a stop triggered on a bar that could not fill it, leaves at the first open from here on.
    let earlyAt = Number.POSITIVE_INFINITY;
    let earlyCode = 0;
    let paidTo = 0;

    for (let t = first; ; t++) {
      // A debt bears interest, whatever is held.
      if (!isHeld && waiting === 0 && cash >= 0) {
        if (next >= count) break;
        t = sessions[next]!;
      }
      if (t > last) break;

      // Borrow and interest come first, on the values of the last marks.
      if (isHeld && isCharged) {
        const charge = (quantity * mark * borrow * (days[t]! - paidTo)) / DAYS_A_YEAR;
        cash -= charge;
        costs += charge;
        paidTo = days[t]!;
      }
      if (cash < 0 && t > first) cash -= (-cash * financing * (days[t]! - days[t - 1]!)) / DAYS_A_YEAR;

      // At the open, and then inside the bar and at its close: exits, then entries.
      for (let phase = 0; phase < 2; phase++) {
        let exitCode = -1;
        let exitPrice = 0;
        if (isHeld) {
          const canExit = (blocked[t]! & exitBlock) === 0;
          if (phase === 0) {
            exitPrice = open[t]!;
            if (Number.isNaN(exitPrice) || !canExit) exitCode = -1;
            else if (earlyAt <= t) exitCode = earlyCode;
            else if (isDueAtOpen && due <= t) exitCode = dueCode;
            else if (side * (exitPrice - stop) <= 0) exitCode = ExitCode.stopLoss;
            else if (side * (exitPrice - trail) <= 0) exitCode = ExitCode.trailingStop;
            else if (side * (exitPrice - limit) > 0) exitCode = ExitCode.target;
          } else {
            const isStopMet = side * (worst[t]! - stop) <= 0;
            const isTrailMet = side * (worst[t]! - trail) <= 0;
            if ((isStopMet || isTrailMet) && (blocked[t]! & Blocked.idle) === 0) {
              const isTrail = isTrailMet && !(isStopMet && side * (stop - trail) >= 0);
              const level = isTrail ? trail : stop;
              const code = isTrail ? ExitCode.trailingStop : ExitCode.stopLoss;
              if (canExit) {
                exitPrice = side * (best[t]! - level) < 0 ? best[t]! : level;
                exitCode = code;
              } else if (earlyAt > t + 1) {
                earlyAt = t + 1;
                earlyCode = code;
              }
            } else if (canExit && side * (best[t]! - limit) > 0) {
              exitPrice = limit;
              exitCode = ExitCode.target;
            }
            if (exitCode < 0) {
              exitPrice = close[t]!;
              if (canExit && !isDueAtOpen && due <= t) exitCode = dueCode;
              else if (t === last) exitCode = ExitCode.endOfData;
            }
          }
        }
        if (exitCode >= 0) {
          const value = quantity * exitPrice;
          const exitCosts = costRate >= 0 ? value * costRate : fillCosts.of(t, !isBuy, quantity, exitPrice);
          cash += side * value - exitCosts;
          costs += exitCosts;
          const exitsAtOpen = phase === 0;
          log.add(
            openedBy,
            entrySession,
            basis,
            side,
            quantity,
            firstClose,
            t,
            exitPrice,
            exitsAtOpen,
            exitCode,
            costs,
          );
          isHeld = false;
        }

        if (entersAtClose !== (phase === 1)) continue;
        let putOff = 0;
        for (let turn = 0; ; ) {
          const hasOwn = next < count && sessions[next] === t;
          let order: number;
          if (turn < waiting && !(hasOwn && ranks[next]! < ranks[waitingOrders[turn]!]!)) {
            order = waitingOrders[turn++]!;
          } else if (hasOwn) order = next++;
          else break;
          // What is bought at the last close would be sold at it.
          if (entersAtClose && t === last) continue;
          const price = phase === 0 ? open[t]! : close[t]!;
          if (Number.isNaN(price) || (blocked[t]! & entryBlock) !== 0) {
            if (waits) putOffOrders[putOff++] = order;
            continue;
          }
          if (hasGap && !(side * (price / (close[t - 1] ?? Number.NaN) - 1) < onlyIfGapBelow)) continue;
          const until = untils[order]!;
          if (until >= 0 && until < t + phase) continue;
          if (costRate < 0 && !fillCosts.areKnown(t)) continue;
          const after = leavesAtOpen ? t + hold : t + hold - 1;
          // The open of a session comes before its close.
          const isUntilFirst = until >= 0 && (until < after || (until === after && !leavesAtOpen));
          const ownDue = isUntilFirst ? until : after;
          const isOwnAtOpen = !isUntilFirst && leavesAtOpen;
          const isLater = ownDue > due || (ownDue === due && isDueAtOpen && !isOwnAtOpen);
          if (isHeld && !(extendsHolds && isLater)) continue;
          if (!isHeld) {
            const wanted = fractions[order]! * cash;
            const buyingPower = leverage * cash;
            const budget = wanted > buyingPower * WITHIN_BUYING_POWER ? buyingPower : wanted;
            if (!(budget > 0)) continue;
            quantity =
              costRate >= 0 && lot === 0
                ? budget / (price * (1 + costRate))
                : fillCosts.affordable(t, isBuy, budget, price, lot);
            if (!(quantity > 0)) continue;
            const value = quantity * price;
            costs = costRate >= 0 ? value * costRate : fillCosts.of(t, isBuy, quantity, price);
            cash += -side * value - costs;
            isHeld = true;
            openedBy = order;
            entrySession = t;
            basis = price;
            mark = price;
            firstClose = Number.NaN;
            extreme = price;
            stop = price - side * (price * stopLoss);
            limit = price + side * (price * target);
            trail = price * (1 - side * trailingStop);
            paidTo = days[t]!;
            earlyAt = Number.POSITIVE_INFINITY;
          }
          due = ownDue;
          isDueAtOpen = isOwnAtOpen;
          dueCode = isUntilFirst ? ExitCode.until : ExitCode.afterSessions;
        }
        if (waiting + putOff > 0) {
          [waitingOrders, putOffOrders] = [putOffOrders, waitingOrders];
          waiting = putOff;
        }
      }

      if (isHeld) {
        mark = close[t]!;
        if (Number.isNaN(firstClose)) firstClose = mark;
        // A position entered at this close has not seen the bar's range.
        if (hasTrailing && !(entersAtClose && entrySession === t)) {
          if (side * (best[t]! - extreme) > 0) extreme = best[t]!;
          trail = extreme * (1 - side * trailingStop);
        }
      }

      // This session, and after it the quiet ones: no order comes up, no exit is due, no level is near.
      let quietEnd = t;
      if (isHeld && waiting === 0 && earlyAt > last) {
        quietEnd = Math.min(due, last);
        if (next < count && sessions[next]! < quietEnd) quietEnd = sessions[next]!;
      }
      let signedStop = Number.NEGATIVE_INFINITY;
      let signedLimit = Number.POSITIVE_INFINITY;
      if (isHeld && hasLevels) {
        if (side * stop > signedStop) signedStop = side * stop;
        if (side * trail > signedStop) signedStop = side * trail;
        if (side * limit < signedLimit) signedLimit = side * limit;
      }
      let equity = isHeld ? cash + side * (quantity * mark) : cash;
      while (true) {
        const change = equity / previous - 1;
        returns[visited++] = change;
        total += change;
        squares += change * change;
        previous = equity;
        if (equity >= peak) {
          peak = equity;
          floor = equity * (1 + deepest);
        } else if (equity < floor) {
          deepest = Math.min(deepest, equity / peak - 1);
          floor = equity;
        }
        if (isHeld && isCallable && equity < maintenance * (quantity * mark)) {
          earlyAt = 0;
          earlyCode = ExitCode.marginCall;
          break;
        }
        const u = t + 1;
        if (u >= quietEnd) break;
        if (hasLevels) {
          const price = side * open[u]!;
          const isInside = price > signedStop && price <= signedLimit;
          if (!(isInside && side * worst[u]! > signedStop && side * best[u]! <= signedLimit)) break;
          if (hasTrailing && side * (best[u]! - extreme) > 0) {
            extreme = best[u]!;
            trail = extreme * (1 - side * trailingStop);
            if (side * trail > signedStop) signedStop = side * trail;
          }
        }
        if (isCharged) {
          const charge = (quantity * mark * borrow * (days[u]! - paidTo)) / DAYS_A_YEAR;
          cash -= charge;
          costs += charge;
          paidTo = days[u]!;
        }
        if (cash < 0) cash -= (-cash * financing * (days[u]! - days[t]!)) / DAYS_A_YEAR;
        t = u;
        mark = close[u]!;
        equity = cash + side * (quantity * mark);
      }
    }

    this.visited = visited;
    this.total = total;
    this.squares = squares;
    into[at + KernelColumn.totalReturn] = previous / capital - 1;
    into[at + KernelColumn.meanTradeReturn] = log.returns / log.length;
    // At a drawdown of -1 the account was lost, and there is no return after that.
    const sharpe = sparseSharpe(returns, visited, total, squares, end - first, this.#book);
    into[at + KernelColumn.sharpeRatio] = deepest > -1 ? sharpe : Number.NaN;
    into[at + KernelColumn.maxDrawdown] = deepest;
    into[at + KernelColumn.winRate] = log.wins / log.length;
    into[at + KernelColumn.tradeCount] = log.length;
  }
}
