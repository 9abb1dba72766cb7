import { describe, expect, it } from "vitest";
import { calendarShiftTest } from "../../../../src/analysis/event-study/hypothesis-tests/calendar-shift.ts";
import { SeededRandom } from "../../../../src/statistics/seeded-random.ts";
import { expectRelative } from "../../../expect-relative.ts";

describe("calendar-shift test", () => {
  it("counts all shifts exactly, by hand", () => {
    // Means of positions 0, 1 by shift: 8.5 (observed) 2.5 1.5 2.5 8.5 8... over the circle 9 8 -3 ...
    const values = [9, 8, -3, 1, 0];
    // Pair sums by shift 0..4: 17, 5, -2, 1, 9; mean 6; distances 11, 1, 8, 5, 3.
    const test = calendarShiftTest({ values, positions: [0, 1] }, "every");
    expect(test).toMatchObject({
      statistic: 8.5,
      p: 1 / 5,
      details: { exceedances: 0, shifts: 4, center: 3 },
    });
    const weaker = calendarShiftTest({ values, positions: [2, 3] }, "every");
    // Shift 2 of the first: distance 8; only the sum 17 lies further off.
    expect(weaker).toMatchObject({ statistic: -1, p: 2 / 5 });
    expect(calendarShiftTest({ values, positions: [2, 3] }, "every", "greater").p).toBe(1);
    expect(calendarShiftTest({ values, positions: [2, 3] }, "every", "less").p).toBe(1 / 5);
  });

  it("counts a drift of the market as no effect", () => {
    const flat = new Array(50).fill(0.01);
    expect(calendarShiftTest({ values: flat, positions: [3, 9] }, "every").p).toBe(1);
  });

  it("draws by its seed, near the exact p", () => {
    const random = new SeededRandom(11);
    const values = Array.from({ length: 500 }, () => random.normal());
    const positions = [10, 12, 14, 200, 202, 400];
    const exact = calendarShiftTest({ values, positions }, "every").p!;
    const drawn = calendarShiftTest({ values, positions }, { draws: 10_000, seed: 5 });
    expect(Math.abs(drawn.p! - exact)).toBeLessThan(0.02);
    expect(calendarShiftTest({ values, positions }, { draws: 10_000, seed: 5 })).toEqual(drawn);
    expect(calendarShiftTest({ values, positions }).convention).toBe(
      "10000 random circular shifts, seed 1; p = (1 + #) / (B + 1)",
    );
  });

  it("is never 0", () => {
    const values = [100, ...new Array(99).fill(0)];
    expect(calendarShiftTest({ values, positions: [0] }, { draws: 99, seed: 1 }).p).toBe(1 / 100);
  });

  it("moves the events of all assets together", () => {
    const a = { values: [9, 8, -3, 1, 0], positions: [0, 1] };
    const b = { values: [1, 0, 0, 0, 0], positions: [0] };
    // Sums by shift: 18, 5, -2, 1, 9 over 3 events
    expect(calendarShiftTest([a, b], "every")).toMatchObject({ statistic: 6, p: 1 / 5 });
    expect(calendarShiftTest([a], "every")).toEqual(calendarShiftTest(a, "every"));
    expect(calendarShiftTest([a, { values: [1, 2, 3, 4, 5], positions: [] }], "every")).toEqual(
      calendarShiftTest(a, "every"),
    );
  });

  it("leaves missing sessions out of a shift's mean, but refuses an event without a value", () => {
    const values = [9, 8, Number.NaN, 1, 0];
    // Shifts 1..4 of positions 0, 1: (8), (1), (1 + 0) / 2, (0 + 9) / 2
    const test = calendarShiftTest({ values, positions: [0, 1] }, "every", "greater");
    expectRelative(test.statistic, 8.5);
    expect(test.details).toMatchObject({ exceedances: 0, shifts: 4 });
    expectRelative(
      calendarShiftTest({ values, positions: [0, 3] }, "every", "greater").details.exceedances!,
      1,
    );
    expect(calendarShiftTest({ values, positions: [1, 2] }, "every")).toMatchObject({
      statistic: null,
      reason: "the event at session 2 has no value",
    });
  });

  it("is undefined without events or sessions", () => {
    expect(calendarShiftTest([], "every").p).toBeNull();
    expect(calendarShiftTest({ values: [1], positions: [0] }, "every").p).toBeNull();
    expect(() =>
      calendarShiftTest([
        { values: [1, 2], positions: [0] },
        { values: [1], positions: [0] },
      ]),
    ).toThrow(RangeError);
    expect(() => calendarShiftTest({ values: [1, 2], positions: [2] })).toThrow(RangeError);
  });
});
