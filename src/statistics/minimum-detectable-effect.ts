import { normalQuantile } from "./normal-distribution.ts";
import type { Sided } from "./p-value.ts";
import { studentTQuantile } from "./student-t-distribution.ts";

export interface DetectableEffectOptions {
  /** Chance of a false alarm, 0.05 unless given. */
  readonly level?: number;
  /** Chance to find an effect of the answered size, 0.8 unless given. */
  readonly power?: number;
  /** Two-sided unless given. */
  readonly sided?: Sided;
  /** Use Student t quantiles with these degrees of freedom (Bloom 1995); normal ones unless given. */
  readonly degreesOfFreedom?: number;
}

/**
 * The smallest true mean that a test of a zero mean would find with the given power:
 *
 *   (q(1 - level / sides) + q(power)) × standardError
 *
 * with q the normal quantile, or the t's with small samples. It answers "what could this sample have found at all?":
 * a p-value of 0.4 from a study that could only have seen 9% says nothing about an effect of 3%.
 *
 * @param standardError of the mean, > 0, in the unit of the mean; use sd / sqrt(effective n) for events that overlap
 * @returns a magnitude > 0 in the same unit
 * @throws RangeError for a standard error, level or power out of range
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 * @example minimumDetectableEffect(0.01) // => 0.028015852
 */
export function minimumDetectableEffect(
  standardError: number,
  { level = 0.05, power = 0.8, sided = "two-sided", degreesOfFreedom }: DetectableEffectOptions = {},
): number {
  if (!(standardError > 0 && standardError < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`a standard error is finite and above 0, got ${standardError}`);
  }
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies in (0, 1), got ${level}`);
  if (!(power > level && power < 1))
    throw new RangeError(`a power lies between the level and 1, got ${power}`);
  const quantile = (p: number) =>
    degreesOfFreedom === undefined ? normalQuantile(p) : studentTQuantile(p, degreesOfFreedom);
  return (quantile(1 - level / (sided === "two-sided" ? 2 : 1)) + quantile(power)) * standardError;
}
