// Store to typed arrays: 500 symbols of 5,000 daily bars, read in one process. Target: under 150 ms.
// Run: node bench/run.mjs bench/store.ts
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../src/feeds/price-store.ts";
import { storeEntry } from "./store-entry.ts";

const SYMBOLS = 500;
const BARS = 5000;
const TARGET = 150;

const home = mkdtempSync(join(tmpdir(), "edict-bench-store-"));
try {
  const store = openStore(home);
  for (let index = 0; index < SYMBOLS; index++) await store.put(storeEntry(`S${index}.HK`, BARS));
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    let checksum = 0;
    for (let index = 0; index < SYMBOLS; index++) {
      const columns = store.read(`S${index}.HK`, "yahoo")?.columns;
      checksum += (columns?.close[BARS - 1] ?? Number.NaN) + (columns?.days[0] ?? Number.NaN);
    }
    if (!Number.isFinite(checksum)) throw new Error("a series came back without its rows");
    times.push(performance.now() - start);
  }
  const text = times.map((time) => time.toFixed(0)).join(" ");
  console.log(
    `${SYMBOLS} symbols x ${BARS} bars, store to typed arrays: ${text} ms (target under ${TARGET})`,
  );
} finally {
  rmSync(home, { recursive: true });
}
