// Kills edict at random moments of a run, an import and an edit of a catalogue; nothing may be half-written after.
// Run: npm run build && node bench/run.mjs bench/kill.ts [kills] [seed]   (500 kills take about ten minutes)
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { SeededRandom } from "../src/statistics/seeded-random.ts";
import { damageIn, killAfter } from "../test/hard-life/kill.ts";

const [kills = 500, seed = 1] = process.argv.slice(2).map(Number);
const edict = resolve("dist/cli.js");
const folder = mkdtempSync(join(tmpdir(), "edict-kill-"));
const home = join(folder, "home");
copyFileSync("strategies/long-hstech-after-leadership-meetings.ts", join(folder, "mine.ts"));
const day = (index: number) => new Date(Date.UTC(2010, 0, 1) + index * 86_400_000).toISOString().slice(0, 10);
const rows = Array.from({ length: 5000 }, (_, index) => `${day(index)},${100 + (index % 7)}`);
writeFileSync(join(folder, "0700.HK.csv"), `Date,Close\n${rows.join("\n")}\n`);
const COMMANDS = [
  () => ["run", "mine.ts", "--prices", "sample", "--quiet"],
  () => ["prices", "import", "0700.HK.csv"],
  (index: number) =>
    [
      "signals",
      "add",
      "own.yaml",
      "--id",
      `own-${Math.abs(index)}${index < 0 ? "-first" : ""}`,
      "--kind",
      "leadership-meeting",
      "--title",
      "A meeting",
      "--stance",
      "0.5",
    ].concat(
      [
        "--published",
        "2025-03-03 19:05",
        "--basis",
        "stamp",
        "--actor",
        "Premier",
        "--target",
        "broad-market",
      ],
      ["--source", "https://example.org/a", "--by", "bench"],
    ),
];
const random = new SeededRandom(seed);
const damage: string[] = [];
// How long each command takes when it is left alone; delays are drawn from that span.
const whole: number[] = [];
for (const [index, command] of COMMANDS.entries()) {
  const start = performance.now();
  await killAfter(60_000, { command: [edict, ...command(-1 - index)], folder, home });
  whole.push(performance.now() - start);
}
let killed = 0;
for (let index = 0; index < kills; index++) {
  const command = (COMMANDS[index % COMMANDS.length] as (index: number) => string[])(index);
  const delay = (whole[index % COMMANDS.length] as number) * (0.3 + 0.7 * random.uniform());
  if (await killAfter(delay, { command: [edict, ...command], folder, home })) killed++;
  damage.push(...(await damageIn(folder, home)));
  if (damage.length > 0) break;
}
console.log(
  `${killed} of ${kills} commands were killed; damage: ${damage.length === 0 ? "none" : damage.join("; ")}`,
);
rmSync(folder, { recursive: true, force: true });
if (damage.length > 0) process.exitCode = 1;
