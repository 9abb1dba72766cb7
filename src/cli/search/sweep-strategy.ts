import { availableParallelism } from "node:os";
import { InputError } from "../../errors.ts";
import { planSweep } from "../../search/sweep-plan.ts";
import { trialOfSweep } from "../../search/sweep-trial.ts";
import { recordTrials } from "../../storage/run-ledger.ts";
import { type SweepPart, sweepFolder } from "../../storage/sweep-folder.ts";
import {
  type ChunkExecutor,
  inProcessExecutor,
  isSurelyLong,
  threadExecutor,
} from "../../workers/chunk-executor.ts";
import { runSweep } from "../../workers/run-sweep.ts";
import { makeSweepJob, openSweepJob, type SweepJob } from "../../workers/sweep-job.ts";
import { SweepThreads } from "../../workers/sweep-threads.ts";
import { calledAs } from "../called-as.ts";
import { inputFlags } from "../run/next-steps.ts";
import { shellWord } from "../shell-word.ts";
import { printSweep } from "./print-sweep.ts";
import { searchProgress } from "./search-progress.ts";
import { loadSweepInputs, type SweepCommandOptions } from "./sweep-inputs.ts";

/** Sweeps a strategy as the flags say, writes the sweep, and prints it as asked. */
export async function sweepStrategy(file: string, options: SweepCommandOptions): Promise<void> {
  const shard = readShard(options.shard);
  const threads = threadsBeside(options);
  try {
    await sweepWith(threads, file, options, shard);
  } finally {
    await threads?.close();
  }
}

async function sweepWith(
  threads: SweepThreads | null,
  file: string,
  options: SweepCommandOptions,
  shard: SweepPart | null,
): Promise<void> {
  const { loaded, inputs, request } = await loadSweepInputs(file, options);
  const plan = planSweep(loaded.strategy, inputs, request);
  // They load the program while this one takes its lock and opens its files.
  const isHere = options.queue === undefined;
  if (isHere && isSurelyLong(plan, plan.chunks / (shard?.of ?? 1))) threads?.start();
  const job = makeSweepJob(plan, file, inputs);
  const folder = sweepFolder(file, plan.id, options.out);
  const interrupt = new AbortController();
  // The first Ctrl-C ends after the chunks under way; a second one ends at once, and loses those. The listener stays on
  // for both: the lock's own one ends the process as soon as it finds itself alone.
  const onInterrupt = () => {
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort();
  };
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onInterrupt);
  const progress = searchProgress();
  try {
    const document = await runSweep(job, {
      folder,
      executor: await chooseExecutor(job, threads, options),
      signal: interrupt.signal,
      onProgress: progress.update,
      threads,
      ...(options.resume === true && { resume: true }),
      ...(shard !== null && { shard }),
      ...(options.map !== undefined && { map: options.map.split(",") }),
    });
    progress.stop();
    const trial = document === null ? null : trialOfSweep(document);
    if (trial !== null) recordTrials([trial]);
    const again = [shellWord(file), ...inputFlags(options)].join(" ");
    await printSweep(document, folder, options, [`${calledAs()} walk-forward ${again}`]);
  } finally {
    progress.stop();
    process.off("SIGINT", onInterrupt);
    process.off("SIGTERM", onInterrupt);
  }
}

/** Threads beside this one; null if it works alone. Where a queue's workers evaluate, they gather the evidence alone. */
function threadsBeside({ threads = availableParallelism() }: SweepCommandOptions): SweepThreads | null {
  return threads <= 1 ? null : new SweepThreads({ threads: threads - 1 });
}

async function chooseExecutor(
  job: SweepJob,
  threads: SweepThreads | null,
  { queue }: SweepCommandOptions,
): Promise<ChunkExecutor> {
  if (queue !== undefined) {
    const { queueExecutor } = await import("../../workers/queue-executor.ts");
    return queueExecutor(job, queue);
  }
  const opened = await openSweepJob(job);
  return threads === null ? inProcessExecutor(opened) : threadExecutor(job, opened, threads);
}

function readShard(text: string | undefined): SweepPart | null {
  if (text === undefined) return null;
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [index, of] = [Number(match?.[1]), Number(match?.[2])];
  if (index >= 1 && index <= of) return { index, of };
  throw new InputError({
    what: `"${text}" is no shard`,
    at: "--shard",
    fix: "write i/n with i from 1 to n, e.g. --shard 3/8",
  });
}
