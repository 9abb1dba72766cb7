// How long checking, adjusting and hashing takes once a file is read.
// Run: node bench/run.mjs bench/build-series.ts <SYMBOL.csv...>
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { buildPriceSeries } from "../src/market/build-series.ts";
import { instrumentFor } from "../src/market/instrument-book.ts";
import { rawSeriesFromCsv } from "../src/market/raw-from-csv.ts";

for (const path of process.argv.slice(2)) {
  const file = basename(path);
  const symbol = file.replace(/\.csv$/, "");
  const { instrument } = instrumentFor(symbol);
  const { raw } = rawSeriesFromCsv(readFileSync(path), { symbol, file, instrument });
  const build = () => buildPriceSeries(raw, instrument, { adjustment: "total-return" });
  for (let index = 0; index < 100; index++) build();
  const times = Array.from({ length: 50 }, () => {
    const start = performance.now();
    build();
    return performance.now() - start;
  });
  const median = times.sort((a, b) => a - b)[25] as number;
  console.log(
    `${file.padEnd(20)} ${String(raw.columns.days.length).padStart(6)} rows ${median.toFixed(2).padStart(6)} ms`,
  );
}
