/** A buy-and-hold abnormal return and the days that are in it. */
export interface BuyAndHoldAbnormalReturn {
  readonly value: number;
  /** Complete pairs in the window. */
  readonly days: number;
}

/**
 * Buy-and-hold abnormal return: Π(1 + R) - Π(1 + expected), what holding the asset gave above holding the expectation.
 *
 * @param returns simple returns of the event days, NaN where missing
 * @param expected simple returns of the market, or of a model's expectation R - AR, on the same days
 * @returns null when no pair is complete
 * @throws RangeError when the lengths differ
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 * @example buyAndHoldAbnormalReturn([0.04, -0.01, 0.03], [0.015, -0.005, 0.01])?.value // => 0.04046375
 */
export function buyAndHoldAbnormalReturn(
  returns: ArrayLike<number>,
  expected: ArrayLike<number>,
): BuyAndHoldAbnormalReturn | null {
  if (returns.length !== expected.length) {
    throw new RangeError(`${returns.length} returns and ${expected.length} expected ones`);
  }
  let held = 1;
  let benchmark = 1;
  let days = 0;
  for (let t = 0; t < returns.length; t++) {
    if (Number.isNaN(returns[t]! + expected[t]!)) continue;
    held *= 1 + returns[t]!;
    benchmark *= 1 + expected[t]!;
    days++;
  }
  return days === 0 ? null : { value: held - benchmark, days };
}
