import { expect } from "vitest";

/**
 * Asserts that two numbers, or two sequences of numbers, agree to a relative tolerance (absolute where the expected
 * number is 0).
 */
export function expectRelative(
  actual: number | null | ArrayLike<number | null>,
  expected: number | ArrayLike<number>,
  tolerance = 1e-12,
): void {
  if (typeof expected === "number") {
    expect(actual, `expected a number near ${expected}, got ${actual}`).toBeTypeOf("number");
    const difference = Math.abs((actual as number) - expected);
    const bound = tolerance * (expected === 0 ? 1 : Math.abs(expected));
    expect(difference <= bound, `${actual} is not within ${tolerance} of ${expected}`).toBe(true);
    return;
  }
  const sequence = actual as ArrayLike<number>;
  expect(sequence.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) expectRelative(sequence[i]!, expected[i]!, tolerance);
}
