import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore, type PriceStore } from "../../../src/feeds/price-store.ts";
import { isCurrent } from "../../../src/feeds/store/is-current.ts";
import { instrumentOf } from "../../servers/instrument-fixture.ts";
import { daysFrom, seriesOf } from "./series-fixture.ts";

let home: string;
let store: PriceStore;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "edict-current-"));
  store = openStore(home);
});
afterEach(() => rmSync(home, { recursive: true }));

describe("isCurrent", () => {
  const now = Date.UTC(2026, 0, 1) + 60_000;
  const stored = async (askedFrom: number | null) => {
    const series = seriesOf(daysFrom(100, 20));
    const entry = { series, askedFrom, fetchedAt: Date.UTC(2026, 0, 1), earlierAnswers: [], answers: [] };
    await store.put({ instrument: instrumentOf("0700.HK"), ...entry });
    return store.readStored("0700.HK")!;
  };

  it("is so for a range that ends among final sessions, however old the answer", async () => {
    const history = await stored(null);
    expect(isCurrent(history, { from: null, to: 114 }, now, 0)).toBe(true);
    expect(isCurrent(history, { from: null, to: 115 }, now, 0)).toBe(false); // one of the last five
    expect(isCurrent(history, { from: null, to: null }, now, 0)).toBe(false);
  });

  it("is so a moment after the answer", async () => {
    const history = await stored(null);
    expect(isCurrent(history, { from: null, to: null }, now, 60_001)).toBe(true);
    expect(isCurrent(history, { from: null, to: null }, now, 60_000)).toBe(false);
  });

  it("is not so after an answer from the future, which a clock that went wrong has left", async () => {
    const history = await stored(null);
    const before = Date.UTC(2026, 0, 1) - 1;
    expect(isCurrent(history, { from: null, to: null }, before, 60_001)).toBe(false);
    expect(isCurrent(history, { from: null, to: 114 }, before, 60_001)).toBe(true);
  });

  it("is not so where the range begins before what was asked for", async () => {
    const history = await stored(100);
    expect(isCurrent(history, { from: 100, to: 110 }, now, 0)).toBe(true);
    expect(isCurrent(history, { from: 99, to: 110 }, now, 60_001)).toBe(false);
    expect(isCurrent(history, { from: null, to: 110 }, now, 60_001)).toBe(false);
  });
});
