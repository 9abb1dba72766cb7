import { describe, expect, it } from "vitest";
import { optimalBlockLength } from "../../src/statistics/block-length.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";
import { expectRelative } from "../expect-relative.ts";

function autoregression(coefficient: number, length: number, seed: number): Float64Array {
  const random = new SeededRandom(seed);
  const values = new Float64Array(length);
  for (let t = 0; t < length; t++) values[t] = coefficient * (t > 0 ? values[t - 1]! : 0) + random.normal();
  return values;
}

describe("optimal block length", () => {
  it("follows its procedure by hand", () => {
    // 0 1 0 1 ...: R(k) = ± 1/4 (n - k)/n; every lag is loud, so m is the last lag searched.
    // n = 20: K = 5, lags up to ceil(sqrt 20) + 5 = 10, m = 10, M = min(10, 20) = 10.
    const values = Array.from({ length: 20 }, (_, i) => i % 2);
    const R = (k: number) => ((-1) ** k * (20 - k)) / 80;
    let G = 0;
    let g = R(0);
    for (let k = 1; k <= 10; k++) {
      const weight = k <= 5 ? 1 : 2 * (1 - k / 10);
      G += 2 * weight * k * R(k);
      g += 2 * weight * R(k);
    }
    const length = optimalBlockLength(values)!;
    const bounded = (b: number) => Math.max(1, Math.min(20 / 3, b));
    expectRelative(length.stationary, bounded(Math.cbrt((G * G * 20) / (g * g))));
    expectRelative(length.circular, bounded(Math.cbrt((1.5 * G * G * 20) / (g * g))));
  });

  it("nears its limit for autoregressions", () => {
    for (const coefficient of [0.3, 0.6]) {
      const limit = ((2 * coefficient) / (1 - coefficient ** 2)) ** (2 / 3) * 20_000 ** (1 / 3);
      let total = 0;
      for (let seed = 0; seed < 10; seed++)
        total += optimalBlockLength(autoregression(coefficient, 20_000, seed))!.stationary;
      expect(Math.abs(total / 10 / limit - 1)).toBeLessThan(0.2);
    }
  });

  it("is short for noise, and wants something to measure", () => {
    expect(optimalBlockLength(autoregression(0, 2000, 1))!.stationary).toBeLessThan(6);
    expect(optimalBlockLength([1, 2, 3])).toBeNull();
    expect(optimalBlockLength(new Array(50).fill(0.1))).toBeNull();
  });
});
