import type { SweepPlan } from "../search/sweep-plan.ts";
import type { ChunkKeeper, KeptChunk } from "./chunk-keeper.ts";
import { SharedChunks } from "./shared-chunks.ts";
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

/** Gives way to interrupts, and to what other threads have to tell. */
function interrupts(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Milliseconds of work that must be left for other threads to be worth their start: each loads the program, plans its
 * orders and compiles its loops, which takes a second of a processor, most of it while this one works.
 */
const WORTH_A_THREAD = 1_200;
/** Milliseconds that a point takes at least, by the kernel for each of its orders, and by the engine. */
const LEAST_COST = { order: 50e-6, point: 0.3 };
/** Milliseconds, or chunks, after which this thread has compiled its own loops and knows how long a chunk takes. */
const WARM_AFTER = { milliseconds: 500, chunks: 5 };
/** How many times as long a chunk may take before the loops are compiled. */
const COLD_TIMES = 10;

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
  return async (chunks, keeper, take, signal) => {
    const list = SharedChunks.of(chunks);
    let failure: { readonly error: unknown } | null = null;
    const fail = (error: unknown) => {
      failure ??= { error };
      list.stop();
    };
    let awaited = chunks.length;
    let allAreHere = () => {};
    const untilAllAreHere = new Promise<void>((resolve) => (allAreHere = resolve));
    const takeOne = (kept: KeptChunk) => {
      try {
        take(kept);
      } catch (error) {
        fail(error);
      }
      if (--awaited === 0) allAreHere();
    };
    let others: Promise<void> | null = null;
    const workElsewhere = async () => {
      others = threads.work(job, keeper.place, list, takeOne).catch(fail);
      // What tells them of their work is done by this thread, which is not free while it evaluates.
      await interrupts();
    };
    const workHere = async (job: OpenJob) => {
      const begin = performance.now();
      let quickest = Number.POSITIVE_INFINITY;
      for (let own = 1; ; own++) {
        const start = performance.now();
        const chunk = list.take();
        if (chunk === null) return;
        takeOne(keeper.evaluate(job, chunk));
        const now = performance.now();
        quickest = Math.min(quickest, now - start);
        const isWarm = own >= WARM_AFTER.chunks || now - begin > WARM_AFTER.milliseconds;
        const left = (quickest * list.left) / (isWarm ? 1 : COLD_TIMES);
        if (others === null && left > WORTH_A_THREAD) await workElsewhere();
        await interrupts();
      }
    };
    const stop = () => list.stop();
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    try {
      // Threads that are started first load the program while this one compiles its loops.
      if (opened === null || threads.areStarted || isSurelyLong(job.plan, chunks.length))
        await workElsewhere();
      if (opened !== null) await workHere(opened);
    } catch (error) {
      fail(error);
    }
    // A thread that is not there yet when all is done is not waited for.
    if (others !== null) await Promise.race([others, untilAllAreHere]);
    signal.removeEventListener("abort", stop);
    if (failure !== null) throw (failure as { readonly error: unknown }).error;
  };
}
