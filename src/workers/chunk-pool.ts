import { join } from "node:path";
import { InputError, type Issue } from "../errors.ts";
import type { RowBlock } from "../search/evaluate-range.ts";
import { packageRoot } from "../storage/package-root.ts";
import type { KeepingPlace, KeptChunk } from "./chunk-keeper.ts";
import { shareColumns } from "./shared-columns.ts";
import type { SweepJob } from "./sweep-job.ts";

/** A pool of worker threads for one job; close it when no chunk is wanted any more. */
export interface ChunkPool<Chunk> {
  /** waits until a thread has opened the job */
  readonly open: () => Promise<void>;
  readonly evaluate: (chunk: number) => Promise<Chunk>;
  readonly close: () => Promise<void>;
}

export interface ChunkPoolOptions<Keeping extends KeepingPlace | null> {
  readonly threads: number;
  /** where the threads keep their chunks; null if rows are to be handed over */
  readonly keeping: Keeping;
  readonly workerFile?: string | undefined;
}

/** What a worker thread is started with. */
export type WorkerJob = SweepJob & { readonly keeping: KeepingPlace | null };
/** What it is asked for: a chunk, or nothing but to open the job. */
export type WorkerTask = number | null;
/** What it answers: errors of ours do not cross a thread as what they are. */
export type WorkerAnswer = RowBlock | KeptChunk | null | { readonly issues: readonly Issue[] };

/** Chunks that a thread has before it: the one under way, and those that spare it waiting for this thread's attention. */
export const CHUNKS_A_THREAD = 3;

/** Starts worker threads, all on the same columns of prices. */
export async function openChunkPool<Keeping extends KeepingPlace | null>(
  job: SweepJob,
  { threads, keeping, workerFile = sweepWorkerFile() }: ChunkPoolOptions<Keeping>,
): Promise<ChunkPool<Keeping extends null ? RowBlock : KeptChunk>> {
  const { Piscina } = await import("piscina");
  const workerJob: WorkerJob = { ...job, prices: shareColumns(job.prices), keeping };
  const pool = new Piscina({
    filename: workerFile,
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: CHUNKS_A_THREAD,
    // A worker's own flags, e.g. those of a test runner, are not for its threads.
    execArgv: [],
    workerData: workerJob,
  });
  const ask = async (task: WorkerTask) => {
    const answer = (await pool.run(task)) as WorkerAnswer;
    if (answer !== null && "issues" in answer) throw new InputError(answer.issues);
    return answer;
  };
  return {
    open: async () => {
      await ask(null);
    },
    evaluate: async (chunk) => (await ask(chunk)) as never,
    close: () => pool.destroy(),
  };
}

/** Where the worker's bundle lies in an installed package. */
function sweepWorkerFile(): string {
  return join(packageRoot(), "dist", "sweep-worker.js");
}
