// How long a price file takes from bytes to columns. Target: 5,000 rows in 3 ms, warm. Without files it makes two of
// 5,000 rows, with prices to two decimals and as single-precision floats print.
// Run: node bench/run.mjs bench/csv.ts [file...]
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { decodePriceCsv } from "../src/decode/price-csv/price-csv.ts";

const ROWS = 5_000;

function makeCsv(print: (price: number) => string): Uint8Array {
  const lines = ["Date,Open,High,Low,Close,Volume"];
  let price = 100;
  for (let row = 0, day = Date.UTC(2005, 0, 3); row < ROWS; row++, day += 86_400_000) {
    price *= 1 + Math.sin(row * 12.9898) * 0.01;
    const [open, high, low, close] = [price, price * 1.01, price * 0.99, price * 1.002].map(print);
    lines.push(
      `${new Date(day).toISOString().slice(0, 10)},${open},${high},${low},${close},${10_000_000 + row * 37}`,
    );
  }
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
}

function median(work: () => void): number {
  for (let index = 0; index < 100; index++) work();
  const times = Array.from({ length: 50 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[25] as number;
}

const files: (readonly [name: string, bytes: Uint8Array])[] = process.argv
  .slice(2)
  .map((path) => [basename(path), readFileSync(path)]);
if (files.length === 0) {
  files.push(["5,000 rows, two decimals", makeCsv((price) => price.toFixed(2))]);
  files.push(["5,000 rows, printed floats", makeCsv((price) => String(Math.fround(price)))]);
}
for (const [name, bytes] of files) {
  const isWanted = (ticker: string) => name.startsWith(ticker);
  const rows = decodePriceCsv(bytes, { file: name, isWanted }).days.length;
  const time = median(() => decodePriceCsv(bytes, { file: name, isWanted }));
  console.log(`${name.padEnd(30)} ${String(rows).padStart(6)} rows ${time.toFixed(2).padStart(7)} ms`);
}
