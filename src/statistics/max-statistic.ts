import { permutationPValue } from "./p-value.ts";

/**
 * p-values of a family adjusted by the distribution of the family's largest statistic (Westfall and Young 1993,
 * step-down), which knows how dependent the tests are: twenty variants of one rule cost far less than twenty strategies.
 *
 * Procedure. Order the observed statistics from the largest. For the k-th, each draw's statistic is the largest among
 * the hypotheses ranked k-th or lower; p(k) is the share of draws that reach the observed one, with the +1 correction,
 * and no p(k) is below p(k-1).
 *
 * The statistics must share a scale (t-values, say, not raw returns of different volatility), larger meaning stronger
 * evidence: take absolute values first for a two-sided family.
 *
 * @param observed one statistic a hypothesis, length m
 * @param draws m arrays of equal length B: draws[h][b] is hypothesis h's statistic in draw b. One draw permutes the data
 *   of every hypothesis in the same way, or the dependence is lost
 * @returns m adjusted p-values in the order of `observed`
 * @throws RangeError when the shapes differ or a statistic is NaN
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 * @example maxStatisticAdjustedPValues([3, 1], [[0, 4, 1], [2, 0, 1]]) // => [0.5, 0.75]
 */
export function maxStatisticAdjustedPValues(
  observed: ArrayLike<number>,
  draws: readonly ArrayLike<number>[],
): Float64Array {
  const count = observed.length;
  const drawCount = draws[0]?.length ?? 0;
  if (draws.length !== count)
    throw new RangeError(`${count} hypotheses need ${count} arrays of draws, got ${draws.length}`);
  draws.forEach((row, h) => {
    if (row.length !== drawCount)
      throw new RangeError(`hypothesis ${h} has ${row.length} draws, the first has ${drawCount}`);
    if (Number.isNaN(observed[h])) throw new RangeError(`the statistic of hypothesis ${h} is NaN`);
  });
  const order = Array.from(observed, (_, index) => index).sort(
    (a, b) => observed[b]! - observed[a]! || a - b,
  );
  const adjusted = new Float64Array(count);
  const largest = new Float64Array(drawCount).fill(Number.NEGATIVE_INFINITY);
  // From the weakest up, so that `largest` grows by one hypothesis at a time.
  for (let rank = count - 1; rank >= 0; rank--) {
    const h = order[rank]!;
    const slack = 1e-12 * Math.abs(observed[h]!);
    let reached = 0;
    for (let b = 0; b < drawCount; b++) {
      const statistic = draws[h]![b]!;
      if (Number.isNaN(statistic)) throw new RangeError(`draw ${b} of hypothesis ${h} is NaN`);
      if (statistic > largest[b]!) largest[b] = statistic;
      if (largest[b]! >= observed[h]! - slack) reached++;
    }
    adjusted[h] = permutationPValue(reached, drawCount);
  }
  for (let rank = 1; rank < count; rank++) {
    adjusted[order[rank]!] = Math.max(adjusted[order[rank]!]!, adjusted[order[rank - 1]!]!);
  }
  return adjusted;
}
