import { binomialTestPValue } from "../../../statistics/binomial-distribution.ts";
import { mean } from "../../../statistics/moments.ts";
import { normalPValue, type Sided } from "../../../statistics/p-value.ts";
import type { AbnormalReturns } from "../abnormal-returns.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

/** Where p comes from: the exact binomial, the normal, or the exact one below 20 events (`auto`). */
export type SignMethod = "auto" | "exact" | "normal";

/** Below this many events the normal approximation of a count is too coarse. */
const EXACT_BELOW = 20;

/**
 * Sign test: z = (w - N/2) / (sqrt(N) / 2), w the number of positive values of N. A value of 0 is not positive, and is
 * counted in N.
 *
 * @param values AR(i,t) of one day, or CAR(i), one an event
 * @param method where p comes from; the statistic is z in either case
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 * @example signTest([0.01, 0.02, -0.01, 0.03]).statistic // => 1
 */
export function signTest(
  values: ArrayLike<number>,
  sided: Sided = "two-sided",
  method: SignMethod = "auto",
): TestResult {
  return countTest("sign", "w positive against N/2", values, 0.5, sided, method);
}

/**
 * Cowan's (1992) generalized sign test: z = (w - N p) / sqrt(N p (1 - p)), with p the share of positive abnormal returns
 * on the estimation days. Returns are skewed: without an event, fewer than half are above their mean.
 *
 * @param values AR(i,t) of one day, or CAR(i), one an event
 * @param positiveShare p, from `positiveResidualShare`
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function generalizedSignTest(
  values: ArrayLike<number>,
  positiveShare: number,
  sided: Sided = "two-sided",
  method: SignMethod = "auto",
): TestResult {
  return countTest(
    "generalized-sign",
    "w positive against N p, p from the estimation days",
    values,
    positiveShare,
    sided,
    method,
  );
}

/**
 * The p of the generalized sign test: the mean over events of each event's share of positive estimation residuals.
 *
 * @returns NaN for no events
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function positiveResidualShare(
  events: readonly Pick<AbnormalReturns, "estimation" | "observations">[],
): number {
  return mean(events.map(positiveShareOf));
}

/** Share of one event's complete estimation days with a positive residual. */
export function positiveShareOf({
  estimation,
  observations,
}: Pick<AbnormalReturns, "estimation" | "observations">): number {
  let positive = 0;
  for (let t = 0; t < estimation.length; t++) if (estimation[t]! > 0) positive++;
  return positive / observations;
}

function countTest(
  name: string,
  count: string,
  values: ArrayLike<number>,
  chance: number,
  sided: Sided,
  method: SignMethod,
): TestResult {
  const n = values.length;
  const isExact = method === "exact" || (method === "auto" && n < EXACT_BELOW);
  const identity: TestIdentity = {
    name,
    convention: `${count}; ${isExact ? "exact binomial" : "normal"}`,
    assumesIndependence: true,
  };
  if (n === 0) return undefinedTest(identity, sided, "no events");
  if (!(chance > 0 && chance < 1)) {
    return undefinedTest(identity, sided, `the share of positive estimation residuals is ${chance}`);
  }
  let positive = 0;
  let zeros = 0;
  for (let i = 0; i < n; i++) {
    if (values[i]! > 0) positive++;
    else if (values[i] === 0) zeros++;
  }
  const statistic = (positive - n * chance) / Math.sqrt(n * chance * (1 - chance));
  return computedTest(identity, {
    statistic,
    p: isExact ? binomialTestPValue(positive, n, chance, sided) : normalPValue(statistic, sided),
    sided,
    details: { events: n, positive, zeros, chance },
  });
}
