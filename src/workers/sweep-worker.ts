import { move, transferableSymbol, valueSymbol, workerData } from "piscina";
import { InputError } from "../errors.ts";
import type { RowBlock } from "../search/evaluate-range.ts";
import { ChunkKeeper, type KeptChunk } from "./chunk-keeper.ts";
import type { WorkerAnswer, WorkerJob, WorkerTask } from "./chunk-pool.ts";
import { openSweepJob } from "./sweep-job.ts";

type Evaluate = (chunk: number) => RowBlock | KeptChunk;

let opened: Promise<Evaluate> | undefined;

/** Evaluates one chunk of the sweep that this worker thread was started for; rows are handed over, not copied. */
export default async function evaluateChunk(task: WorkerTask): Promise<unknown> {
  const answer = await answerOf(task);
  if (answer === null || !("numbers" in answer)) return answer;
  return move({ [valueSymbol]: answer, [transferableSymbol]: [answer.status.buffer] } as never);
}

async function answerOf(task: WorkerTask): Promise<WorkerAnswer> {
  try {
    opened ??= open(workerData as WorkerJob);
    const evaluate = await opened;
    return task === null ? null : evaluate(task);
  } catch (error) {
    if (error instanceof InputError) return { issues: error.issues };
    throw error;
  }
}

async function open(job: WorkerJob): Promise<Evaluate> {
  const { keeping, plan } = job;
  const openJob = await openSweepJob(job);
  openJob.prepare();
  if (keeping === null) return (chunk) => openJob.evaluateChunk(chunk);
  const keeper = await ChunkKeeper.open(plan, keeping);
  return (chunk) => keeper.evaluate(openJob, chunk);
}
