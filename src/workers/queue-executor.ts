import { randomUUID } from "node:crypto";
import type { Queue, QueueEvents } from "bullmq";
import { InputError } from "../errors.ts";
import type { RowBlock } from "../search/evaluate-range.ts";
import type { ChunkExecutor } from "./chunk-executor.ts";
import {
  awaitRedis,
  connectionOptions,
  loadQueue,
  MOST_SECONDS_AWAY,
  QUEUE_NAME,
  readRedisUrl,
  showRedisUrl,
} from "./queue-connection.ts";
import type { SweepJob } from "./sweep-job.ts";
import { type RedisClient, type SweepStore, sweepStore } from "./sweep-store.ts";

const POLL_MILLISECONDS = 50;
const GOODBYE_MILLISECONDS = 2_000;
/** Without news for so long, what is outstanding is looked for. */
const QUIET_MILLISECONDS = 5_000;
/** Times a chunk is tried that a worker could not finish for reasons of its own. */
const ATTEMPTS = 3;
/** Chunks on the queue at a time: rows that nobody has fetched yet take memory there. */
const MOST_QUEUED = 2_000;

/** What stands on the queue for one chunk. */
export interface ChunkTask {
  readonly run: string;
  readonly chunk: number;
}

/**
 * Evaluates chunks in `edict worker` processes, wherever they are, by a queue on a Redis server.
 *
 * BullMQ hands each chunk to one worker. A worker that dies holds its chunk's lock until the lock runs out, and then the
 * chunk goes to another. Rows come back through a key that is written once; this process alone writes files, each chunk
 * once, so what comes out are the bytes of a local run.
 */
export function queueExecutor(job: SweepJob, url: string): ChunkExecutor {
  return async (chunks, keeper, take, signal) => {
    const connection = await connectQueue(url);
    const run = new QueuedRun(job, connection, chunks, (block) => take(keeper.keep(block)));
    try {
      await run.begin();
      while (!run.isDone && !signal.aborted) {
        run.refuseFailures();
        // A command waits for as long as Redis is away: how long that is, is looked at beside it.
        await within(run.step(), () => refuseAway(connection.awaySince(), url));
        await pause(POLL_MILLISECONDS);
      }
    } finally {
      await run.end();
      await connection.close();
    }
  };
}

/** The queue on a server, and a client beside it. */
interface QueueConnection {
  readonly client: RedisClient;
  readonly queue: Queue<ChunkTask>;
  readonly events: QueueEvents;
  /** since when Redis has not answered; null while it does */
  readonly awaySince: () => number | null;
  readonly close: () => Promise<void>;
}

/** @throws InputError if Redis cannot be reached */
async function connectQueue(url: string): Promise<QueueConnection> {
  const address = readRedisUrl(url);
  const { bullmq, connect } = await loadQueue();
  const client = connect(connectionOptions(address));
  let awaySince: number | null = null;
  client.on("error", () => (awaySince ??= performance.now()));
  client.on("ready", () => (awaySince = null));
  try {
    await awaitRedis(client.ping(), url);
  } catch (error) {
    client.disconnect();
    throw error;
  }
  const queue = new bullmq.Queue<ChunkTask>(QUEUE_NAME, { connection: connectionOptions(address) });
  const events = new bullmq.QueueEvents(QUEUE_NAME, { connection: connectionOptions(address) });
  // Their connections are looked after by the client's: all three lead to one server.
  queue.on("error", () => undefined);
  events.on("error", () => undefined);
  const close = async () => {
    client.disconnect();
    // With Redis away a polite goodbye would wait for it.
    await Promise.race([Promise.allSettled([queue.close(), events.close()]), pause(GOODBYE_MILLISECONDS)]);
    await Promise.allSettled([queue.disconnect(), events.disconnect()]);
  };
  return { client, queue, events, awaySince: () => awaySince, close };
}

/**
 * One run's chunks on the queue. Its invariant: each chunk is received once, however often it is announced or evaluated.
 */
