import { mean } from "../../../statistics/moments.ts";
import { permutationPValue } from "../../../statistics/p-value.ts";
import { SeededRandom } from "../../../statistics/seeded-random.ts";
import { countSignFlipsReaching, sampleSignFlipsReaching } from "../../../statistics/sign-flip.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

export interface SignFlipOptions {
  /** Up to this many values all 2^N sign patterns are counted; 36 unless given, at most 40. */
  readonly exactUpTo?: number;
  /** Random patterns beyond that; 9,999 unless given. */
  readonly draws?: number;
  /** Seed of the random patterns; 1 unless given. */
  readonly seed?: number;
}

/**
 * Exact sign-flip test: p = #{|T(± x)| >= |T(x)|} / 2^N. Under the hypothesis of a distribution symmetric about 0 every
 * pattern of signs is equally likely, so no other assumption about the distribution is made. Two-sided.
 *
 * T may be the mean or its t-value: flips leave Σ x² as it is, so both order the patterns alike. Sums that are equal but
 * for rounding (1e-12 of Σ|x|) count as ties.
 *
 * @param values CAR(i), one an event
 * @returns statistic: the mean. Beyond the exact limit, p = (1 + #exceed) / (draws + 1)
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function signFlipTest(values: ArrayLike<number>, options: SignFlipOptions = {}): TestResult {
  const { exactUpTo = 36, draws = 9999, seed = 1 } = options;
  const n = values.length;
  const isExact = n <= exactUpTo;
  const identity: TestIdentity = {
    name: "sign-flip",
    convention: isExact
      ? "all 2^N sign patterns"
      : `${draws} random sign patterns, seed ${seed}; p = (1 + #) / (B + 1)`,
    assumesIndependence: true,
  };
  if (n === 0) return undefinedTest(identity, "two-sided", "no events");
  let total = 0;
  let size = 0;
  for (let i = 0; i < n; i++) {
    total += values[i]!;
    size += Math.abs(values[i]!);
  }
  if (size === 0) return undefinedTest(identity, "two-sided", "every value is 0", { events: n });
  const threshold = Math.max(0, Math.abs(total) - 1e-12 * size);
  const patterns = isExact ? 2 ** n : draws;
  const exceedances = isExact
    ? countSignFlipsReaching(values, threshold)
    : // By size, so that neither the order in which events are listed nor the sign of all decides what a draw flips.
      sampleSignFlipsReaching(
        Float64Array.from(values, Math.abs).sort(),
        threshold,
        draws,
        new SeededRandom(seed),
      );
  return computedTest(identity, {
    statistic: mean(values),
    p: isExact ? exceedances / patterns : permutationPValue(exceedances, draws),
    sided: "two-sided",
    details: { events: n, patterns, exceedances },
  });
}
