import { availableParallelism } from "node:os";
import { InputError } from "../../errors.ts";
import { planSweep } from "../../search/sweep-plan.ts";
import { trialOfSweep } from "../../search/sweep-trial.ts";
import { recordTrials } from "../../storage/run-ledger.ts";
import { sweepFolder } from "../../storage/sweep-folder.ts";
import { type ChunkExecutor, inProcessExecutor, threadExecutor } from "../../workers/chunk-executor.ts";
import { runSweep } from "../../workers/run-sweep.ts";
import { makeSweepJob, openSweepJob, type SweepJob } from "../../workers/sweep-job.ts";
import { calledAs } from "../called-as.ts";
import { inputFlags } from "../run/next-steps.ts";
import { shellWord } from "../shell-word.ts";
import { printSweep } from "./print-sweep.ts";
import { searchProgress } from "./search-progress.ts";
import { loadSweepInputs, type SweepCommandOptions } from "./sweep-inputs.ts";

/** Sweeps a strategy as the flags say, writes the sweep, and prints it as asked. */
export async function sweepStrategy(file: string, options: SweepCommandOptions): Promise<void> {
  const shard = readShard(options.shard);
  const { loaded, inputs, request } = await loadSweepInputs(file, options);
  const plan = planSweep(loaded.strategy, inputs, request);
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
      executor: await chooseExecutor(job, options),
      signal: interrupt.signal,
      onProgress: progress.update,
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

async function chooseExecutor(job: SweepJob, options: SweepCommandOptions): Promise<ChunkExecutor> {
  if (options.queue !== undefined) {
    const { queueExecutor } = await import("../../workers/queue-executor.ts");
    return queueExecutor(job, options.queue);
  }
  const opened = await openSweepJob(job);
  const threads = options.threads ?? availableParallelism();
  if (threads <= 1) return inProcessExecutor(opened);
  return threadExecutor(job, opened, { threads: threads - 1 });
}

function readShard(text: string | undefined): { index: number; of: number } | null {
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
