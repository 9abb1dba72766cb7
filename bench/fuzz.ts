// Damages files of every format until the time is up: only errors in words may come out, and none may take long.
// Run: node bench/run.mjs bench/fuzz.ts [seconds] [seed] [result.json]   (28800 seconds overnight are many million cases)
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { fuzzedFormats, mutated, survives } from "../test/hard-life/fuzz-parsers.ts";

const [seconds = "60", seed = "1", resultFile] = process.argv.slice(2);
const formats = fuzzedFormats(resultFile === undefined ? null : readFileSync(resultFile, "utf8"));
const CASES_A_ROUND = 500;
const start = performance.now();
const cases = new Map(formats.map((format) => [format.name, 0]));
const failures = new Map<string, string>();

for (let round = 0; performance.now() - start < Number(seconds) * 1000; round++) {
  for (const format of formats) {
    const details = await fc.check(
      fc.asyncProperty(mutated(format), (bytes) => survives(format, bytes)),
      { numRuns: CASES_A_ROUND, seed: Number(seed) + round },
    );
    cases.set(format.name, (cases.get(format.name) ?? 0) + details.numRuns);
    if (!details.failed) continue;
    const bytes = details.counterexample?.[0] ?? new Uint8Array();
    const error = details.errorInstance instanceof Error ? details.errorInstance : new Error("no error");
    const place = error.stack?.split("\n").slice(0, 4).join("\n") ?? String(error);
    if (failures.has(place)) continue;
    failures.set(place, format.name);
    console.log(`${format.name}: ${place}\n  bytes (base64) ${Buffer.from(bytes).toString("base64")}\n`);
  }
}
for (const [name, count] of cases) console.log(`${name.padEnd(26)} ${count} cases`);
console.log(`${failures.size} ways to break it, ${((performance.now() - start) / 1000).toFixed(0)} s`);
if (failures.size > 0) process.exitCode = 1;
