import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WHOLE_HISTORY } from "../../src/feeds/price-feed.ts";
import { openPriceSource } from "../../src/feeds/price-source.ts";
import { instrumentFor } from "../../src/market/instrument-book.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "edict-source-"));
  vi.stubEnv("EDICT_HOME", home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

const open = (files: Record<string, string>) =>
  openPriceSource({ source: "sample", files, adjustment: "total-return", frozen: true });

describe("files beside another source", () => {
  it("are taken in any spelling of their symbol", async () => {
    const path = join(home, "rate.csv");
    writeFileSync(path, "Date,Close\n2024-01-02,7.8\n");
    for (const [name, symbol] of [
      ["USDHKD", "HKD=X"],
      ["00700.HK", "0700.HK"],
    ] as const) {
      const { feed } = await open({ [name]: path });
      const raw = await feed.fetch(symbol, WHOLE_HISTORY, instrumentFor(symbol).instrument);
      expect([raw.synthetic, raw.columns.close.length]).toEqual([false, 1]);
      const other = await feed.fetch("KWEB", WHOLE_HISTORY, instrumentFor("KWEB").instrument);
      expect(other.synthetic).toBe(true);
    }
  });

  it("leave the user's own instruments in force", async () => {
    writeFileSync(
      join(home, "instruments.json"),
      JSON.stringify({ instruments: [{ symbol: "1234.HK", lot: 2000 }] }),
    );
    const path = join(home, "a.csv");
    writeFileSync(path, "Date,Close\n2024-01-02,7.8\n");
    for (const files of [{}, { KWEB: path }]) {
      const { instruments } = await open(files);
      expect(instrumentFor("1234.HK", instruments).instrument.lot).toBe(2000);
    }
  });
});

describe("a source that there is not", () => {
  it("is said to be a folder where it is one", async () => {
    const source = (name: string) =>
      openPriceSource({ source: name, files: {}, adjustment: "total-return", frozen: true });
    await expect(source(home)).rejects.toThrow(`did you mean "csv:${home}"?`);
    await expect(source("yaho")).rejects.toThrow('did you mean "yahoo"?');
  });
});
