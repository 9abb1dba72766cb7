import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Merge, mergeHistory } from "../../../src/feeds/store/merge-history.ts";
import { daysFrom, seriesOf } from "./series-fixture.ts";

const merged = (merge: Merge) => {
  expect(merge.outcome).toBe("merged");
  return merge as Extract<Merge, { outcome: "merged" }>;
};
const rowsOf = (merge: Merge) => {
  const { columns } = merged(merge).series;
  return [...columns.days].map((day, row) => [day, columns.close[row]]);
};
const stored = seriesOf(daysFrom(100, 20)); // 100 .. 119, of which 115 .. 119 are not final

describe("an answer that agrees with the final sessions", () => {
  it("continues the history", () => {
    const merge = merged(mergeHistory(stored, seriesOf(daysFrom(110, 12)), false));
    expect(rowsOf(merge)).toEqual(daysFrom(100, 22));
    expect(merge).toMatchObject({ sessionsAdded: 2, sessionsRevised: 0, restatement: null });
  });

  it("revises sessions that are not final", () => {
    const fresh = seriesOf(daysFrom(110, 10, (day) => (day === 118 ? 118.5 : day)));
    const merge = merged(mergeHistory(stored, fresh, false));
    expect(merge).toMatchObject({ sessionsAdded: 0, sessionsRevised: 1, restatement: null });
    expect(rowsOf(merge)[18]).toEqual([118, 118.5]);
  });

  it("fills holes", () => {
    const holed = seriesOf(daysFrom(100, 20).filter(([day]) => day !== 107));
    const merge = merged(mergeHistory(holed, seriesOf(daysFrom(102, 18)), false));
    expect(rowsOf(merge)).toEqual(daysFrom(100, 20));
    expect(merge.sessionsAdded).toBe(1);
  });

  it("never takes a null or a zero for a price that is stored", () => {
    for (const nothing of [Number.NaN, 0]) {
      const fresh = seriesOf(daysFrom(110, 10, (day) => (day === 119 ? nothing : day)));
      expect(rowsOf(mergeHistory(stored, fresh, false))).toEqual(daysFrom(100, 20));
    }
  });

  it("keeps stored sessions that it lacks", () => {
    const fresh = seriesOf(daysFrom(110, 10).filter(([day]) => day !== 117));
    expect(rowsOf(mergeHistory(stored, fresh, false))).toEqual(daysFrom(100, 20));
  });

  it("settles or drops a bar that was unfinished", () => {
    const unfinished = seriesOf(daysFrom(100, 20), { unfinishedDay: 119 });
    const settled = seriesOf(daysFrom(110, 10, (day) => (day === 119 ? 90 : day)));
    expect(rowsOf(mergeHistory(unfinished, settled, false)).at(-1)).toEqual([119, 90]);
    const without = seriesOf(daysFrom(110, 9));
    const merge = merged(mergeHistory(unfinished, without, false));
    expect(rowsOf(merge)).toEqual(daysFrom(100, 19));
    expect(merge.series.unfinishedDay).toBeNull();
  });

  it("keeps events before it, and takes its own", () => {
    const old = seriesOf(daysFrom(100, 20), {
      dividends: [
        { day: 105, amount: 1 },
        { day: 110, amount: 2 },
      ],
    });
    const fresh = seriesOf(daysFrom(110, 12), { dividends: [{ day: 120, amount: 3 }] });
    expect(merged(mergeHistory(old, fresh, false)).series.dividends).toEqual([
      { day: 105, amount: 1 },
      { day: 110, amount: 2 },
      { day: 120, amount: 3 },
    ]);
  });

  it("counts an event once that lies before its rows, as a service sends it", () => {
    const old = seriesOf(daysFrom(100, 20), {
      splits: [
        { day: 104, ratio: 2 },
        { day: 109, ratio: 5 },
      ],
    });
    const fresh = seriesOf(daysFrom(110, 12), { splits: [{ day: 109, ratio: 5 }] });
    expect(merged(mergeHistory(old, fresh, false)).series.splits).toEqual(old.splits);
  });

  it("may differ in the seventh digit: sources compute in single precision", () => {
    const fresh = seriesOf(daysFrom(110, 12, (day) => day * (1 + 1e-7)));
    expect(merged(mergeHistory(stored, fresh, false)).restatement).toBeNull();
  });
});

