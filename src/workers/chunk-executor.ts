import type { SweepPlan } from "../search/sweep-plan.ts";
import type { ChunkKeeper, KeptChunk } from "./chunk-keeper.ts";
import { interrupts, shareWork, WORTH_A_THREAD } from "./share-work.ts";
import { SharedList } from "./shared-list.ts";
import type { OpenJob, SweepJob } from "./sweep-job.ts";
import type { SweepThreads } from "./sweep-threads.ts";

/**
 * Evaluates chunks, wherever that is, and tells of each when it is kept, in any order. It ends when all are, or after
 * those under way once `signal` is aborted.
 *
 * @param keeper this thread's own
 */
export type ChunkExecutor = (
  chunks: readonly number[],
  keeper: ChunkKeeper,
  take: (kept: KeptChunk) => void,
  signal: AbortSignal,
) => Promise<void>;

/** Evaluates in this thread, giving way to interrupts between chunks. */
export function inProcessExecutor(opened: OpenJob): ChunkExecutor {
  return async (chunks, keeper, take, signal) => {
    for (const chunk of chunks) {
      if (signal.aborted) return;
      take(keeper.evaluate(opened, chunk));
      await interrupts();
    }
  };
}

/** Milliseconds that a point takes at least, by the kernel for each of its orders, and by the engine. */
const LEAST_COST = { order: 50e-6, point: 0.3 };

/** Whether threads are worth their start before anything of a search has been measured. */
export function isSurelyLong({ orders, chunkSize }: SweepPlan, chunks: number): boolean {
  const cost = orders === null ? LEAST_COST.point : orders * LEAST_COST.order;
  return chunks * chunkSize * cost > WORTH_A_THREAD;
}

/**
 * Evaluates in worker threads and, with `opened`, in this one as well. Each takes the next chunk when it is done with one,
 * so that none waits for another but for the last. Threads are not started for what this one has soon done alone.
 *
 * @param opened the same job in this thread; null if it only puts the sweep together
 * @param threads which somebody else closes
 */
export function threadExecutor(job: SweepJob, opened: OpenJob | null, threads: SweepThreads): ChunkExecutor {
  return (chunks, keeper, take, signal) => {
    const list = SharedList.of(chunks);
    return shareWork({
      list,
      take,
      here: opened === null ? null : (chunk) => keeper.evaluate(opened, chunk),
      elsewhere: (takeOne) => threads.keepChunks(job, keeper.place, list, takeOne),
      // Threads that are started first load the program while this one compiles its loops.
      beginsElsewhere: threads.areStarted || isSurelyLong(job.plan, chunks.length),
      signal,
    });
  };
}
