// Damages files of every format until the time is up: only errors in words may come out, and none may take long.
// Run: node bench/run.mjs bench/fuzz.ts [seconds] [seed] [result.json] [format...]
// 28800 seconds overnight are millions of cases; "-" for the result leaves it out; formats are named as they are printed.
//
// Each round takes the next seed, so a run is repeated by its seed and continued by the seed that it ends with. Files
// that break something are kept in a folder that is named.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { mutated, survives } from "../test/hard-life/fuzz-parsers.ts";
import { fuzzedFormats } from "../test/hard-life/fuzzed-formats.ts";

const [seconds = "60", first = "1", resultFile = "-", ...only] = process.argv.slice(2);
const all = await fuzzedFormats(resultFile === "-" ? null : readFileSync(resultFile, "utf8"));
const formats = all.filter(({ name }) => only.length === 0 || only.includes(name));
if (formats.length === 0)
  throw new Error(`no such format; there are ${all.map(({ name }) => name).join(", ")}`);
/** A long file is read a hundred times more slowly than a short one, and would take the whole time. */
const CASES_A_ROUND = 500;
const CASES_OF_LONG_FILES = 25;
const LONG = 100_000;
const start = performance.now();
const cases = new Map(formats.map((format) => [format.name, 0]));
const failures = new Map<string, string>();
let kept: string | undefined;
let seed = Number(first);

for (; performance.now() - start < Number(seconds) * 1000; seed++) {
  for (const format of formats) {
    const isLong = format.seeds.some((bytes) => bytes.length > LONG);
    const details = await fc.check(
      fc.asyncProperty(mutated(format), (bytes) => survives(format, bytes)),
      { numRuns: isLong ? CASES_OF_LONG_FILES : CASES_A_ROUND, seed, endOnFailure: isLong },
    );
    cases.set(format.name, (cases.get(format.name) ?? 0) + details.numRuns);
    if (!details.failed) continue;
    const error = details.errorInstance instanceof Error ? details.errorInstance : new Error("no error");
    const place = error.stack?.split("\n").slice(0, 4).join("\n") ?? String(error);
    if (failures.has(place)) continue;
    failures.set(place, format.name);
    kept ??= mkdtempSync(join(tmpdir(), "edict-fuzz-found-"));
    const file = join(kept, `${failures.size}-${format.name.replaceAll(/\W+/g, "-")}`);
    writeFileSync(file, details.counterexample?.[0] ?? new Uint8Array());
    console.log(`${format.name}, seed ${seed}: ${place}\n  ${file}\n`);
  }
}
for (const [name, count] of cases) console.log(`${name.padEnd(26)} ${count} cases`);
const total = [...cases.values()].reduce((sum, count) => sum + count, 0);
const took = ((performance.now() - start) / 1000).toFixed(0);
console.log(`${total} cases in ${took} s, seeds ${first} to ${seed - 1}: ${failures.size} ways to break it`);
console.log(
  `go on with: node bench/run.mjs bench/fuzz.ts ${seconds} ${seed} ${resultFile} ${only.map((name) => `"${name}"`).join(" ")}`,
);
if (failures.size > 0) process.exitCode = 1;
