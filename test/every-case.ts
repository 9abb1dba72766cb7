import fc from "fast-check";
import { vi } from "vitest";

// Hundreds of cases on a machine that does other work, too.
vi.setConfig({ testTimeout: 300_000 });

/** Teeth are counted under this seed, so that they are the same on every machine. */
const FIXED_SEED = 20_240_226;
const MOST_FIXED_CASES = 400;

/** Seed of the fresh cases: another at each run, unless PROPERTY_SEED repeats one. */
const FRESH_SEED = Number(process.env["PROPERTY_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
let isSeedSaid = false;

/**
 * Asserts a property on cases that are the same at every run, then on fresh ones. A failure prints its seed and the
 * counterexample, shrunk; the seed of the fresh cases is printed at the start.
 *
 * @param runs cases in all
 * @param teeth what the cases of the fixed seed must have come across: a generator that makes nothing of interest
 *   would agree with anything. It is asked after those cases, with their number, so that it does not depend on luck
 */
export function everyCase<Case extends [unknown, ...unknown[]]>(
  property: fc.IPropertyWithHooks<Case>,
  runs: number,
  teeth?: (cases: number) => void,
): void {
  // A share of PROPERTY_RUNS may be no whole number.
  const whole = Math.max(2, Math.round(runs));
  const fixed = Math.min(MOST_FIXED_CASES, Math.ceil(whole / 2));
  fc.assert(property, { seed: FIXED_SEED, numRuns: fixed });
  teeth?.(fixed);
  if (!isSeedSaid) console.info(`fresh cases from PROPERTY_SEED=${FRESH_SEED}`);
  isSeedSaid = true;
  fc.assert(property, { seed: FRESH_SEED, numRuns: whole - fixed });
}
