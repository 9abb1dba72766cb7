import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import * as v from "valibot";
import type { Trial } from "../result/trial.ts";
import { edictHome } from "./edict-home.ts";
import { makeFolder } from "./make-folder.ts";
import { refusedWrite } from "./refused-write.ts";

/** The ledger of runs: one JSON object a line, only ever added to. Anyone may read it. */
export function ledgerFile(home: string = edictHome()): string {
  return join(home, "ledger", "runs.jsonl");
}

const strategySchema = v.strictObject({ name: v.string(), file: v.string() });
const trialSchema = v.strictObject({
  strategy: strategySchema,
  data: v.string(),
  variant: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  variants: v.pipe(v.number(), v.integer(), v.minValue(1)),
  sharpe: v.nullable(v.pipe(v.number(), v.finite())),
  sharpeVariance: v.pipe(v.number(), v.minValue(0)),
  runId: v.string(),
});
/** A reset counts for the runs above it: of one strategy, or of all. They stay in the file. */
const resetSchema = v.strictObject({ reset: v.union([v.literal("all"), strategySchema]) });
const lineSchema = v.union([trialSchema, resetSchema]);

/** What the ledger says now. */
export interface RunLedger {
  readonly file: string;
  /** trials since the last reset that concerns them, oldest first */
  readonly trials: readonly Trial[];
  /** resets, and how many trials they set aside */
  readonly resets: number;
  readonly setAside: number;
  /** lines that are no record: a process was killed in the middle of one, or someone edited the file */
  readonly damagedLines: number;
}

/** Reads the ledger; an absent one is empty. */
export function readLedger(home: string = edictHome()): RunLedger {
  const file = ledgerFile(home);
  let trials: Trial[] = [];
  let resets = 0;
  let setAside = 0;
  let damagedLines = 0;
  for (const line of existsSync(file) ? readFileSync(file, "utf8").split("\n") : []) {
    if (line === "") continue;
    const record = parseLine(line);
    if (record === null) damagedLines++;
    else if ("reset" in record) {
      const { reset } = record;
      const kept = trials.filter((trial) => reset !== "all" && !isSameStrategy(trial.strategy, reset));
      resets++;
      setAside += trials.length - kept.length;
      trials = kept;
    } else trials.push(record);
  }
  return { file, trials, resets, setAside, damagedLines };
}

function parseLine(line: string): v.InferOutput<typeof lineSchema> | null {
  try {
    const read = v.safeParse(lineSchema, JSON.parse(line));
    return read.success ? read.output : null;
  } catch {
    // Not JSON: counted by the caller, and shown.
    return null;
  }
}

/**
 * Adds trials that the ledger does not hold yet.
 *
 * Each call is one write to a file opened for appending, which the system puts at the end whole: two processes at once
 * cannot tear each other's lines, and one that is killed leaves at worst the beginning of its own.
 *
 * @throws InputError if the ledger cannot be written
 */
export function recordTrials(trials: readonly Trial[], home: string = edictHome()): void {
  const known = new Set(readLedger(home).trials.map(identityOf));
  const added = trials.map(withWholePath).filter((trial) => !known.has(identityOf(trial)));
  if (added.length > 0) append(home, added);
}

/** A run again with the same outcome adds nothing; new prices that change its Sharpe ratio do. */
function identityOf({ strategy, data, variant, sharpe }: Trial): string {
  return JSON.stringify([strategy.file, strategy.name, data, variant, sharpe]);
}

function withWholePath(trial: Trial): Trial {
  return { ...trial, strategy: { ...trial.strategy, file: resolve(trial.strategy.file) } };
}

/**
 * Starts the count of one strategy, or of all, anew. The reset is itself a line of the ledger, and what it sets aside
 * stays in the file: the count can be begun again, not made to look as if nothing had been tried.
 */
export function resetLedger(
  strategy: { name: string; file: string } | "all",
  home: string = edictHome(),
): void {
  append(home, [
    { reset: strategy === "all" ? "all" : { name: strategy.name, file: resolve(strategy.file) } },
  ]);
}

/** Trials of a strategy on some data: those of the same file, and those under the same name. */
export function trialsOf(ledger: RunLedger, trial: Pick<Trial, "strategy" | "data">): Trial[] {
  const strategy = { ...trial.strategy, file: resolve(trial.strategy.file) };
  return ledger.trials.filter((one) => one.data === trial.data && isSameStrategy(one.strategy, strategy));
}

function isSameStrategy(a: Trial["strategy"], b: Trial["strategy"]): boolean {
  return a.file === b.file || a.name === b.name;
}

function append(home: string, records: readonly object[]): void {
  const file = ledgerFile(home);
  try {
    makeFolder(dirname(file));
    const handle = openSync(file, "a+");
    try {
      const text = records.map((record) => `${JSON.stringify(record)}\n`).join("");
      writeSync(handle, `${endsInsideLine(handle) ? "\n" : ""}${text}`);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw refusedWrite("the ledger of runs", file, error, {
      elsewhere: "name a folder that can be written in EDICT_HOME",
    });
  }
}

/** Whether the last writer was killed in the middle of a line: ours then begins a new one. */
function endsInsideLine(handle: number): boolean {
  const { size } = fstatSync(handle);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(handle, last, 0, 1, size - 1);
  return last[0] !== 0x0a;
}
