/**
 * Simple returns P(t) / P(t-1) - 1 of a series of levels.
 *
 * The change is divided by the level before it; dividing by the level after it is a fault seen in public code.
 *
 * @param levels prices or equity, oldest first, all finite and above 0, length n + 1
 * @returns n fractions
 * @throws RangeError naming the first level that is not above 0
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 * @example simpleReturns([100, 110, 105]) // => [0.1, -0.045454545454545456] to rounding
 */
export function simpleReturns(levels: ArrayLike<number>): Float64Array {
  assertLevels(levels);
  const returns = new Float64Array(Math.max(0, levels.length - 1));
  for (let t = 0; t < returns.length; t++) returns[t] = levels[t + 1]! / levels[t]! - 1;
  return returns;
}

/**
 * Log returns ln(P(t) / P(t-1)) of a series of levels.
 *
 * @param levels as for `simpleReturns`
 * @throws RangeError naming the first level that is not above 0
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function logReturns(levels: ArrayLike<number>): Float64Array {
  assertLevels(levels);
  const returns = new Float64Array(Math.max(0, levels.length - 1));
  for (let t = 0; t < returns.length; t++) returns[t] = Math.log(levels[t + 1]! / levels[t]!);
  return returns;
}

/**
 * Compounded return Π(1 + r) - 1; 0 for no returns.
 *
 * @example compoundReturn([0.1, -0.1]) // => -0.01 to rounding
 */
export function compoundReturn(returns: ArrayLike<number>): number {
  let growth = 1;
  for (let t = 0; t < returns.length; t++) growth *= 1 + returns[t]!;
  return growth - 1;
}

function assertLevels(levels: ArrayLike<number>): void {
  for (let t = 0; t < levels.length; t++) {
    const level = levels[t]!;
    if (!(level > 0 && level < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`level ${t} is ${level}; a return needs finite levels above 0`);
    }
  }
}

/**
 * Levels that compound from returns, the first level included: n returns give n + 1 levels.
 *
 * @param first level before the first return; 1 unless given
 * @example compoundLevels([0.1, -0.5], 100) // => [100, 110, 55] to rounding
 */
export function compoundLevels(returns: ArrayLike<number>, first = 1): Float64Array {
  const levels = new Float64Array(returns.length + 1);
  levels[0] = first;
  for (let t = 0; t < returns.length; t++) levels[t + 1] = levels[t]! * (1 + returns[t]!);
  return levels;
}
