import { move, transferableSymbol, valueSymbol, workerData } from "piscina";
import { InputError } from "../errors.ts";
import { parameterSpace } from "../search/parameter-space.ts";
import { rowEncoder } from "../storage/sweep-files.ts";
import { writeChunk } from "../storage/sweep-folder.ts";
import type { WorkedChunk, WorkerAnswer, WorkerJob, WorkerTask } from "./chunk-executor.ts";
import { openSweepJob } from "./sweep-job.ts";

type Evaluate = (task: NonNullable<WorkerTask>) => WorkedChunk;

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
  if (keeping === null)
    return ({ chunk, rows }) => ({ block: evaluate(chunk, rows), isKept: false, stream: null });
  const encode = keeping.encodes ? await rowEncoder(parameterSpace(plan.space)) : null;
  return ({ chunk, rows, stream }) => {
    const block = evaluate(chunk, rows);
    writeChunk(keeping.folder, plan.id, chunk, block);
    return { block, isKept: true, stream: encode === null ? null : copyInto(stream, encode(block)) };
  };
}

/** A copy that can be handed over, in given memory if it is large enough. */
function copyInto(memory: Uint8Array | undefined, bytes: Uint8Array): Uint8Array {
  if (memory === undefined || memory.length < bytes.length) return bytes.slice();
  memory.set(bytes);
  return memory.subarray(0, bytes.length);
}
