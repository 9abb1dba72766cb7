import { randomUUID } from "node:crypto";
import { InputError } from "../errors.ts";
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
import { sweepStore } from "./sweep-store.ts";

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
    const run = `${job.plan.id}-${randomUUID()}`;
    const store = sweepStore(client, run);
    const queue = new bullmq.Queue<ChunkTask>(QUEUE_NAME, { connection: connectionOptions(address) });
    const events = new bullmq.QueueEvents(QUEUE_NAME, { connection: connectionOptions(address) });
    // Their connections are looked after by the client's: all three lead to one server.
    queue.on("error", () => undefined);
    events.on("error", () => undefined);
    const failures: string[] = [];
    events.on("failed", ({ jobId, failedReason }) => {
      if (jobId.startsWith(run)) failures.push(failedReason);
    });
    try {
      await store.putJob(job);
      let next = 0;
      let newsAt = performance.now();
      const seen = new Set<number>();
      const collect = async (candidates: readonly number[]) => {
        for (const chunk of candidates) {
          const block = seen.has(chunk) ? null : await store.takeBlock(chunk);
          if (block === null) continue;
          seen.add(chunk);
          newsAt = performance.now();
          take(keeper.keep(block));
        }
      };
      const step = async () => {
        const wanted = chunks.slice(next, seen.size + MOST_QUEUED);
        if (wanted.length > 0) await queue.addBulk(wanted.map((chunk) => taskOf(run, chunk)));
        next += wanted.length;
        await collect(await store.announced());
        if (performance.now() - newsAt < QUIET_MILLISECONDS) return;
        // A lost connection may have swallowed an announcement, and a server started anew knows of nothing.
        newsAt = performance.now();
        const outstanding = chunks.slice(0, next).filter((chunk) => !seen.has(chunk));
        await collect(outstanding);
        if (await store.hasJob()) return;
        await store.putJob(job);
        await queue.addBulk(
          outstanding.filter((chunk) => !seen.has(chunk)).map((chunk) => taskOf(run, chunk)),
        );
      };
      while (seen.size < chunks.length && !signal.aborted) {
        refuseFailures(failures);
        // A command waits for as long as Redis is away: how long that is, is looked at beside it.
        await within(step(), () => refuseAway(awaySince, url));
        await pause(POLL_MILLISECONDS);
      }
    } finally {
      // Without its job, what is still on the queue is passed over by the workers.
      if (client.status === "ready") await store.remove();
      client.disconnect();
      // With Redis away a polite goodbye would wait for it.
      await Promise.race([Promise.allSettled([queue.close(), events.close()]), pause(GOODBYE_MILLISECONDS)]);
      await Promise.allSettled([queue.disconnect(), events.disconnect()]);
    }
  };
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

function refuseFailures(failures: readonly string[]): void {
  const [first] = failures;
  if (first === undefined) return;
  throw new InputError({
    what: `a chunk failed ${ATTEMPTS} times: ${first}`,
    at: "--queue",
    fix: "see what the workers print; what is done is kept: mend it and go on with --resume",
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
