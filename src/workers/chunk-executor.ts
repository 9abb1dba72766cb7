import { join } from "node:path";
import { InputError, type Issue } from "../errors.ts";
import { packageRoot } from "../storage/package-root.ts";
import { ChunkMemory } from "./chunk-memory.ts";
import type { FinishedChunk } from "./finished-chunk.ts";
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
    const memory = new ChunkMemory();
    for (const chunk of chunks) {
      if (signal.aborted) return;
      take(chunk, memory.evaluate(opened, chunk));
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
  /** waits until a thread has opened the job */
  readonly open: () => Promise<void>;
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

/** What a worker thread is asked for: a chunk, in memory that it is handed if there is any, or nothing but to open the job. */
export type WorkerTask = {
  readonly chunk: number;
  readonly rows: Float64Array | undefined;
  readonly stream: Uint8Array | undefined;
} | null;
/** What a worker thread is started with. */
export type WorkerJob = SweepJob & { readonly keeping: ChunkKeeping | null };
/** What it answers: errors of ours do not cross a thread as what they are. */
export type WorkerAnswer = WorkedChunk | null | { readonly issues: readonly Issue[] };
/** A finished chunk as it crosses a thread. */
export type WorkedChunk = Omit<FinishedChunk, "letGo">;

/** Chunks that a thread has before it: the one under way, and those that spare it waiting for this thread's attention. */
const CHUNKS_A_THREAD = 3;

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
    concurrentTasksPerWorker: CHUNKS_A_THREAD,
    // A worker's own flags, e.g. those of a test runner, are not for its threads.
    execArgv: [],
    workerData: workerJob,
  });
  const memory = new ChunkMemory();
  const ask = async (task: WorkerTask) => {
    const buffers = [task?.rows, task?.stream].flatMap((column) => column?.buffer ?? []);
    const answer = (await pool.run(task, { transferList: buffers as never })) as WorkerAnswer;
    if (answer !== null && "issues" in answer) throw new InputError(answer.issues);
    return answer;
  };
  return {
    open: async () => {
      await ask(null);
    },
    evaluate: async (chunk) => {
      const worked = (await ask({ chunk, ...memory.takeBoth() })) as WorkedChunk;
      return { ...worked, letGo: () => memory.giveBack(worked) };
    },
    close: () => pool.destroy(),
  };
}

/**
 * Milliseconds of work that must be left for other threads to be worth their start: each loads the program and compiles
 * its loops, which takes a second or more of a processor.
 */
const WORTH_A_THREAD = 3_000;
/** Milliseconds, or chunks, after which this thread has compiled its own loops and knows how long a chunk takes. */
const WARM_AFTER = { milliseconds: 500, chunks: 5 };

/**
 * Evaluates in worker threads and, with `opened`, in this one as well: it begins at once, while they start, and puts
 * chunks together in between. Threads are not started for what this one has soon done alone.
 *
 * Worker threads also write their chunks and encode their rows, which leaves little enough to this one for more of them
 * to be worth having.
 *
 * @param opened the same job in this thread; null if it only puts chunks together
 * @param options with the number of worker threads beside this one
 */
export function threadExecutor(
  job: SweepJob,
  opened: OpenJob | null,
  { threads, keeping, workerFile }: ChunkPoolOptions,
): ChunkExecutor {
  return async (chunks, take, signal) => {
    let next = 0;
    let failure: { readonly error: unknown } | null = null;
    const isOver = () => next >= chunks.length || signal.aborted || failure !== null;
    let pool: Promise<ChunkPool> | null = null;
    const lanes: Promise<void>[] = [];
    const startThreads = () => {
      const count = Math.min(threads, chunks.length);
      pool = openChunkPool(job, { threads: count, keeping, workerFile });
      for (let lane = 0; lane < CHUNKS_A_THREAD * count; lane++) {
        const done = evaluateElsewhere(pool).catch((error) => {
          failure ??= { error };
        });
        lanes.push(done);
      }
    };
    const evaluateElsewhere = async (opening: Promise<ChunkPool>) => {
      const { open, evaluate } = await opening;
      // No chunk is taken for a thread that is not there yet: those after it would have to wait for it.
      await open();
      while (!isOver()) {
        const chunk = chunks[next++] as number;
        take(chunk, await evaluate(chunk));
      }
    };
    const evaluateHere = async (job: OpenJob) => {
      const memory = new ChunkMemory();
      const begin = performance.now();
      let quickest = Number.POSITIVE_INFINITY;
      for (let own = 1; !isOver(); own++) {
        const start = performance.now();
        const chunk = chunks[next++] as number;
        take(chunk, memory.evaluate(job, chunk));
        const now = performance.now();
        quickest = Math.min(quickest, now - start);
        const isWarm = own >= WARM_AFTER.chunks || now - begin > WARM_AFTER.milliseconds;
        if (pool === null && isWarm && quickest * (chunks.length - next) > WORTH_A_THREAD) startThreads();
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    };
    try {
      if (opened === null) startThreads();
      else await evaluateHere(opened);
      await Promise.all(lanes);
    } finally {
      await closeIfOpen(pool);
    }
    if (failure !== null) throw (failure as { readonly error: unknown }).error;
  };
}

async function closeIfOpen(pool: Promise<ChunkPool> | null): Promise<void> {
  await (await pool)?.close();
}
