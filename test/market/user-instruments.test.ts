import { describe, expect, it } from "vitest";
import { instrumentFor } from "../../src/market/instrument-book.ts";
import { readUserInstruments } from "../../src/market/user-instruments.ts";

const read = (...instruments: unknown[]) => readUserInstruments({ instruments }, "instruments.json");
const issuesOf = (...instruments: unknown[]) => read(...instruments).issues ?? [];

describe("readUserInstruments", () => {
  it("completes an entry from edict's own or from the symbol's form", () => {
    const { value } = read({ symbol: "0700.HK", lot: 200 }, { symbol: "0005.HK", name: "HSBC", lot: 400 });
    expect(instrumentFor("0700.HK", value?.book).instrument).toMatchObject({
      name: "Tencent",
      lot: 200,
      currency: "HKD",
    });
    expect(instrumentFor("0005.HK", value?.book).instrument).toMatchObject({
      name: "HSBC",
      exchange: "HKEX",
      type: "stock",
    });
  });

  it("says what an entry changes of edict's, and nothing of one that changes nothing", () => {
    expect(
      read({ symbol: "0700.HK", lot: 200 }, { symbol: "9988.HK", lot: 100, file: "ali.csv" }).value?.notes,
    ).toEqual(["instruments.json: 0700.HK differs from edict's: lot 100 -> 200"]);
  });

  it("reads how a price file is written", () => {
    const { value } = read({
      symbol: "0700.HK",
      file: "tencent.csv",
      map: "date=Datum,dates=day-first",
      basis: "raw",
    });
    expect(value?.files.get("0700.HK")).toEqual({
      file: "tencent.csv",
      mapping: { columns: { date: "Datum" }, dates: "day-first" },
      basis: "raw",
    });
  });

  it("finds an instrument of the user's own name, and its aliases", () => {
    const mine = {
      symbol: "BASKET",
      name: "My basket",
      type: "etf",
      exchange: "HKEX",
      currency: "HKD",
      aliases: ["B1"],
    };
    const book = read(mine).value?.book;
    expect(instrumentFor("basket", book)).toMatchObject({
      instrument: { name: "My basket", lot: null },
      origin: "user",
    });
    expect(instrumentFor("B1", book).instrument.symbol).toBe("BASKET");
  });

  it("collects every issue with its place", () => {
    const issues = issuesOf(
      { symbol: "0700.HK", lott: 200 },
      { symbol: "A.HK", lot: 0.5, exchange: "HKX", currency: "hkd", listed: "2024-02-30" },
    );
    expect(issues.map((issue) => issue.at)).toEqual([
      "instruments.json instruments[0].lott",
      "instruments.json instruments[1].exchange",
      "instruments.json instruments[1].currency",
      "instruments.json instruments[1].lot",
      "instruments.json instruments[1].listed",
    ]);
    expect(issues[0]?.fix).toContain("lot");
  });

  it("refuses a symbol twice, one whose form says nothing, and a wrong mapping", () => {
    expect(issuesOf({ symbol: "0700.HK" }, { symbol: "0700.HK" })[0]).toEqual({
      what: '"0700.HK" stands here twice',
      at: "instruments.json instruments[1]",
      fix: "leave one of them out",
    });
    expect(issuesOf({ symbol: "ÖL.XX" })[0]).toMatchObject({
      fix: "write type, exchange, currency into its entry",
    });
    expect(issuesOf({ symbol: "0700.HK", map: "dat=x" })[0]?.at).toBe("instruments.json instruments[0].map");
  });
});
