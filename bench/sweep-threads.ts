// What a second thread brings to a large sweep, held against what the machine has to give: the built command with one
// thread, with two, and as two processes of one thread side by side, which share nothing, in turn in the same minutes.
// Run: npm run build && node bench/run.mjs bench/sweep-threads.ts [rounds] [million points]   (5 rounds of 10 million)
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";

const [rounds = 5, millions = 10] = process.argv.slice(2).map(Number);
const HOLDS = 60;
const STOPS = 281;
const stances = Math.max(2, Math.round((millions * 1e6) / (HOLDS * STOPS)));
const points = HOLDS * STOPS * stances;
const folder = mkdtempSync(join(tmpdir(), "edict-threads-"));
const space = ["hold=1:60:1", "stopLoss=0.02:0.3:0.001", `minStance=0:1:${1 / (stances - 1)}`];
/** At its end the command tells what all its threads have taken. */
const tellTime = `data:text/javascript,import { writeSync } from "node:fs"; process.on("exit", () => writeSync(3, JSON.stringify(process.cpuUsage())));`;

interface Cost {
  readonly wall: number;
  readonly processor: number;
}

async function sweep(threads: number, place: string): Promise<Cost> {
  const out = join(folder, place);
  const strategy = resolve("strategies/long-hstech-after-leadership-meetings.ts");
  const args = ["sweep", strategy, "--prices", "sample", "--evidence", "0", "--quiet", "--out", out];
  const size = ["--threads", String(threads), "--most", String(points)];
  const asked = [...args, ...size, ...space.flatMap((one) => ["--param", one])];
  const begin = performance.now();
  const child = spawn(process.execPath, ["--import", tellTime, resolve("dist/cli.cjs"), ...asked], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  let told = "";
  (child.stdio[3] as Readable).on("data", (bytes) => (told += bytes));
  const code = await new Promise((done) => child.once("close", done));
  if (code !== 0) throw new Error(`the sweep ends with ${code}`);
  const wall = (performance.now() - begin) / 1_000;
  rmSync(out, { recursive: true });
  const { user, system } = JSON.parse(told);
  return { wall, processor: (user + system) / 1e6 };
}

const seconds = (value: number) => `${value.toFixed(2)} s`;
const middle = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

console.log(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`);
console.log(
  `${points.toLocaleString("en-US")} points; wall time, and processor time of all threads in brackets`,
);
const show = ({ wall, processor }: Cost) => `${seconds(wall)} (${seconds(processor)})`;
const found: { speedUp: number; ceiling: number }[] = [];
try {
  for (let round = 0; round < rounds; round++) {
    const one = await sweep(1, "one");
    const two = await sweep(2, "two");
    const begin = performance.now();
    const beside = await Promise.all([sweep(1, "left"), sweep(1, "right")]);
    const both = (performance.now() - begin) / 1_000;
    const speedUp = one.wall / two.wall;
    const ceiling = (2 * one.wall) / both;
    found.push({ speedUp, ceiling });
    console.log(
      `one thread ${show(one)}, two ${show(two)}, two processes ${beside.map(show).join(" and ")}: ` +
        `two threads ${speedUp.toFixed(2)} times as fast, of ${ceiling.toFixed(2)} that the machine gives: ${Math.round((100 * speedUp) / ceiling)}%`,
    );
  }
  console.log(
    `median: ${middle(found.map((one) => one.speedUp)).toFixed(2)} of ${middle(found.map((one) => one.ceiling)).toFixed(2)}, ` +
      `${Math.round(100 * middle(found.map((one) => one.speedUp / one.ceiling)))}%`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
