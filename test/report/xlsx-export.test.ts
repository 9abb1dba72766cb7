import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { tradesTable } from "../../src/report/result-tables.ts";
import { renderWorkbook, type SpreadsheetLibrary } from "../../src/report/xlsx-export.ts";
import { aResult } from "./a-result.ts";

interface Sheets extends SpreadsheetLibrary {
  readonly read: (bytes: Uint8Array) => {
    SheetNames: string[];
    Sheets: Record<string, Record<string, { t: string; f?: string }>>;
  };
  readonly utils: SpreadsheetLibrary["utils"] & {
    readonly sheet_to_json: (sheet: unknown) => Record<string, unknown>[];
  };
}

function findLibrary(): Sheets | null {
  const require = createRequire(import.meta.url);
  try {
    return createRequire(require.resolve("danfojs-node"))("xlsx") as Sheets;
  } catch {
    return null;
  }
}

const library = findLibrary();

describe.skipIf(library === null)("renderWorkbook (needs danfojs-node)", () => {
  it("holds a sheet each of trades, signals, equity and metrics", () => {
    const result = aResult();
    const book = library!.read(renderWorkbook(result, library!));
    expect(book.SheetNames).toEqual(["trades", "signals", "equity", "metrics"]);
    const rows = library!.utils.sheet_to_json(book.Sheets.trades);
    expect(rows.map((row) => row.return)).toEqual(tradesTable(result).columns.return);
  });

  it("writes days as dates and figures as numbers", () => {
    const result = aResult();
    const book = library!.read(renderWorkbook(result, library!));
    // 2023-01-03 is day 44929 of a spreadsheet.
    const [first] = result.equity.date;
    const days = (Date.parse(first!) - Date.parse("2023-01-03")) / 86_400_000;
    expect(book.Sheets.equity!.A2).toMatchObject({ t: "n", v: 44_929 + days, w: first });
    expect(book.Sheets.equity!.B2!.t).toBe("n");
    expect(book.Sheets.trades!.A2!.t).toBe("s");
  });

  it("writes a title that looks like a formula as text", () => {
    const result = aResult();
    const signals = result.signals.map((signal) => ({ ...signal, title: "=1+1" }));
    const book = library!.read(renderWorkbook({ ...result, signals }, library!));
    expect(book.Sheets.trades!.C2).toMatchObject({ t: "s", v: "=1+1" });
    expect(book.Sheets.trades!.C2!.f).toBeUndefined();
  });
});