describe("an answer that disagrees with a final session", () => {
  const half = (day: number) => day / 2;

  it("is never spliced: the whole must be asked for", () => {
    expect(mergeHistory(stored, seriesOf(daysFrom(110, 12, half)), false).outcome).toBe("needs-whole");
  });

  it("replaces the history once it is whole, and says so", () => {
    const merge = merged(mergeHistory(stored, seriesOf(daysFrom(100, 22, half)), true));
    expect(rowsOf(merge)).toEqual(daysFrom(100, 22, half));
    expect(merge.restatement).toEqual({
      sessionsCompared: 15,
      sessionsChanged: 15,
      firstChanged: 100,
      lastChanged: 114,
      factor: 0.5,
      sessionsLost: 0,
    });
    expect(merge.series.findings).toMatchObject([{ kind: "restated-history", action: "kept" }]);
    expect(merge.series.findings[0]?.what).toContain("old closes are 2 times the new ones");
  });

  it("is found by its adjusted close alone, as after a dividend", () => {
    const fresh = seriesOf(daysFrom(100, 22));
    for (let row = 0; row < 12; row++) fresh.columns.adjustedClose[row]! *= 0.99;
    expect(merged(mergeHistory(stored, fresh, true)).restatement).toMatchObject({
      sessionsChanged: 12,
      factor: 1,
    });
  });

  it("does not replace a longer history", () => {
    const merge = mergeHistory(stored, seriesOf(daysFrom(110, 10, half)), true);
    expect(merge).toEqual({
      outcome: "poorer",
      what: "the answer lacks 10 of the 20 sessions that are stored",
    });
  });
});

describe("an answer that cannot be compared", () => {
  it("makes the whole be asked for", () => {
    expect(mergeHistory(stored, seriesOf(daysFrom(117, 5)), false).outcome).toBe("needs-whole");
    expect(mergeHistory(stored, seriesOf(daysFrom(100, 22), { basis: "raw" }), false).outcome).toBe(
      "needs-whole",
    );
    expect(mergeHistory(stored, seriesOf([...daysFrom(110, 9), [118, 118]]), false).outcome).toBe(
      "needs-whole",
    );
  });

  it("is refused if it is whole and lacks a column that is stored", () => {
    const fresh = seriesOf(daysFrom(100, 22), { columnsGiven: ["open", "high", "low", "close", "volume"] });
    expect(mergeHistory(stored, fresh, false).outcome).toBe("needs-whole");
    expect(mergeHistory(stored, fresh, true)).toEqual({
      outcome: "poorer",
      what: "the answer has no adjustedClose, which is stored",
    });
  });

  it("replaces the history if it is whole and on another basis, rows as they are", () => {
    const fresh = seriesOf([...daysFrom(100, 20), [119, 119]], { basis: "raw" });
    expect(merged(mergeHistory(stored, fresh, true)).series.columns.days).toHaveLength(21);
  });
});

it("merging in any number of steps ends in the truth", () => {
  const count = fc.integer({ min: 12, max: 40 });
  fc.assert(
    fc.property(count, fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 8 }), (first, steps) => {
      let length = first;
      let history = seriesOf(daysFrom(0, length));
      for (const step of steps) {
        length += step;
        history = merged(
          mergeHistory(history, seriesOf(daysFrom(length - step - 10, step + 10)), false),
        ).series;
      }
      expect(history.columns).toEqual(seriesOf(daysFrom(0, length)).columns);
    }),
  );
});
