import { type ChunkPool, openChunkPool } from "./chunk-pool.ts";
import { awaitRedis, connectionOptions, loadQueue, QUEUE_NAME, readRedisUrl } from "./queue-connection.ts";
import type { ChunkTask } from "./queue-executor.ts";
import { sweepStore } from "./sweep-store.ts";

/** Milliseconds. */
const PATIENCE = 1_000;

/** How a worker process serves a queue. */
export interface ServeOptions {
  readonly url: string;
  readonly threads: number;
  /** a worker that was silent for so long is taken for lost, and its chunk goes to another */
  readonly lostAfterSeconds: number;
  readonly signal: AbortSignal;
  /** told once Redis has answered */
  readonly onReady?: () => void;
  readonly onChunk?: (done: number) => void;
  readonly workerFile?: string;
}

/**
 * Takes chunks of sweeps from a queue and evaluates them on worker threads, until it is told to stop; chunks under way
 * are then finished.
 *
 * The chunks are evaluated on threads of their own, so that this one can renew its locks however long a chunk takes.
 *
 * @returns false if Redis is away when it is told to stop, or before all is finished: what looks for it is then left,
 *   and keeps the process alive
 * @throws InputError if Redis cannot be reached at the start; later it is waited for
 */
export async function serveQueue({
  url,
  threads,
  lostAfterSeconds,
  signal,
  onReady,
  onChunk,
  workerFile,
}: ServeOptions): Promise<boolean> {
  const address = readRedisUrl(url);
  const { bullmq, connect } = await loadQueue();
  const client = connect(connectionOptions(address));
  client.on("error", () => undefined);
  const stopped = whenAborted(signal);
  try {
    await awaitRedis(client.ping(), url, stopped);
  } catch (error) {
    client.disconnect();
    throw error;
  }
  if (signal.aborted) {
    client.disconnect();
    return false;
  }
  onReady?.();
  // One pool: a worker serves one sweep at a time mostly, and opens the next when its first chunk comes.
  let current: { run: string; pool: Promise<ChunkPool | null> } | null = null;
  const poolOf = (run: string) => {
    if (current?.run !== run) {
      const before = current?.pool;
      current = { run, pool: openPool(run, before) };
    }
    return current.pool;
  };
  const openPool = async (run: string, before: Promise<ChunkPool | null> | undefined) => {
    await (await before)?.close();
    const job = await sweepStore(client, run).job();
    return job === null ? null : openChunkPool(job, { threads, workerFile });
  };
  let done = 0;
  const worker = new bullmq.Worker<ChunkTask>(
    QUEUE_NAME,
    async ({ data }) => {
      const pool = await poolOf(data.run);
      // The run is over: its coordinator has left.
      if (pool === null) return;
      await sweepStore(client, data.run).putBlock(data.chunk, await pool.evaluate(data.chunk));
      onChunk?.(++done);
    },
    {
      connection: connectionOptions(address),
      concurrency: threads,
      lockDuration: lostAfterSeconds * 1_000,
      stalledInterval: lostAfterSeconds * 1_000,
      // A chunk that outlives this many workers is not theirs to blame.
      maxStalledCount: 5,
    },
  );
  worker.on("error", () => undefined);
  await stopped;
  const closing = new AbortController();
  // Without Redis nobody takes what is under way, and to close is to wait until it is back.
  const isClosed = await Promise.race([
    worker.close().then(() => true),
    untilAway(client, closing.signal).then(() => false),
  ]);
  closing.abort();
  const last = current as { pool: Promise<ChunkPool | null> } | null;
  // Without Redis a pool may never open.
  if (isClosed) await (await last?.pool)?.close();
  client.disconnect();
  return isClosed;
}

/** Resolves once Redis does not answer within a second; it is asked every second until it is no longer wanted. */
async function untilAway(client: Pinged, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await answers(client)))
    await new Promise((resolve) => setTimeout(resolve, PATIENCE).unref());
}

interface Pinged {
  readonly ping: () => Promise<unknown>;
}

/** Whether Redis answers within a second. */
async function answers(client: Pinged): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE);
  });
  const answer = client.ping().then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
