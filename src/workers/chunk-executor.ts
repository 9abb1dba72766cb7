import type { ChunkKeeper, KeptChunk } from "./chunk-keeper.ts";
import { CHUNKS_A_THREAD, type ChunkPool, openChunkPool } from "./chunk-pool.ts";
import type { OpenJob, SweepJob } from "./sweep-job.ts";

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

/** Gives way to interrupts, and to what other threads have to tell. */
function interrupts(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export interface ThreadOptions {
  /** worker threads beside this one */
  readonly threads: number;
  readonly workerFile?: string | undefined;
}

/**
 * Milliseconds of work that must be left for other threads to be worth their start: each loads the program and compiles
 * its loops, which takes half a second or more of a processor.
 */
const WORTH_A_THREAD = 1_500;
/** Chunks of which the quickest take that long. */
const SURELY_WORTH_A_THREAD = 120;
/** Milliseconds, or chunks, after which this thread has compiled its own loops and knows how long a chunk takes. */
const WARM_AFTER = { milliseconds: 500, chunks: 5 };
/** How many times as long a chunk may take before the loops are compiled. */
const COLD_TIMES = 10;

/**
 * Evaluates in worker threads and, with `opened`, in this one as well: it begins at once, while they start. Threads are
 * not started for what this one has soon done alone.
 *
 * @param opened the same job in this thread; null if it only puts the sweep together
 */
export function threadExecutor(
  job: SweepJob,
  opened: OpenJob | null,
  { threads, workerFile }: ThreadOptions,
): ChunkExecutor {
  return async (chunks, keeper, take, signal) => {
    let next = 0;
    let failure: { readonly error: unknown } | null = null;
    const isOver = () => next >= chunks.length || signal.aborted || failure !== null;
    let pool: ChunkPool<KeptChunk> | null = null;
    const lanes: Promise<void>[] = [];
    /** Waits until the threads are on their way: what starts them needs this one, which is not free while it evaluates. */
    const startThreads = async () => {
      const count = Math.min(threads, chunks.length);
      pool = await openChunkPool(job, { threads: count, keeping: keeper.place, workerFile });
      for (let lane = 0; lane < CHUNKS_A_THREAD * count; lane++) {
        const done = evaluateElsewhere(pool).catch((error) => {
          failure ??= { error };
        });
        lanes.push(done);
      }
    };
    const evaluateElsewhere = async ({ open, evaluate }: ChunkPool<KeptChunk>) => {
      // No chunk is taken for a thread that is not there yet if this one could soon have done it.
      if (chunks.length < SURELY_WORTH_A_THREAD) await open();
      while (!isOver()) take(await evaluate(chunks[next++]!));
    };
    const evaluateHere = async (job: OpenJob) => {
      const begin = performance.now();
      let quickest = Number.POSITIVE_INFINITY;
      for (let own = 1; !isOver(); own++) {
        const start = performance.now();
        take(keeper.evaluate(job, chunks[next++]!));
        const now = performance.now();
        quickest = Math.min(quickest, now - start);
        const isWarm = own >= WARM_AFTER.chunks || now - begin > WARM_AFTER.milliseconds;
        const left = (quickest * (chunks.length - next)) / (isWarm ? 1 : COLD_TIMES);
        if (pool === null && left > WORTH_A_THREAD) await startThreads();
        await interrupts();
      }
    };
    try {
      // Threads that are started first load the program while this one compiles its loops.
      if (opened === null || chunks.length >= SURELY_WORTH_A_THREAD) await startThreads();
      if (opened !== null) await evaluateHere(opened);
      await Promise.all(lanes);
    } finally {
      await (pool as ChunkPool<KeptChunk> | null)?.close();
    }
    if (failure !== null) throw (failure as { readonly error: unknown }).error;
  };
}
