import { describe, expect, it } from "vitest";
import { randomDatesTest } from "../../../../src/analysis/event-study/hypothesis-tests/random-dates.ts";
import { SeededRandom } from "../../../../src/statistics/seeded-random.ts";

describe("random-dates test", () => {
  const random = new SeededRandom(12);
  const values = Float64Array.from({ length: 400 }, () => random.normal());

  it("gives one event its share of more extreme sessions", () => {
    const sorted = [...values]
      .map((value, session) => ({ value, session }))
      .sort((a, b) => b.value - a.value);
    const test = randomDatesTest(values, [sorted[19]!.session], { draws: 20_000, seed: 2 }, "greater");
    // 20 of 400 sessions are at least as good.
    expect(Math.abs(test.p! - 0.05)).toBeLessThan(0.007);
  });

  it("draws dates without repetition", () => {
    // All sessions: every set has the same mean.
    const all = Array.from(values, (_, session) => session);
    expect(randomDatesTest(values, all, { draws: 50, seed: 1 }).p).toBe(1);
  });

  it("is reproducible and marked as naive", () => {
    const once = randomDatesTest(values, [1, 2, 3], { draws: 200, seed: 4 });
    expect(randomDatesTest(values, [1, 2, 3], { draws: 200, seed: 4 })).toEqual(once);
    expect(once).toMatchObject({ assumesIndependence: true });
    expect(once.convention).toContain("naive");
  });

  it("is undefined without events, or with more than there are sessions", () => {
    expect(randomDatesTest(values, []).p).toBeNull();
    expect(randomDatesTest([1], [0, 0])).toMatchObject({ p: null, reason: "more events than sessions" });
  });
});
