import { ascendingOrder } from "./ranks.ts";

/**
 * Adjusted p-values: reject where the adjusted value is at most the level, and the family's error stays at the level.
 * Input and output are in the same order; 0 <= p <= 1.
 */

/**
 * Bonferroni: min(1, m p). Holds the chance of any false rejection under every dependence.
 *
 * @throws RangeError for a value outside [0, 1]
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function bonferroni(pValues: ArrayLike<number>): Float64Array {
  assertPValues(pValues);
  return Float64Array.from(pValues, (p) => Math.min(1, p * pValues.length));
}

/**
 * Holm (1979) step-down: in ascending order max over j <= i of (m - j + 1) p(j), at most 1. Never less powerful than
 * Bonferroni, under the same conditions (none).
 *
 *
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 * @example holm([0.01, 0.04, 0.03]) // => [0.03, 0.06, 0.06]
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  assertPValues(pValues);
  const order = ascendingOrder(pValues);
  const adjusted = new Float64Array(pValues.length);
  let highest = 0;
  order.forEach((index, i) => {
    highest = Math.max(highest, Math.min(1, (pValues.length - i) * pValues[index]!));
    adjusted[index] = highest;
  });
  return adjusted;
}

/**
 * Benjamini-Hochberg (1995) step-up: min over j >= i of m p(j) / j, at most 1. Holds the expected share of false
 * rejections when the tests are independent or positively dependent.
 *
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  return stepUp(pValues, 1);
}

/**
 * Benjamini-Yekutieli (2001): Benjamini-Hochberg times Σ 1/i, i = 1..m. Holds the expected share of false rejections
 * under every dependence; variants of one strategy are as dependent as it gets.
 *
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function benjaminiYekutieli(pValues: ArrayLike<number>): Float64Array {
  let harmonic = 0;
  for (let i = 1; i <= pValues.length; i++) harmonic += 1 / i;
  return stepUp(pValues, harmonic);
}

function stepUp(pValues: ArrayLike<number>, penalty: number): Float64Array {
  assertPValues(pValues);
  const count = pValues.length;
  const order = ascendingOrder(pValues);
  const adjusted = new Float64Array(count);
  let lowest = 1;
  for (let i = count - 1; i >= 0; i--) {
    const index = order[i]!;
    lowest = Math.min(lowest, (penalty * count * pValues[index]!) / (i + 1));
    adjusted[index] = lowest;
  }
  return adjusted;
}

function assertPValues(pValues: ArrayLike<number>): void {
  for (let i = 0; i < pValues.length; i++) {
    if (!(pValues[i]! >= 0 && pValues[i]! <= 1))
      throw new RangeError(`p-value ${i} is ${pValues[i]}, not in [0, 1]`);
  }
}
