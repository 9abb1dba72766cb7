import { describe, expect, it } from "vitest";
import { calendarSpan, spanOf } from "../../../src/analysis/significance/calendar-span.ts";
import { shiftPValue } from "../../../src/analysis/significance/shift-p-value.ts";
import { simulate } from "../../../src/engine/simulate.ts";
import {
  circularWindowSums,
  everyCircularShift,
  shiftedMeans,
} from "../../../src/statistics/circular-shift.ts";
import { SeededRandom } from "../../../src/statistics/seeded-random.ts";
import { type Ingredients, PLAIN, simulationOf } from "../../engine/kernel/random-simulation.ts";

const GIVEN: Ingredients = {
  ...PLAIN,
  bars: 700,
  orders: [204, 251, 318, 327, 433, 541].map((session) => [session, 0, 1] as const),
};

describe("the stretch within which a calendar is shifted", () => {
  it("is the calendar's own, both ends included", () => {
    expect(spanOf(300, 900, 1500)).toEqual({ first: 300, last: 900 });
    expect(spanOf(-5, 1600, 1500)).toEqual({ first: 0, last: 1499 });
  });

  it("is 250 days at least where there are as many, as far as it goes on both sides alike", () => {
    expect(spanOf(600, 699, 1500)).toEqual({ first: 525, last: 774 });
    expect(spanOf(10, 20, 1500)).toEqual({ first: 0, last: 249 });
    expect(spanOf(1490, 1499, 1500)).toEqual({ first: 1250, last: 1499 });
    expect(spanOf(3, 9, 100)).toEqual({ first: 0, last: 99 });
  });

  it("reaches from a run's first order to its last exit", () => {
    const run = simulationOf(GIVEN);
    const simulation = simulate(run);
    const days = run.market.days;
    const span = calendarSpan([{ input: run, simulation }], days);
    const barDays = run.market.series[0]!.bars.days;
    const touched = [
      ...Array.from(run.orders, ({ occasion }) => barDays[occasion.session]!),
      ...simulation.trades.map(({ exit }) => barDays[exit.session]!),
    ];
    expect(span[0]).toBeLessThanOrEqual(Math.min(...touched));
    expect(span.at(-1)).toBeGreaterThanOrEqual(Math.max(...touched));
    if (span.length > 250) {
      expect(span[0]).toBe(Math.min(...touched));
      expect(span.at(-1)).toBe(Math.max(...touched));
    }
    expect(calendarSpan([], days)).toBe(days);
  });

  it("keeps the size of the test where the signals' years were twice as wild as the rest", () => {
    const [sessions, hold, samples] = [900, 10, 300];
    let whole = 0;
    let own = 0;
    for (let sample = 0; sample < samples; sample++) {
      const random = new SeededRandom(11, sample);
      const returns = Float64Array.from(
        { length: sessions },
        (_, t) => (t < 600 ? 0.01 : 0.02) * random.normal(),
      );
      const gaps = Float64Array.from({ length: 20 }, () => random.integer(100)).sort();
      const positions = Int32Array.from(gaps, (gap, i) => 600 + gap + i * hold);
      const reject = (first: number, last: number) => {
        const windows = circularWindowSums(returns.subarray(first, last + 1), 0, hold);
        const places = positions.map((position) => position - first);
        const shifts = everyCircularShift(windows.length);
        const observed = shiftedMeans(windows, places, Int32Array.of(0))[0]!;
        return shiftPValue(observed, shiftedMeans(windows, places, shifts))!.twoSided <= 0.05 ? 1 : 0;
      };
      whole += reject(0, sessions - 1);
      const span = spanOf(positions[0]!, positions.at(-1)! + hold - 1, sessions);
      own += reject(span.first, span.last);
    }
    expect(whole / samples).toBeGreaterThan(0.09);
    expect(own / samples).toBeGreaterThan(0.02);
    expect(own / samples).toBeLessThan(0.08);
  });
});
