// Store to typed arrays: 500 symbols of 5,000 daily bars, read in one process. Target: under 150 ms.
// Run: node bench/run.mjs bench/store.ts
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../src/feeds/price-store.ts";
import type { Instrument } from "../src/market/instrument.ts";
import { emptyRawColumns, type RawSeries } from "../src/market/raw-series.ts";

const SYMBOLS = 500;
const BARS = 5000;
const TARGET = 150;

const home = mkdtempSync(join(tmpdir(), "edict-bench-store-"));
try {
  const store = openStore(home);
  for (let index = 0; index < SYMBOLS; index++) await store.put(entryOf(`S${index}.HK`));
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

function entryOf(symbol: string) {
  const instrument: Instrument = {
    symbol,
    name: symbol,
    type: "stock",
    exchange: "HKEX",
    currency: "HKD",
    lot: 100,
  };
  const columns = emptyRawColumns(BARS);
  for (let row = 0; row < BARS; row++) {
    const price = 100 + (row % 97);
    columns.days[row] = 12_000 + row;
    columns.open[row] = price;
    columns.high[row] = price + 1;
    columns.low[row] = price - 1;
    columns.close[row] = price + 0.5;
    columns.volume[row] = 1000 * row;
    columns.adjustedClose[row] = price + 0.25;
  }
  const series: RawSeries = {
    symbol,
    source: "yahoo",
    currency: "HKD",
    columns,
    columnsGiven: ["open", "high", "low", "close", "volume", "adjustedClose"],
    basis: "split-adjusted",
    dividends: Array.from({ length: 20 }, (_, year) => ({ day: 12_000 + 250 * year, amount: 1 })),
    splits: [],
    synthetic: false,
    unfinishedDay: null,
    symbolsNamed: [symbol],
    findings: [],
  };
  return { instrument, series, askedFrom: null, fetchedAt: 0, earlierAnswers: [], answers: [] };
}
