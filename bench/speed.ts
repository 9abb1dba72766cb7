// Every speed that the README speaks of, in one go: a single run, a sweep, a universe, the luck test's permutations,
// loading, and a cold start. Medians of processor time, the best of all timings, and what the median is in
// times a loop over bare arrays that does the same single run.
// Run: node bench/run.mjs bench/speed.ts [--write]     (--write keeps them in bench/speed.json, for docs/speed.svg)
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { calendarRunner } from "../src/analysis/significance/calendar-runner.ts";
import { shiftLine } from "../src/analysis/significance/shift-line.ts";
import { simulate } from "../src/engine/simulate.ts";
import { openStore } from "../src/feeds/price-store.ts";
import { backtest, prepareRun } from "../src/result/backtest.ts";
import { evaluateRange } from "../src/search/evaluate-range.ts";
import { parameterSpace } from "../src/search/parameter-space.ts";
import { annualisationOf } from "../src/search/shape-finder.ts";
import { engineOf, planSweep, runInputs } from "../src/search/sweep-plan.ts";
import { variantEvaluator } from "../src/search/variant-evaluator.ts";
import { ROW_LENGTH } from "../src/search/variant-row.ts";
import { drawCircularShifts } from "../src/statistics/circular-shift.ts";
import { SeededRandom } from "../src/statistics/seeded-random.ts";
import { evenSignals, job, randomSeries, yardstick } from "./engine-case.ts";
import { storeEntry } from "./store-entry.ts";
import { benchSeries, benchSignals, benchStrategy } from "./sweep-case.ts";

/**
 * How a piece of work is timed: runs of it in one timing, timings, and timings' worth of runs before the first, enough
 * for V8 to have compiled it for good: what it compiles meanwhile counts as processor time.
 */
interface Timing {
  readonly repeat?: number;
  readonly times: number;
  readonly warm?: number;
  /** the work is another process's, and gives its processor time */
  readonly isProcess?: boolean;
}

const found: { name: string; milliseconds: number; best: number; times: number }[] = [];

const series = randomSeries("X", 5_000, 1);
measure("a loop over bare arrays", yardstick(series), { repeat: 200, times: 30 });
const one = job([series], evenSignals(60, 5_000));
measure("single run: plan, simulate, summarise", one.whole, { repeat: 250, times: 30 });

const sweepSeries = benchSeries(5_000);
const inputs = { signals: benchSignals(sweepSeries, 60), prices: [sweepSeries] };
const quiet = { luck: 0, study: false, sensitivity: false };
const whole = () => backtest(benchStrategy, { ...inputs, config: quiet });
measure("single run as a result document, 50 metrics", whole, { repeat: 5, times: 15 });

const plan = planSweep(benchStrategy, inputs, { params: { hold: "1:20:1" } });
const space = parameterSpace(plan.space);
const sweepAll = () => {
  const evaluator = variantEvaluator(benchStrategy, runInputs(inputs, plan.from), engineOf(plan));
  for (let from = 0; from < plan.space.size; from += plan.chunkSize)
    evaluateRange(evaluator, space, from, Math.min(plan.space.size, from + plan.chunkSize));
};
measure("sweep of 10,000: hold x stop x lag", sweepAll, { times: 9, warm: 5 });

const many = Array.from({ length: 500 }, (_, index) => randomSeries(`S${index}`, 5_000, index));
measure("universe: 500 symbols, one book", job(many, evenSignals(60, 5_000)).whole, { times: 15, warm: 15 });
const books = many.map((symbol) => job([symbol], evenSignals(60, 5_000)));
const eachBook = () => {
  for (const book of books) book.whole();
};
measure("universe: 500 symbols, a book each", eachBook, { times: 9, warm: 5 });

const run = prepareRun(benchStrategy, inputs);
const observed = simulate(run.input);
const line = shiftLine(run.market.series, run.market.days);
const shifts = drawCircularShifts(line.length, 10_000, new SeededRandom(1));
const row = new Float64Array(ROW_LENGTH);
const permute = () => {
  const runner = calendarRunner(run.input, observed, line, annualisationOf(run));
  for (const shift of shifts) runner.shifted(shift, row, 0);
};
measure(`permutation: ${shifts.length.toLocaleString("en-US")} shifted calendars`, permute, {
  times: 9,
  warm: 2,
});

const folder = mkdtempSync(join(tmpdir(), "edict-bench-speed-"));
try {
  const store = openStore(folder);
  for (let index = 0; index < 500; index++) await store.put(storeEntry(`S${index}.HK`, 5_000));
  const load = () => {
    for (let index = 0; index < 500; index++) store.read(`S${index}.HK`, "yahoo");
  };
  measure("load: 500 x 5,000 bars from the store", load, { times: 7, warm: 1 });
  const probe = join(folder, "probe.cjs");
  const report = join(folder, "processor-time");
  writeFileSync(
    probe,
    `process.on("exit", () => { const { user, system } = process.cpuUsage();
      require("fs").writeFileSync(${JSON.stringify(report)}, String((user + system) / 1000)); });`,
  );
  const env = { ...process.env, EDICT_HOME: folder };
  const start =
    (...args: string[]) =>
    () => {
      const { status } = spawnSync(process.execPath, ["--require", probe, ...args], { env, stdio: "ignore" });
      if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}`);
      return Number(readFileSync(report, "utf8"));
    };
  measure("cold start: bare node", start("-e", "0"), { times: 7, warm: 1, isProcess: true });
  const flagship = ["run", "strategies/long-hstech-after-leadership-meetings.ts", "--prices", "sample"];
  const silently = ["--luck", "0", "--quiet", "--out", folder];
  const cold = start("dist/cli.cjs", ...flagship, ...silently);
  measure("cold start: edict run, without the luck test", cold, { times: 7, warm: 1, isProcess: true });
} finally {
  rmSync(folder, { recursive: true });
}

const machine = `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores, Node ${process.version}`;
const load = loadavg()[0] as number;
console.log(`\n${machine}; other work on it: load ${load.toFixed(1)}`);
if (process.argv.includes("--write")) {
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync("bench/speed.json", `${JSON.stringify({ date, machine, load, found }, null, 2)}\n`);
}

/** Times a piece of work, warm, and prints the median. */
function measure(
  name: string,
  work: () => unknown,
  { repeat = 1, times, warm = 20, isProcess = false }: Timing,
): void {
  for (let index = 0; index < warm * repeat; index++) work();
  const taken = Array.from({ length: times }, () => {
    const begin = processorTime();
    let given: unknown;
    for (let index = 0; index < repeat; index++) given = work();
    return isProcess ? (given as number) : (processorTime() - begin) / repeat;
  }).sort((a, b) => a - b);
  const median = taken[Math.floor(times / 2)] as number;
  const [base] = found;
  const ratio = base === undefined ? 1 : median / base.milliseconds;
  const best = taken[0] as number;
  const digits = (value: number) => Number(value.toPrecision(3));
  found.push({ name, milliseconds: digits(median), best: digits(best), times: digits(ratio) });
  const factor = Math.round(ratio).toLocaleString("en-US");
  console.log(`${name.padEnd(46)} ${show(median).padStart(8)}  x ${factor.padStart(7)}   best ${show(best)}`);
}

/** Milliseconds that all threads of this process have computed: other work on the machine disturbs it less. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function show(milliseconds: number): string {
  return milliseconds < 1
    ? `${(1_000 * milliseconds).toFixed(0)} us`
    : `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}
