import type { Sided } from "../../statistics/p-value.ts";

/** What a test is, whatever it finds. */
export interface TestIdentity {
  /** Stable id, e.g. `patell` or `calendar-shift`. */
  readonly name: string;
  /** The choices behind the number: divisor, forecast error, source of r, distribution of p. */
  readonly convention: string;
  /** True when the p-value takes the events as independent; it is then too small for events in bursts. */
  readonly assumesIndependence: boolean;
}

/** A test that could be computed. */
export interface ComputedTest extends TestIdentity {
  readonly statistic: number;
  readonly p: number;
  readonly sided: Sided;
  /** Of the t distribution that p comes from; absent where p comes from another. */
  readonly degreesOfFreedom?: number;
  /** Numbers on the way: counts, correlations, estimates. */
  readonly details: Readonly<Record<string, number>>;
}

/** A test that is undefined here, and why. */
export interface UndefinedTest extends TestIdentity {
  readonly statistic: null;
  readonly p: null;
  readonly sided: Sided;
  readonly reason: string;
  readonly details: Readonly<Record<string, number>>;
}

export type TestResult = ComputedTest | UndefinedTest;

/** Numbers of a computed test, before they are checked. */
export interface TestOutcome {
  readonly statistic: number;
  readonly p: number;
  readonly sided: Sided;
  readonly degreesOfFreedom?: number;
  readonly details?: Readonly<Record<string, number>>;
}

/** A computed test; numbers that are not finite make it an undefined one, never NaN in a report. */
export function computedTest(identity: TestIdentity, outcome: TestOutcome): TestResult {
  const { statistic, p, sided, degreesOfFreedom, details = {} } = outcome;
  if (!Number.isFinite(statistic))
    return undefinedTest(identity, sided, `the statistic is ${statistic}`, details);
  if (!(p >= 0 && p <= 1)) return undefinedTest(identity, sided, `the p-value is ${p}`, details);
  // Spelt out: a study of thousands of events makes tens of thousands of these, and spreads are slow.
  const { name, convention, assumesIndependence } = identity;
  return degreesOfFreedom === undefined
    ? { name, convention, assumesIndependence, statistic, p, sided, details }
    : { name, convention, assumesIndependence, statistic, p, sided, degreesOfFreedom, details };
}

/** An undefined test and why. */
export function undefinedTest(
  identity: TestIdentity,
  sided: Sided,
  reason: string,
  details: Readonly<Record<string, number>> = {},
): UndefinedTest {
  return { ...identity, statistic: null, p: null, sided, reason, details };
}