class QueuedRun {
  readonly #job: SweepJob;
  readonly #connection: QueueConnection;
  readonly #chunks: readonly number[];
  readonly #receive: (block: RowBlock) => void;
  readonly #name: string;
  readonly #store: SweepStore;
  readonly #received = new Set<number>();
  readonly #failures: string[] = [];
  #queued = 0;
  #newsAt = performance.now();

  constructor(
    job: SweepJob,
    connection: QueueConnection,
    chunks: readonly number[],
    receive: (block: RowBlock) => void,
  ) {
    this.#job = job;
    this.#connection = connection;
    this.#chunks = chunks;
    this.#receive = receive;
    this.#name = `${job.plan.id}-${randomUUID()}`;
    this.#store = sweepStore(connection.client, this.#name);
    connection.events.on("failed", ({ jobId, failedReason }) => {
      if (jobId.startsWith(this.#name)) this.#failures.push(failedReason);
    });
  }

  get isDone(): boolean {
    return this.#received.size === this.#chunks.length;
  }

  async begin(): Promise<void> {
    await this.#store.putJob(this.#job);
    this.#newsAt = performance.now();
  }

  /** Queues what there is room for, and receives what is announced, or what was not for too long. */
  async step(): Promise<void> {
    const wanted = this.#chunks.slice(this.#queued, this.#received.size + MOST_QUEUED);
    if (wanted.length > 0) await this.#enqueue(wanted);
    this.#queued += wanted.length;
    await this.#collect(await this.#store.announced());
    if (performance.now() - this.#newsAt < QUIET_MILLISECONDS) return;
    // A lost connection may have swallowed an announcement, and a server started anew knows of nothing.
    this.#newsAt = performance.now();
    await this.#collect(this.#outstanding());
    if (await this.#store.hasJob()) return;
    await this.#store.putJob(this.#job);
    await this.#enqueue(this.#outstanding());
  }

  refuseFailures(): void {
    const [first] = this.#failures;
    if (first === undefined) return;
    throw new InputError({
      what: `a chunk failed ${ATTEMPTS} times: ${first}`,
      at: "--queue",
      fix: "see what the workers print; what is done is kept: mend it and go on with --resume",
    });
  }

  /** Without its job, what is still on the queue is passed over by the workers. */
  async end(): Promise<void> {
    if (this.#connection.client.status === "ready") await this.#store.remove();
  }

  #outstanding(): readonly number[] {
    return this.#chunks.slice(0, this.#queued).filter((chunk) => !this.#received.has(chunk));
  }

  async #enqueue(chunks: readonly number[]): Promise<void> {
    await this.#connection.queue.addBulk(chunks.map((chunk) => taskOf(this.#name, chunk)));
  }

  async #collect(candidates: readonly number[]): Promise<void> {
    for (const chunk of candidates) {
      const block = this.#received.has(chunk) ? null : await this.#store.takeBlock(chunk);
      if (block === null) continue;
      this.#received.add(chunk);
      this.#newsAt = performance.now();
      this.#receive(block);
    }
  }
}

function taskOf(run: string, chunk: number) {
  return {
    name: "chunk",
    data: { run, chunk },
    opts: {
      jobId: `${run}-${chunk}`,
      attempts: ATTEMPTS,
      removeOnComplete: true,
      removeOnFail: true,
    },
  };
}

/** Waits for work that may itself wait for a lost connection, asking `check` every second whether to go on. */
async function within(work: Promise<void>, check: () => void): Promise<void> {
  let isDone = false;
  const running = work.finally(() => {
    isDone = true;
  });
  // When `check` has ended the wait, nobody is left to hear that the work was cut off.
  running.catch(() => undefined);
  while (!isDone) {
    await Promise.race([running, pause(1_000)]);
    if (!isDone) check();
  }
}

function refuseAway(since: number | null, url: string): void {
  if (since === null || performance.now() - since < MOST_SECONDS_AWAY * 1_000) return;
  throw new InputError({
    what: `Redis has been away for ${MOST_SECONDS_AWAY} seconds`,
    at: showRedisUrl(url),
    fix: "what is done is kept: start Redis again and go on with the same command and --resume",
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
