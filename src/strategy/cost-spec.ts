/**
 * What trading costs. Every part is added to the others; none moves the fill price, so that fills can be
 * compared with the price file.
 */
export interface CostSpec {
  /** commission, basis points of the amount traded, each side; default 10 */
  readonly bps?: number;
  /** least commission of a fill, in the instrument's currency; default 0 */
  readonly minimum?: number;
  /** half the bid-ask spread, basis points of the amount traded, each side; default 0 */
  readonly halfSpreadBps?: number;
  /** dated duties and levies of the exchange (Hong Kong stamp duty, SEC fee, ...); default true */
  readonly statutory?: boolean;
  /**
   * square-root market impact: `coefficient` x daily volatility x sqrt(quantity / mean volume of 20 sessions),
   * as a fraction of the amount traded; default none
   */
  readonly impact?: { readonly coefficient: number };
  /** yearly rate paid on the value of short positions, actual/365; default 0.01 */
  readonly borrow?: number;
  /** yearly rate paid on borrowed cash, actual/365; default 0.05 */
  readonly financing?: number;
}

/** A cost specification with every default written out. */
export type CostConfig = {
  readonly bps: number;
  readonly minimum: number;
  readonly halfSpreadBps: number;
  readonly statutory: boolean;
  readonly impact: { readonly coefficient: number } | null;
  readonly borrow: number;
  readonly financing: number;
};

/** The costs of a strategy that does not speak of costs. */
export const DEFAULT_COSTS: CostConfig = {
  bps: 10,
  minimum: 0,
  halfSpreadBps: 0,
  statutory: true,
  impact: null,
  borrow: 0.01,
  financing: 0.05,
};
