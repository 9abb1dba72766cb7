import { tableFromIPC } from "@uwdata/flechette";
import { describe, expect, it } from "vitest";
import { renderArrow } from "../../src/report/arrow-export.ts";
import { equityTable, resultTables, rowsOf } from "../../src/report/result-tables.ts";
import { aResult } from "./a-result.ts";

const result = aResult();

describe("renderArrow", () => {
  it("writes the series so that another reader gets the same numbers and days", () => {
    const table = tableFromIPC(renderArrow(equityTable(result)));
    expect(table.numRows).toBe(result.equity.date.length);
    expect(Array.from(table.getChild("equity")!.toArray())).toEqual(result.equity.equity);
    const days = Array.from(table.getChild("date")!.toArray() as Iterable<number>, (day) =>
      new Date(day).toISOString().slice(0, 10),
    );
    expect(days).toEqual(result.equity.date);
  });

  it("keeps what is not there null", () => {
    const table = tableFromIPC(
      renderArrow({ name: "equity", columns: { date: ["2025-01-02"], benchmark: [null] } }),
    );
    expect(table.at(0)).toEqual({ date: Date.UTC(2025, 0, 2), benchmark: null });
  });

  it("writes every table of a result", () => {
    for (const table of resultTables(result)) {
      expect(tableFromIPC(renderArrow(table)).numRows).toBe(rowsOf(table).length - 1);
    }
  });
});
