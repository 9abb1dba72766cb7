import { join } from "node:path";
import { InputError, type Issue } from "../errors.ts";
import { packageRoot } from "../storage/package-root.ts";
import { type FinishedChunk, unkept } from "./finished-chunk.ts";
import { shareColumns } from "./shared-columns.ts";
import type { OpenJob, SweepJob } from "./sweep-job.ts";

/**
 * Evaluates chunks, wherever that is, and hands each over as it is done, in any order. It ends when all are done, or
 * after those under way once `signal` is aborted.
 */
export type ChunkExecutor = (
  chunks: readonly number[],
  take: (chunk: number, finished: FinishedChunk) => void,
  signal: AbortSignal,
) => Promise<void>;

/** Evaluates in this thread, giving way to interrupts between chunks. */
export function inProcessExecutor(opened: OpenJob): ChunkExecutor {
  return async (chunks, take, signal) => {
    for (const chunk of chunks) {
      if (signal.aborted) return;
      take(chunk, unkept(opened.evaluateChunk(chunk)));
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  };
}

/** Where the worker's bundle lies in an installed package. */
function sweepWorkerFile(): string {
  return join(packageRoot(), "dist", "sweep-worker.js");
}

/** A pool of worker threads for one job; close it when no chunk is wanted any more. */
export interface ChunkPool {
  readonly evaluate: (chunk: number) => Promise<FinishedChunk>;
  readonly close: () => Promise<void>;
}

/** Where worker threads write the chunks that they evaluate, and whether they encode their rows for the assembly. */
export interface ChunkKeeping {
  /** of the sweep, locked by this process */
  readonly folder: string;
  readonly encodes: boolean;
}

export interface ChunkPoolOptions {
  readonly threads: number;
  /** null if the chunks are to be handed over only */
  readonly keeping: ChunkKeeping | null;
  readonly workerFile?: string | undefined;
}

/** What a worker thread is started with. */
export type WorkerJob = SweepJob & { readonly keeping: ChunkKeeping | null };
/** What it answers: errors of ours do not cross a thread as what they are. */
export type WorkerAnswer = FinishedChunk | { readonly issues: readonly Issue[] };

/** Starts worker threads, all on the same columns of prices. */
export async function openChunkPool(
  job: SweepJob,
  { threads, keeping, workerFile = sweepWorkerFile() }: ChunkPoolOptions,
): Promise<ChunkPool> {
  const { Piscina } = await import("piscina");
  const workerJob: WorkerJob = { ...job, prices: job.prices.map(shareColumns), keeping };
  const pool = new Piscina({
    filename: workerFile,
    minThreads: threads,
    maxThreads: threads,
    // A worker's own flags, e.g. those of a test runner, are not for its threads.
    execArgv: [],
    workerData: workerJob,
  });
  return {
    evaluate: async (chunk) => {
      const answer = (await pool.run(chunk)) as WorkerAnswer;
      if ("issues" in answer) throw new InputError(answer.issues);
      return answer;
    },
    close: () => pool.destroy(),
  };
}

/**
 * Evaluates on worker threads. Those that also write their chunks and encode their rows leave little enough to the
 * thread that puts chunks together for more of them to be worth having.
 */
export function threadExecutor(
  job: SweepJob,
  { threads, keeping, workerFile }: ChunkPoolOptions,
): ChunkExecutor {
  return async (chunks, take, signal) => {
    const count = Math.min(threads, chunks.length);
    const pool = await openChunkPool(job, { threads: count, keeping, workerFile });
    let next = 0;
    // One chunk waits behind each that is under way, so that no thread idles and an interrupt loses little.
    const lane = async () => {
      while (next < chunks.length && !signal.aborted) {
        const chunk = chunks[next++] as number;
        take(chunk, await pool.evaluate(chunk));
      }
    };
    try {
      await Promise.all(Array.from({ length: 2 * threads }, lane));
    } finally {
      await pool.close();
    }
  };
}
