// What a second thread brings to `edict sweep`, held against what the machine has to give. In turn, within a minute: the
// built command with one thread, with two, as two processes of one thread side by side, and two loops of plain arithmetic.
// Run: npm run build && node bench/run.mjs bench/sweep-threads.ts [rounds] [million points] [1 or 2: a case]   (3 rounds of 10 million)
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { writeSweepFiles } from "./sweep-files.ts";

const [rounds = 3, millions = 10, only] = process.argv.slice(2).map(Number);
const scratch = mkdtempSync(join(tmpdir(), "edict-threads-"));

/** At its end the command tells what its first thread has had of a processor; Linux alone counts that. */
const TELL = `data:text/javascript,import { readFileSync, writeSync } from "node:fs";
process.on("exit", () => { let text = "";
try { text = readFileSync("/proc/self/task/" + process.pid + "/schedstat", "utf8").split(" ")[0]; } catch {}
writeSync(3, text); });`.replaceAll("\n", " ");
/** Eight sums that do not wait for each other: what a core can do, where a chain would leave half of it to another. */
const LOOP = `const t = new Float64Array(4096).fill(0.37); const sums = (n) => { let a=1,b=2,c=3,d=4,e=5,f=6,g=7,h=8;
for (let i = 0; i < n; i++) { const j = i & 4095; a=a*0.9+t[j]; b=b*0.8+t[j^1]; c=c*0.7+t[j^2]; d=d*0.6+t[j^3];
e=e*0.5+t[j^4]; f=f*0.4+t[j^5]; g=g*0.3+t[j^6]; h=h*0.2+t[j^7]; } return a+b+c+d+e+f+g+h; };
sums(1e6); const begin = performance.now(); sums(8e7); require("node:fs").writeSync(3, String(performance.now() - begin));`;

/** A process that tells a number at its end; NaN where it has none. */
async function run(args: readonly string[]): Promise<{ wall: number; told: number }> {
  const begin = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit", "pipe"] });
  let text = "";
  (child.stdio[3] as Readable).on("data", (bytes) => (text += bytes));
  const code = await new Promise((done) => child.once("close", done));
  if (code !== 0) throw new Error(`it ends with ${code}`);
  return { wall: (performance.now() - begin) / 1_000, told: text === "" ? Number.NaN : Number(text) };
}

interface Case {
  readonly name: string;
  readonly args: readonly string[];
  /** by name, as `--param` takes them */
  readonly space: Readonly<Record<string, string>>;
}

/** A range in so many steps. */
const stepped = (from: number, to: number, values: number) => `${from}:${to}:${(to - from) / (values - 1)}`;

function cases(): Case[] {
  const points = millions * 1e6;
  const files = join(scratch, "case");
  mkdirSync(files);
  return [
    {
      name: "flagship on sample prices: hold x stop x stance, a third of a microsecond a point",
      args: ["strategies/long-hstech-after-leadership-meetings.ts", "--prices", "sample"],
      space: {
        hold: "1:60:1",
        stopLoss: "0.02:0.3:0.001",
        minStance: stepped(0, 1, Math.round(points / (60 * 281))),
      },
    },
    {
      name: "5,000 bars and 60 signals: hold x stop x lag, some three microseconds a point",
      args: writeSweepFiles(files),
      space: { hold: "1:60:1", stopLoss: stepped(0.02, 0.3, Math.round(points / (60 * 20))), lag: "0:19:1" },
    },
  ];
}

async function sweep({ args, space }: Case, threads: number, place: string) {
  const out = join(scratch, place);
  const asked = Object.entries(space).flatMap(([name, values]) => ["--param", `${name}=${values}`]);
  const size = ["--threads", String(threads), "--most", "1000000000", "--evidence", "0"];
  const command = ["--import", TELL, resolve("dist/cli.cjs"), "sweep", ...args, "--quiet", "--out", out];
  const { wall, told } = await run([...command, ...size, ...asked]);
  rmSync(out, { recursive: true });
  return { wall, first: told / 1e9 };
}

const seconds = (value: number) => (Number.isNaN(value) ? "not told here" : `${value.toFixed(2)} s`);
const middle = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** How many times as fast: each found in one round. */
interface Gains {
  readonly threads: number;
  readonly processes: number;
  readonly loops: number;
  readonly undisturbed: number;
}

async function round(one: Case): Promise<Gains> {
  const alone = await sweep(one, 1, "alone");
  const two = await sweep(one, 2, "two");
  const begin = performance.now();
  await Promise.all([sweep(one, 1, "left"), sweep(one, 1, "right")]);
  const both = (performance.now() - begin) / 1_000;
  const { told: loop } = await run(["-e", LOOP]);
  const loops = await Promise.all([run(["-e", LOOP]), run(["-e", LOOP])]);
  console.log(
    `  one thread ${seconds(alone.wall)}, two ${seconds(two.wall)}, two processes ${seconds(both)}; ` +
      `first thread's processor ${seconds(alone.first)} and ${seconds(two.first)}`,
  );
  return {
    threads: alone.wall / two.wall,
    processes: (2 * alone.wall) / both,
    loops: (2 * loop) / Math.max(...loops.map(({ told }) => told)),
    undisturbed: alone.first / two.first,
  };
}

console.log(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`);
try {
  for (const one of only === undefined ? cases() : cases().slice(only - 1, only)) {
    console.log(`\n${millions} million points, ${one.name}`);
    const found: Gains[] = [];
    for (let index = 0; index < rounds; index++) found.push(await round(one));
    const times = (gain: keyof Gains) => {
      const values = found.map((gains) => gains[gain]);
      if (values.some(Number.isNaN)) return "not told here";
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return `${middle(values).toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
    };
    console.log(`  two threads are so many times as fast as one:  ${times("threads")}`);
    console.log(`  two processes, which share nothing:            ${times("processes")}`);
    console.log(`  two loops of plain arithmetic:                 ${times("loops")}`);
    console.log(`  two threads, by the first one's processor:     ${times("undisturbed")}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
