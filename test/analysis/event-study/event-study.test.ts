import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { eventStudy } from "../../../src/analysis/event-study/event-study.ts";
import { EVENT_TESTS, type EventStudyInput } from "../../../src/analysis/event-study/event-study-input.ts";
import { InputError } from "../../../src/errors.ts";
import { SeededRandom } from "../../../src/statistics/seeded-random.ts";
import { expectRelative } from "../../expect-relative.ts";

/** Four assets with ties and missing days, nine events, and what a second implementation makes of them (see `source`). */
const reference = JSON.parse(
  readFileSync(join(import.meta.dirname, "reference/plain-study.json"), "utf8"),
) as {
  input: EventStudyInput;
  models: Record<
    NonNullable<EventStudyInput["model"]>,
    {
      events: {
        observations: number;
        deviation: number;
        abnormal: (number | null)[];
        coefficients: number[];
      }[];
      ranges: {
        average: number;
        correlation: number;
        bursts: number;
        precisionWeighted: number;
        buyAndHold: number;
        tests: Record<string, [number, number] | null>;
      }[];
    }
  >;
};

const random = new SeededRandom(4);
const draw = (n: number) => Array.from({ length: n }, () => 0.01 * random.normal());
const small = {
  assetReturns: { A: draw(60), B: draw(60) },
  benchmarkReturns: draw(60),
  estimation: { first: -25, last: -3 },
  window: { first: -2, last: 3 },
} as const;
const dates = Array.from({ length: 60 }, (_, t) =>
  new Date(Date.UTC(2024, 0, 1) + 86_400_000 * (t + 2 * Math.floor(t / 5))).toISOString().slice(0, 10),
);

