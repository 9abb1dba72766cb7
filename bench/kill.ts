// Kills fetch, run, sweep and accept at random moments; nothing may be half-written or lost, and each must go on after.
// Run: npm run build && node bench/run.mjs bench/kill.ts [kills] [seed] [command]   (500 kills take about half an hour)
//
// A build that comes in between makes another edict of what is killed: its bytes may differ, and count as damage.
// Half of the kills fall anywhere in the command's own span, half within 30 ms of its first write.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SeededRandom } from "../src/statistics/seeded-random.ts";
import { type KillMoment, killAt, runToEnd } from "../test/hard-life/kill.ts";
import { killScenarios, marketToKillBy } from "../test/hard-life/kill-scenarios.ts";

const [kills = 500, seed = 1] = process.argv.slice(2, 4).map(Number);
const only = process.argv[4];
const folder = mkdtempSync(join(tmpdir(), "edict-kill-"));
const market = await marketToKillBy();
const random = new SeededRandom(seed);
const scenarios = killScenarios(folder, await market.listen()).filter(
  ({ name }) => only === undefined || name === only,
);
let damaged = 0;
for (const scenario of scenarios) {
  const wanted = Math.ceil(kills / scenarios.length);
  await scenario.prepare();
  const start = performance.now();
  const code = await runToEnd(scenario);
  if (code !== 0) throw new Error(`${scenario.name}, left alone, ends with ${code}`);
  // A command that ends before its kill says how long it takes now; delays are drawn from that span.
  let span = performance.now() - start;
  let killed = 0;
  let attempts = 0;
  const damage: string[] = [];
  for (; killed < wanted && attempts < 4 * wanted && damage.length === 0; attempts++) {
    await scenario.prepare();
    const moment: KillMoment =
      attempts % 2 === 0
        ? { after: "start", milliseconds: span * (0.2 + 0.8 * random.uniform()), watched: scenario.watched }
        : { after: "first-write", milliseconds: 30 * random.uniform(), watched: scenario.watched };
    const begun = performance.now();
    if ((await killAt(moment, scenario)) === "killed") killed++;
    else span = performance.now() - begun;
    damage.push(...(await scenario.damage()));
  }
  if (damage.length > 0) damaged++;
  console.log(
    `${scenario.name}: killed ${killed} times in ${attempts} attempts; damage: ${damage.join("; ") || "none"}`,
  );
}
await market.close();
rmSync(folder, { recursive: true, force: true });
if (damaged > 0) process.exitCode = 1;
