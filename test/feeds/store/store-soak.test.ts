import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { soakStore } from "../../servers/store-soak.ts";

// The whole of it, forty symbols and two hundred runs, is bench/store-soak.ts.
it("a store fed by a server that goes wrong on every third request ends in the truth", async () => {
  const home = mkdtempSync(join(tmpdir(), "edict-soak-"));
  try {
    const result = await soakStore({ home, symbols: 6, runs: 25, faultRate: 0.3, seed: 3 });
    expect(result.problems).toEqual([]);
    expect(result.faults).toBeGreaterThan(30);
    expect(result.replaced).toBeGreaterThan(0);
  } finally {
    rmSync(home, { recursive: true });
  }
});
