import { describe, expect, it } from "vitest";
import { familyTest } from "../../../src/analysis/significance/family-test.ts";
import { SeededRandom } from "../../../src/statistics/seeded-random.ts";

const normals = (seed: number, count: number) => {
  const random = new SeededRandom(seed);
  return Float64Array.from({ length: count }, () => random.normal());
};

describe("familyTest", () => {
  it("takes twenty copies of one strategy for one, and twenty strategies for twenty", () => {
    const draws = normals(1, 999);
    const member = { observed: 2.4, draws };
    const alone = familyTest([member])[0]!;
    const copies = familyTest(Array.from({ length: 20 }, () => member));
    expect(copies[0]!.maxStatistic).toBe(alone.maxStatistic);
    expect(copies[0]!.benjaminiYekutieli).toBeGreaterThan(alone.benjaminiYekutieli);
    const others = Array.from({ length: 19 }, (_, i) => ({ observed: 0.1, draws: normals(i + 2, 999) }));
    const best = familyTest([member, ...others])[0]!;
    // One in twenty of |z| of twenty is beyond 2.4 about 1 - (1 - 0.0164)^20 = 28% of the time.
    expect(best.maxStatistic).toBeGreaterThan(0.2);
    expect(best.maxStatistic).toBeLessThan(0.36);
  });

  it("is not moved by the scale of a member", () => {
    const first = { observed: 2, draws: normals(1, 499) };
    const second = { observed: 1, draws: normals(2, 499) };
    const scaled = { observed: 2000, draws: first.draws.map((value) => value * 1000) };
    const plain = familyTest([first, second]);
    const other = familyTest([scaled, second]);
    expect(other.map((one) => one?.maxStatistic)).toEqual(plain.map((one) => one?.maxStatistic));
  });

  it("has nothing for a member without a value, and does not count it", () => {
    const member = { observed: 2, draws: normals(1, 499) };
    const tested = familyTest([member, { observed: Number.NaN, draws: normals(2, 499) }]);
    expect(tested[1]).toBeNull();
    expect(tested[0]).toEqual(familyTest([member])[0]);
  });
});
