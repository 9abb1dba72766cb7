/** What the market paid on each session, NaN where it is not known. */
export interface DecisionPrices {
  readonly open: ArrayLike<number>;
  readonly close: ArrayLike<number>;
}

/**
 * Return of holding for `horizon` sessions from each session's decision:
 *
 *   decided at the open    close(t + horizon - 1) / open(t) - 1    the session of the decision is the first held
 *   decided at the close   close(t + horizon) / close(t) - 1
 *
 * @param horizon whole number of sessions >= 1
 * @returns fractions, one a session; NaN where the data end first or a price is missing
 * @throws RangeError for another horizon, or columns of different lengths
 * @example forwardReturns({ open: [10, 20], close: [11, 22] }, 1, "open") // => [0.1, 0.1] to rounding
 */
export function forwardReturns(
  prices: DecisionPrices,
  horizon: number,
  decideAt: "open" | "close",
): Float64Array {
  const { open, close } = prices;
  const n = close.length;
  if (open.length !== n) throw new RangeError(`open has ${open.length} sessions, close ${n}`);
  if (!Number.isInteger(horizon) || horizon < 1) {
    throw new RangeError(`a horizon is a whole number of sessions >= 1, got ${horizon}`);
  }
  const entry = decideAt === "open" ? open : close;
  const ahead = decideAt === "open" ? horizon - 1 : horizon;
  return Float64Array.from({ length: n }, (_, t) => {
    const from = entry[t]!;
    const to = t + ahead < n ? close[t + ahead]! : Number.NaN;
    return from > 0 && to > 0 ? to / from - 1 : Number.NaN;
  });
}

/**
 * Return from each session's decision to the next one's: from open to open, or from close to close. They do not
 * overlap, so they serve for leads and lags.
 *
 * @returns fractions, one a session; NaN for the last one and where a price is missing
 */
export function returnsBetweenDecisions(prices: DecisionPrices, decideAt: "open" | "close"): Float64Array {
  const level = decideAt === "open" ? prices.open : prices.close;
  return Float64Array.from({ length: level.length }, (_, t) => {
    const from = level[t]!;
    const to = t + 1 < level.length ? level[t + 1]! : Number.NaN;
    return from > 0 && to > 0 ? to / from - 1 : Number.NaN;
  });
}