describe("an event study on plain arrays", () => {
  it.each(["market", "mean-adjusted", "market-adjusted", "factor"] as const)(
    "gives what a second implementation gives: %s model",
    (model) => {
      const expected = reference.models[model];
      const study = eventStudy({ ...reference.input, model });
      expect(study.refused).toEqual([]);
      for (const [k, event] of study.events.entries()) {
        const own = expected.events[k]!;
        expect(event.observations).toBe(own.observations);
        expectRelative(event.residualDeviation, own.deviation, 1e-11);
        expectRelative(event.coefficients, own.coefficients, 1e-9);
        for (const [t, value] of event.abnormalReturns.entries()) {
          if (own.abnormal[t] === null) expect(value).toBeNull();
          else expect(value).toBeCloseTo(own.abnormal[t]!, 14);
        }
      }
      for (const [k, range] of study.ranges.entries()) {
        const own = expected.ranges[k]!;
        expectRelative(range.average, own.average, 1e-11);
        expectRelative(range.correlation, own.correlation, 1e-10);
        expect(range.bursts).toBe(own.bursts);
        expectRelative(range.precisionWeighted, own.precisionWeighted, 1e-11);
        expectRelative(range.buyAndHold.average, own.buyAndHold, 1e-11);
        for (const [name, pair] of Object.entries(own.tests)) {
          const test = range.tests.find((one) => one.name === name);
          expect(test, name).toBeDefined();
          if (name === "calendar-shift" && own.bursts < 8) {
            expect(test).toMatchObject({
              p: null,
              reason: `the events make up ${own.bursts} bursts, and 8 are needed`,
            });
          } else if (pair === null) expect(test, name).toMatchObject({ statistic: null });
          else {
            expectRelative([test!.statistic!, test!.p!], pair, 1e-9);
          }
        }
      }
    },
  );

  it("maps a date between two sessions to the next, and refuses what has no windows, with the reason", () => {
    const study = eventStudy({
      ...small,
      dates,
      events: [
        // A Saturday.
        { asset: "A", date: "2024-02-10" },
        { asset: "B", date: "2024-01-05" },
        { asset: "B", session: 58 },
        { asset: "A", date: "2030-01-01" },
      ],
    });
    expect(study.events.map(({ index, session, date }) => [index, session, date])).toEqual([
      [0, 30, "2024-02-12"],
    ]);
    expect(study.refused).toEqual([
      { index: 1, asset: "B", reason: "only 4 sessions precede it, its estimation window needs 25" },
      { index: 2, asset: "B", reason: "only 1 session follows it, its window needs 3" },
      { index: 3, asset: "A", reason: "no session follows it in the data" },
    ]);
  });

  it("keeps incomplete windows when asked to, and counts their days", () => {
    const events = [
      { asset: "A", session: 20 },
      { asset: "B", session: 58 },
    ];
    const study = eventStudy({ ...small, events, incomplete: "keep" });
    expect(study.events.map(({ observations }) => observations)).toEqual([18, 23]);
    expect(study.events[1]!.ranges[0]!.sessions).toBe(4);
    expect(study.days.map(({ events: count }) => count)).toEqual([2, 2, 2, 2, 1, 1]);
    expect(eventStudy({ ...small, events, incomplete: "keep", minimumObservations: 20 }).refused).toEqual([
      { index: 0, asset: "A", reason: "18 complete estimation days, 20 are asked for" },
    ]);
  });

  it("has every test by its name, and only those asked for", () => {
    const events = [20, 30, 40, 50].flatMap((session) => [
      { asset: "A", session },
      { asset: "B", session: session - 2 },
    ]);
    const study = eventStudy({ ...small, events: events.slice(2) });
    const names = new Set([...study.days[0]!.tests, ...study.ranges[0]!.tests].map(({ name }) => name));
    expect([...names].sort()).toEqual([...EVENT_TESTS].sort());
    const few = eventStudy({ ...small, events: events.slice(2), tests: ["bmp", "grank-t"] });
    expect(few.ranges[0]!.tests.map(({ name }) => name)).toEqual(["bmp", "grank-t"]);
  });

  it.each([
    ["one event", [{ asset: "A", session: 30 }], small],
    ["two events that are one", [30, 30].map((session) => ({ asset: "A", session })), small],
    [
      "a window of zeros",
      [30, 40].map((session) => ({ asset: "A", session })),
      { ...small, assetReturns: { A: small.assetReturns.A.map((value, t) => (t > 27 ? 0 : value)) } },
    ],
    [
      "an estimation window of three days",
      [30, 40, 50].map((session) => ({ asset: "A", session })),
      { ...small, estimation: { first: -5, last: -3 } },
    ],
  ])("is null with a reason where it is undefined, never NaN: %s", (_, events, input) => {
    for (const model of ["market", "market-adjusted", "mean-adjusted"] as const) {
      const study = eventStudy({ ...input, events, model, window: { first: 0, last: 0 } });
      const walk = (value: unknown, path: string): void => {
        if (typeof value === "number") expect(Number.isFinite(value), path).toBe(true);
        else if (value instanceof Object)
          for (const [key, one] of Object.entries(value)) walk(one, `${path}.${key}`);
      };
      walk(study, model);
      for (const test of study.ranges.flatMap(({ tests }) => tests))
        if (test.statistic === null) expect(test.reason.length, test.name).toBeGreaterThan(8);
    }
  });

  it("says everything that is wrong at once", () => {
    const wrong = () =>
      eventStudy({
        assetReturns: { A: [0.01, 0.02], B: [0.01] },
        events: [
          { asset: "a", session: 0 },
          { asset: "A", date: "2024-13-01" },
        ],
        estimation: { first: -5, last: -1 },
        window: { first: -1, last: 1 },
        tests: ["patel"],
      });
    expect(wrong).toThrow(InputError);
    expect(wrong).toThrow(/1 return, where A has 2/);
    expect(wrong).toThrow(/the market model needs the market's returns/);
    expect(wrong).toThrow(/did you mean "patell"\?/);
    expect(wrong).toThrow(/ends at -1, the event window begins at -1/);
    expect(wrong).toThrow(/there are no returns of a\n.*\n {2}fix {2}did you mean "A"\?/);
    expect(wrong).toThrow(/"2024-13-01" is not a calendar day/);
  });
});
