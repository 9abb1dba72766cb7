import { move, transferableSymbol, valueSymbol, workerData } from "piscina";
import { InputError } from "../errors.ts";
import { parameterSpace } from "../search/parameter-space.ts";
import { rowEncoder } from "../storage/sweep-files.ts";
import { writeChunk } from "../storage/sweep-folder.ts";
import type { WorkerAnswer, WorkerJob, WorkerTask } from "./chunk-executor.ts";
import { type FinishedChunk, unkept } from "./finished-chunk.ts";
import { openSweepJob } from "./sweep-job.ts";

type Evaluate = (chunk: number) => FinishedChunk;

let opened: Promise<Evaluate> | undefined;

/** Evaluates one chunk of the sweep that this worker thread was started for; its columns are handed over, not copied. */
export default async function evaluateChunk(task: WorkerTask): Promise<unknown> {
  const answer = await answerOf(task);
  if (answer === null || "issues" in answer) return answer;
  const { block, stream } = answer;
  const buffers = [block.rows.buffer, block.status.buffer, ...(stream === null ? [] : [stream.buffer])];
  return move({ [valueSymbol]: answer, [transferableSymbol]: buffers } as never);
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
  const { evaluateChunk: evaluate, prepare } = await openSweepJob(job);
  prepare();
  if (keeping === null) return (chunk) => unkept(evaluate(chunk));
  const encode = keeping.encodes ? await rowEncoder(parameterSpace(plan.space)) : () => null;
  return (chunk) => {
    const block = evaluate(chunk);
    writeChunk(keeping.folder, plan.id, chunk, block);
    // A copy, since it is handed over.
    return { block, isKept: true, stream: encode(block)?.slice() ?? null };
  };
}
