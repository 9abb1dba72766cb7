import { join } from "node:path";
import type { RowBlock } from "../search/evaluate-range.ts";
import { packageRoot } from "../storage/package-root.ts";
import { shareColumns } from "./shared-columns.ts";
import type { OpenJob, SweepJob } from "./sweep-job.ts";

/**
 * Evaluates chunks, wherever that is, and hands each over as it is done, in any order. It ends when all are done, or
 * after those under way once `signal` is aborted.
 */
export type ChunkExecutor = (
  chunks: readonly number[],
  take: (chunk: number, block: RowBlock) => void,
  signal: AbortSignal,
) => Promise<void>;

/** Evaluates in this thread, giving way to interrupts between chunks. */
export function inProcessExecutor(opened: OpenJob): ChunkExecutor {
  return async (chunks, take, signal) => {
    for (const chunk of chunks) {
      if (signal.aborted) return;
      take(chunk, opened.evaluateChunk(chunk));
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
  readonly evaluate: (chunk: number) => Promise<RowBlock>;
  readonly close: () => Promise<void>;
}

/** Starts worker threads, all on the same columns of prices. */
export async function openChunkPool(
  job: SweepJob,
  threads: number,
  workerFile = sweepWorkerFile(),
): Promise<ChunkPool> {
  const { Piscina } = await import("piscina");
  const pool = new Piscina({
    filename: workerFile,
    minThreads: threads,
    maxThreads: threads,
    // A worker's own flags, e.g. those of a test runner, are not for its threads.
    execArgv: [],
    workerData: { ...job, prices: job.prices.map(shareColumns) },
  });
  return {
    evaluate: (chunk) => pool.run(chunk) as Promise<RowBlock>,
    close: () => pool.destroy(),
  };
}

/** Evaluates on worker threads. */
export function threadExecutor(job: SweepJob, threads: number, workerFile?: string): ChunkExecutor {
  return async (chunks, take, signal) => {
    const pool = await openChunkPool(job, Math.min(threads, chunks.length), workerFile);
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
