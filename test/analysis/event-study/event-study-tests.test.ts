import { describe, expect, it } from "vitest";
import { type EventReturns, estimateEvents } from "../../../src/analysis/event-study/abnormal-returns.ts";
import { eventStudyTests } from "../../../src/analysis/event-study/event-study-tests.ts";
import { marketModel } from "../../../src/analysis/event-study/models/market-model.ts";
import { SeededRandom } from "../../../src/statistics/seeded-random.ts";
import { expectRelative } from "../../expect-relative.ts";
import { golden, goldenEvents, handMade } from "./golden-events.ts";

/** Events of one factor structure: `count` events over `assets` assets, sessions counted from 0, market returns shared. */
function simulate(
  count: number,
  assets: number,
  seed: number,
  scale = 1,
  days = 21,
  estimationDays = 120,
): EventReturns[] {
  const random = new SeededRandom(seed);
  const length = 1500;
  const market = Float64Array.from({ length }, () => 0.01 * random.normal());
  const returns = Array.from({ length: assets }, () =>
    Float64Array.from(market, (value) => scale * (0.0002 + 1.1 * value + 0.015 * random.studentT(5))),
  );
  const factor = market.map((value) => scale * value);
  return Array.from({ length: count }, (_, i) => {
    const start = estimationDays + 20 + random.integer(length - estimationDays - days - 40);
    const part = (first: number, size: number) => ({
      returns: returns[i % assets]!.subarray(first, first + size),
      market: factor.subarray(first, first + size),
      sessions: Int32Array.from({ length: size }, (_day, t) => first + t),
    });
    return {
      asset: `asset ${i % assets}`,
      estimation: part(start - estimationDays - 10, estimationDays),
      window: part(start, days),
    };
  });
}

const modelled = (events: readonly EventReturns[]) => estimateEvents(events, marketModel).events;
const byName = (tests: readonly { name: string; statistic: number | null; p: number | null }[]) =>
  new Map(tests.map((test) => [test.name, test]));

