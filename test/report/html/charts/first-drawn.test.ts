import { describe, expect, it } from "vitest";
import { firstDrawn } from "../../../../src/report/html/charts/first-drawn.ts";
import type { ResultDocument } from "../../../../src/result/result-schema.ts";

/** A run of so many sessions, one a calendar day from 2001-01-01, with a signal known in one of them. */
function run(sessions: number, signalAt: number | null, levels = (_: number) => 100): ResultDocument {
  const date = Array.from({ length: sessions }, (_, index) =>
    new Date(Date.UTC(2001, 0, 1 + index)).toISOString().slice(0, 10),
  );
  return {
    equity: { date, equity: date.map((_, index) => levels(index)) },
    signals: signalAt === null ? [] : [{ knownAt: `${date[signalAt]}T09:00+08:00` }],
    trades: [],
  } as unknown as ResultDocument;
}

describe("firstDrawn", () => {
  it("is 60 sessions before the first signal of a long idle beginning", () => {
    expect(firstDrawn(run(1000, 700))).toBe(640);
  });

  it("is the first session where a year or less, or a quarter or less, would be left out", () => {
    expect(firstDrawn(run(400, 311))).toBe(0);
    expect(firstDrawn(run(400, 312))).toBe(252);
    expect(firstDrawn(run(2000, 559))).toBe(0);
    expect(firstDrawn(run(2000, 560))).toBe(500);
  });

  it("never leaves out a session in which the account moved", () => {
    expect(firstDrawn(run(1000, 700, (index) => (index < 640 ? 100 : 101)))).toBe(0);
  });

  it("is the first session of a run without signals, or with one after its end", () => {
    expect(firstDrawn(run(1000, null))).toBe(0);
    expect(firstDrawn({ ...run(1000, 700), signals: [{ knownAt: "2030-01-01T00:00" }] } as never)).toBe(0);
  });
});
