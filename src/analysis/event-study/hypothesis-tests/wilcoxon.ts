import { normalPValue, type Sided } from "../../../statistics/p-value.ts";
import { midRanks } from "../../../statistics/ranks.ts";
import { signedRankTails } from "../../../statistics/signed-rank-distribution.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

/** Up to this many values the exact distribution is taken when the method is `auto`. */
const EXACT_UP_TO = 50;

/**
 * Wilcoxon signed-rank test: W+ is the sum of the ranks of |x| over the positive x, zeros dropped, ties at mid-ranks.
 *
 *   z = (W+ - n (n + 1) / 4) / sqrt(Σ rank² / 4)
 *
 * Without ties Σ rank² / 4 = n (n + 1)(2n + 1) / 24; with ties it is the variance that R and scipy correct to. The exact p
 * counts the sign patterns of the ranks at hand, ties included, where R and scipy turn to the normal. R's normal p has a
 * continuity correction, scipy's has none unless asked: W+ moves by 1/2 towards its mean (two-sided), down (greater) or up
 * (less).
 *
 * @param values AR(i,t) of one day, or CAR(i), one an event
 * @param method where p comes from: `auto` is exact up to 50 values
 * @param continuity whether z is corrected; not unless given
 * @returns statistic z, with W+ and n in the details
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 * @example wilcoxonTest([1, 2, 3]).details.rankSum // => 6
 */
export function wilcoxonTest(
  values: ArrayLike<number>,
  sided: Sided = "two-sided",
  method: "auto" | "exact" | "normal" = "auto",
  continuity = false,
): TestResult {
  const sizes: number[] = [];
  const signs: boolean[] = [];
  for (let i = 0; i < values.length; i++) {
    if (values[i] === 0) continue;
    sizes.push(Math.abs(values[i]!));
    signs.push(values[i]! > 0);
  }
  const n = sizes.length;
  const isExact = method === "exact" || (method === "auto" && n <= EXACT_UP_TO);
  const identity: TestIdentity = {
    name: "wilcoxon-signed-rank",
    convention: `W+ at mid-ranks, zeros dropped, ${continuity ? "continuity correction of z" : "no continuity correction"}; ${isExact ? "exact" : "normal"}`,
    assumesIndependence: true,
  };
  if (n === 0) return undefinedTest(identity, sided, "no value differs from 0");
  const ranks = midRanks(sizes);
  let rankSum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    if (signs[i]) rankSum += ranks[i]!;
    squares += ranks[i]! * ranks[i]!;
  }
  const distance = rankSum - (n * (n + 1)) / 4;
  const direction = sided === "two-sided" ? Math.sign(distance) : sided === "greater" ? 1 : -1;
  const statistic = (distance - (continuity ? direction / 2 : 0)) / Math.sqrt(squares / 4);
  const details = { events: values.length, ranked: n, rankSum };
  return computedTest(identity, {
    statistic,
    p: isExact ? exactPValue(ranks, rankSum, sided) : normalPValue(statistic, sided),
    sided,
    details,
  });
}

function exactPValue(ranks: Float64Array, rankSum: number, sided: Sided): number {
  const { lower, upper } = signedRankTails(ranks, rankSum);
  if (sided === "greater") return upper;
  if (sided === "less") return lower;
  return Math.min(1, 2 * Math.min(lower, upper));
}