describe("all tests of an event study", () => {
  it.skipIf(golden === null)("equal the re-derived example, day by day and over the window", () => {
    const study = eventStudyTests(goldenEvents(), { correlation: "relative-day" });
    const { daily, window } = golden.canonical_independent;
    const names: Record<string, string> = {
      csect_t: "cross-sectional-t",
      cda_t: "time-series-t",
      patell_z: "patell",
      patell_z_kp: "kolari-pynnonen.patell",
      bmp_t: "bmp",
      bmp_t_kp: "kolari-pynnonen",
      skew_adj_t: "hall-skewness-adjusted",
      sign_z: "sign",
      gsign_z: "generalized-sign",
      corrado_z: "corrado-rank",
      grank_t: "grank-t",
      grank_z: "grank-z",
      wilcoxon_z: "wilcoxon-signed-rank",
    };
    study.days.forEach(({ day, average, tests }) => {
      const found = byName(tests);
      expectRelative(average, daily[day].aar, 1e-11);
      for (const [key, name] of Object.entries(names))
        expectRelative(found.get(name)!.statistic, daily[day][key], 1e-9);
    });
    const found = byName(study.window.tests);
    const windowNames = {
      ...names,
      patell_z: undefined,
      patell_z_kp: undefined,
      patell_z_scar: "patell",
      patell_z_sum_of_sar: "patell.sum-of-sar",
      patell_z_scar_kp: "kolari-pynnonen.patell",
    };
    for (const [key, name] of Object.entries(windowNames)) {
      if (name !== undefined) expectRelative(found.get(name)!.statistic, window[key], 1e-9);
    }
    expectRelative(study.window.average, window.caar, 1e-11);
    expectRelative(study.cumulativeAverage, golden.expected_sipemu.caar_cum, 1e-11);
    expectRelative(study.window.correlation.value, golden.canonical_independent.rbar_event_time, 1e-11);
  });

  it("counts bursts, effective events and what they could have found", () => {
    const sessions = (first: number) => ({
      windowSessions: Int32Array.of(first, first + 1),
      estimationSessions: Int32Array.of(0, 1, 2, 3),
    });
    const row = [0.01, -0.01, 0.01, -0.01];
    const study = eventStudyTests([
      handMade(row, [0.01, 0.02], sessions(10)),
      handMade(row, [0.02, 0.03], sessions(11)),
      handMade(row, [0.04, 0.01], sessions(30)),
    ]);
    expect(study.window.bursts).toBe(2);
    // One pair of three overlaps by one of two days.
    expectRelative(study.window.correlation.value, 0.5 / 3);
    expectRelative(study.window.effectiveEvents, 3 / (1 + 2 / 6));
    expect(study.window.minimumDetectable).toBeGreaterThan(0);
    expect(byName(study.window.tests).get("clustered-t")).toMatchObject({ degreesOfFreedom: 1 });
    // One asset: no second way to cluster.
    expect(byName(study.window.tests).has("two-way-clustered-t")).toBe(false);
  });

  it("does not depend on the order of the events", () => {
    const events = modelled(simulate(30, 4, 1));
    const order = new SeededRandom(2).shuffle(events.map((_, i) => i));
    const study = eventStudyTests(events);
    const shuffled = eventStudyTests(order.map((i) => events[i]!));
    study.window.tests.forEach((test, i) => {
      expectRelative(shuffled.window.tests[i]!.statistic, test.statistic!, 1e-9);
      expectRelative(shuffled.window.tests[i]!.p, test.p!, 1e-9);
    });
    study.days.forEach((day, t) => {
      day.tests.forEach((test, i) => {
        if (test.statistic === null) expect(shuffled.days[t]!.tests[i]!.statistic).toBeNull();
        else
          expectRelative(
            (shuffled.days[t]!.tests[i]!.statistic ?? Number.NaN) + 10,
            test.statistic + 10,
            1e-9,
          );
      });
    });
  });

  it("does not depend on the scale of returns, but for the averages", () => {
    const study = eventStudyTests(modelled(simulate(30, 4, 1)));
    const scaled = eventStudyTests(modelled(simulate(30, 4, 1, 100)));
    expectRelative(scaled.window.average, 100 * study.window.average!, 1e-9);
    study.window.tests.forEach((test, i) => {
      if (test.name === "sign-flip") expectRelative(scaled.window.tests[i]!.p, test.p!);
      else expectRelative(scaled.window.tests[i]!.statistic, test.statistic!, 1e-8);
    });
  });

  it("does not see names of assets, only whether they are the same", () => {
    const events = modelled(simulate(20, 3, 5));
    const renamed = events.map((event) => ({ ...event, asset: `renamed ${event.asset}` }));
    expect(eventStudyTests(renamed).window.tests).toEqual(eventStudyTests(events).window.tests);
  });

  it("does not count an event twice because its label is repeated", () => {
    // A join on firm symbols once multiplied 9,255 events; here labels only say which events share an asset.
    const events = modelled(simulate(20, 4, 6));
    const repeated = events.map((event) => ({ ...event, asset: "same" }));
    const study = byName(eventStudyTests(events).window.tests);
    const other = byName(eventStudyTests(repeated).window.tests);
    for (const [name, test] of study) {
      if (!/kolari-pynnonen|two-way/.test(name)) expect(other.get(name), name).toEqual(test);
    }
    expect(other.get("kolari-pynnonen")!.statistic).not.toBe(study.get("kolari-pynnonen")!.statistic);
  });

  it("reads nothing outside its windows", () => {
    // One array holds everything; whatever lies around the windows is poisoned.
    const clean = simulate(12, 3, 7);
    const poisoned = clean.map((event) => {
      const wrap = (values: ArrayLike<number>) => {
        const padded = Float64Array.from([Number.NaN, 1e9, ...Array.from(values), 1e9, Number.NaN]);
        return padded.subarray(2, padded.length - 2);
      };
      const part = (window: EventReturns["window"]) => ({
        ...window,
        returns: wrap(window.returns),
        market: wrap(window.market!),
      });
      return { ...event, estimation: part(event.estimation), window: part(event.window) };
    });
    expect(eventStudyTests(modelled(poisoned))).toEqual(eventStudyTests(modelled(clean)));
  });

  it("names the events that have no day in the range, and days that no event has", () => {
    const gap = Number.NaN;
    const row = [0.01, -0.012, 0.013, -0.01];
    const study = eventStudyTests(
      [
        handMade(row, [0.01, gap, 0.02]),
        handMade(row, [0.03, gap, gap]),
        handMade(row, [gap, gap, 0.05]),
        handMade(row, [0.02, gap, 0.01]),
      ],
      { range: { first: 1, last: 2 } },
    );
    expect(study.window.used).toEqual([0, 2, 3]);
    expect(study.window.unused).toEqual([1]);
    expect(study.days[1]).toEqual({ day: 1, events: 0, average: null, tests: [] });
    expect(study.days[0]!.events).toBe(3);
    expect(JSON.stringify(study)).not.toMatch(/Infinity/);
    for (const test of [...study.window.tests, ...study.days[0]!.tests]) {
      if (test.statistic === null) expect(test.reason.length).toBeGreaterThan(5);
    }
  });

  it("gives one event its numbers and every test its reason", () => {
    const study = eventStudyTests(modelled(simulate(1, 1, 3)));
    const found = byName(study.window.tests);
    expect(study.window.average).toBe(study.window.cumulative[0]);
    expect(found.get("cross-sectional-t")).toMatchObject({ statistic: null, reason: "fewer than 2 events" });
    expect(found.get("kolari-pynnonen")!.statistic).toBeNull();
    expect(found.get("patell")!.statistic).toBeTypeOf("number");
    expect(() => eventStudyTests([])).toThrow(RangeError);
  });

  it("finds a planted effect at its size, and nothing where there is none", () => {
    const events = simulate(60, 5, 11).map((event) => ({
      ...event,
      window: {
        ...event.window,
        returns: Float64Array.from(event.window.returns, (value, t) => value + (t === 0 ? 0.03 : 0)),
      },
    }));
    const study = eventStudyTests(modelled(events), { range: { first: 0, last: 0 } });
    const deviation = 0.015 * Math.sqrt(5 / 3);
    expect(Math.abs(study.window.average! - 0.03)).toBeLessThan((3 * deviation) / Math.sqrt(60));
    for (const name of ["kolari-pynnonen", "corrado-rank", "grank-t", "clustered-t"]) {
      expect(byName(study.window.tests).get(name)!.p!).toBeLessThan(1e-3);
    }
    const nothing = eventStudyTests(modelled(events), { range: { first: 5, last: 5 } });
    expect(byName(nothing.window.tests).get("grank-t")!.p!).toBeGreaterThan(0.01);
  });
});
