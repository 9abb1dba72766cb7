import { describe, expect, it } from "vitest";
import { comparableHistory, compareSources } from "../../src/market/compare-sources.ts";
import { day, makeRaw, type Row, STOCK } from "./make-raw-series.ts";

const rows = (closes: readonly number[]): Row[] =>
  closes.map((close, index) => [`2024-01-0${index + 2}`, { close, volume: 1000 }]);
// A share is split into four at the open of the fifth; the fall from 404 to 102 is a rise of 1%.
const asTraded = makeRaw(rows([396, 400, 404, 102]), {
  basis: "raw",
  splits: [{ day: day("2024-01-05"), ratio: 4 }],
});
const splitAdjusted = (closes: readonly number[]) => makeRaw(rows(closes), { basis: "split-adjusted" });
const compare = (closes: readonly number[]) =>
  compareSources(comparableHistory(splitAdjusted(closes), STOCK), comparableHistory(asTraded, STOCK));

describe("two sources side by side", () => {
  it("agree where one gives prices as traded and the other has taken the split out", () => {
    const { comparison, disagreements } = compare([99, 100, 101, 102]);
    expect(comparison.kind).toBe("same");
    expect(disagreements).toEqual([]);
  });

  it("disagree on the return into one odd close, and out of it", () => {
    const { disagreements } = compare([99, 110, 101, 102]);
    expect(disagreements).toEqual([
      { day: day("2024-01-03"), first: 110, second: 100, difference: 110 / 99 - 100 / 99 },
      { day: day("2024-01-04"), first: 101, second: 101, difference: 101 / 110 - 101 / 100 },
    ]);
  });

  it("are compared as they stand where a source does not say on which basis its prices are", () => {
    const unknown = makeRaw(rows([99, 100, 101, 102]), { splits: asTraded.splits, basis: "unknown" });
    expect([...comparableHistory(unknown, STOCK).close]).toEqual([99, 100, 101, 102]);
  });
});
