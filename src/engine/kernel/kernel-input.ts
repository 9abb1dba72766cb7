/**
 * One instrument as the kernel reads it: columns by bar, and the bars that belong to the run, `first` to `end - 1`.
 * Columns may be those of the price series itself; nothing is written to them.
 */
export interface KernelPrices {
  readonly days: Int32Array;
  /** NaN where the source gave none */
  readonly open: Float64Array;
  /** the close where the source gave none */
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** finite and above 0 on every bar of the run */
  readonly close: Float64Array;
  /** bit set of {@link Blocked} */
  readonly blocked: Uint8Array;
  readonly first: number;
  readonly end: number;
}

/** Which sides cannot fill on a bar; a bar that did not trade at all is idle, and triggers no stop. */
export const Blocked = { buy: 1, sell: 2, idle: 4 } as const;

/** The account, and what trading costs it. Instrument and book share one currency. */
export interface KernelBook {
  readonly capital: number;
  readonly leverage: number;
  /** least equity as a fraction of gross exposure */
  readonly maintenance: number;
  /** shares in a lot; 0 trades fractions */
  readonly lot: number;
  /** costs of a fill as a fraction of its value; null if they are not proportional, and `costs` tells them */
  readonly proportionalCosts: number | null;
  readonly costs: KernelCosts;
  /** yearly rates, actual/365: on the value of a short position, and on borrowed cash */
  readonly borrow: number;
  readonly financing: number;
  readonly sessionsPerYear: number;
  readonly riskFree: number;
}

/** Costs that are no fixed fraction of a fill's value: minimum commissions, dated duties, impact. */
export interface KernelCosts {
  /** whether the costs of an entry on a bar can be told: market impact needs volatility and volume before it */
  readonly areKnown: (session: number) => boolean;
  /** money that a fill costs */
  readonly of: (session: number, isBuy: boolean, quantity: number, price: number) => number;
  /** the quantity that a budget buys, costs included, in whole lots; in fractions if a lot has 0 shares */
  readonly affordable: (
    session: number,
    isBuy: boolean,
    budget: number,
    price: number,
    lot: number,
  ) => number;
}

/** One rule on one leg. NaN stands for an exit or a condition that the rule does not have. */
export interface KernelRule {
  readonly side: 1 | -1;
  readonly entersAtClose: boolean;
  /** sessions after which it leaves, the entry session the first; Infinity for never */
  readonly hold: number;
  /** leave at the open `hold` sessions after the entry, instead of at the close of the last one held */
  readonly leavesAtOpen: boolean;
  /** fractions of the entry price, and of the best price since */
  readonly stopLoss: number;
  readonly target: number;
  readonly trailingStop: number;
  /** enter only if the open has moved less than this from the previous close, in the leg's favour */
  readonly onlyIfGapBelow: number;
  /** a signal while the position is held moves its exit out (`extend`), or changes nothing (`ignore`) */
  readonly extends: boolean;
  /** on a bar that cannot fill: try the next one, or give up */
  readonly waits: boolean;
}

/** Entry orders as columns, in the order in which they may fill. Only the first `count` of each array are read. */
export interface KernelOrders {
  count: number;
  /** bar of the first fill opportunity, not decreasing, from `first` on; those at `end` or later are left aside */
  readonly sessions: Int32Array;
  /** bar at whose close the order's own exit day falls; -1 for none */
  readonly untils: Int32Array;
  /** which of the orders that come up on one bar is first, after some were put off */
  readonly ranks: Int32Array;
  /** share of equity that the order wants, costs included */
  readonly fractions: Float64Array;
}

/** Columns for `capacity` orders without exit days, each of them for `fraction` of equity. */
export function kernelOrders(capacity: number, fraction = 1): KernelOrders {
  return {
    count: capacity,
    sessions: new Int32Array(capacity),
    untils: new Int32Array(capacity).fill(-1),
    ranks: Int32Array.from({ length: capacity }, (_, index) => index),
    fractions: new Float64Array(capacity).fill(fraction),
  };
}
