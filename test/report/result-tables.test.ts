import { describe, expect, it } from "vitest";
import { resultTables, rowsOf } from "../../src/report/result-tables.ts";
import { aResult } from "./a-result.ts";

const result = aResult();

describe("resultTables", () => {
  it("has a row for each trade, each signal under each rule, each session and each metric", () => {
    const lengths = resultTables(result).map((table) => [table.name, rowsOf(table).length - 1]);
    expect(lengths).toEqual([
      ["trades", result.trades.length],
      ["signals", result.signals.length],
      ["equity", result.equity.date.length],
      ["metrics", Object.keys(result.summary).length],
    ]);
  });

  it("keeps columns of equal length, without undefined values", () => {
    for (const table of resultTables(result)) {
      const columns = Object.values(table.columns);
      expect(new Set(columns.map((column) => column.length)).size).toBe(1);
      expect(columns.flat()).not.toContain(undefined);
    }
  });
});
