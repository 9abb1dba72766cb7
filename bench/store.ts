// Store to typed arrays: 500 symbols of 5,000 daily bars, read in one process. Target: under 150 ms.
// Beside it, for a machine that is slow or busy: what reading the same bytes takes without looking at them, and the
// processor time of both.
// Run: node bench/run.mjs bench/store.ts
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
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
  const symbols = Array.from({ length: SYMBOLS }, (_, index) => `S${index}.HK`);
  measure("store to typed arrays", () => {
    let checksum = 0;
    for (const symbol of symbols) {
      const columns = store.read(symbol, "yahoo")?.columns;
      checksum += (columns?.close[BARS - 1] ?? Number.NaN) + (columns?.days[0] ?? Number.NaN);
    }
    if (!Number.isFinite(checksum)) throw new Error("a series came back without its rows");
  });
  measure("the files' bytes alone", () => {
    for (const symbol of symbols) readFileSync(store.pathOf(symbol, "yahoo"));
  });
  console.log(`${SYMBOLS} symbols x ${BARS} bars; the target is ${TARGET} ms`);
} finally {
  rmSync(home, { recursive: true });
}

function measure(name: string, work: () => void): void {
  const wall: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < 9; round++) {
    const start = performance.now();
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    wall.push(performance.now() - start);
    processor.push((user + system) / 1000);
  }
  const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1]?.toFixed(0);
  const each = wall.map((time) => time.toFixed(0)).join(" ");
  console.log(`${name.padEnd(24)} median ${median(wall)} ms, processor ${median(processor)} ms (${each})`);
}
