// How well articles become draft signals, beside VADER and AFINN: the table of docs/signals.md.
// Run: node bench/run.mjs bench/extraction-quality.ts [--write]
//
// The labelled pieces and how they came about: test/signals/extract/development/README.md.
import { readFileSync, writeFileSync } from "node:fs";
import { qualityScores, qualityTable } from "../test/signals/extract/quality-table.ts";

const results = qualityScores();
const table = qualityTable(results);
console.log(table);

console.log("\nReliability of confidence, all pieces: stated, how often a piece with it has a signal, count");
for (const bin of results[4]!.reliability) {
  if (bin.count === 0) continue;
  console.log(
    `  ${bin.from.toFixed(1)}..${(bin.from + 0.2).toFixed(1)}  ${bin.meanConfidence.toFixed(2)}  ${bin.hitRate.toFixed(2)}  ${bin.count}`,
  );
}

if (process.argv.includes("--write")) {
  const file = "docs/signals.md";
  const text = readFileSync(file, "utf8");
  const marked = /(<!-- extraction quality -->)[\s\S]*?(<!-- end -->)/;
  writeFileSync(
    file,
    text.replace(marked, (_, start: string, end: string) => `${start}\n${table}\n${end}`),
  );
}
