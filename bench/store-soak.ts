// Forty symbols, two hundred runs, one request in ten goes wrong: the store must equal the truth at the end.
// Run: node bench/run.mjs bench/store-soak.ts [symbols] [runs] [fault rate] [seed]   (about two minutes as it stands)
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { soakStore } from "../test/servers/store-soak.ts";

const [symbols = 40, runs = 200, faultRate = 0.1, seed = 1] = process.argv.slice(2).map(Number);
const home = mkdtempSync(join(tmpdir(), "edict-soak-"));
const start = performance.now();
const onRun = (run: number) => {
  if (run % 20 === 0)
    console.log(`run ${run} of ${runs}, ${((performance.now() - start) / 1000).toFixed(0)} s`);
};
try {
  const result = await soakStore({ home, symbols, runs, faultRate, seed, onRun });
  console.log(
    `${symbols} symbols, ${runs} runs: ${result.requests} requests, ${result.faults} faults, ` +
      `${result.failedFetches} fetches failed, ${result.replaced} histories replaced; ` +
      `${result.rightBefore} symbols right before the last run, ${result.problems.length} problems at the end`,
  );
  for (const problem of result.problems) console.log(problem);
  if (result.problems.length > 0) process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true });
}
