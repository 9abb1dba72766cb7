import type { RowBlock } from "../search/evaluate-range.ts";
import { shareColumns } from "./shared-columns.ts";
import type { SweepJob } from "./sweep-job.ts";
import { startThreadPool, type ThreadOptions } from "./thread-pool.ts";

/** Worker threads that evaluate chunks of one job as they are asked for, all on the same columns of prices. */
export interface ChunkPool {
  readonly evaluate: (chunk: number) => Promise<RowBlock>;
  readonly close: () => Promise<void>;
}

/** Starts them; close the pool when no chunk is wanted any more. */
export function openChunkPool(job: SweepJob, options: Omit<ThreadOptions, "workerData">): ChunkPool {
  const workerData: SweepJob = { ...job, prices: shareColumns(job.prices) };
  const { run, close } = startThreadPool({ ...options, workerData });
  return { evaluate: (chunk) => run("evaluateChunk", chunk), close };
}
