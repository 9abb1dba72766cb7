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
  return async (chunks, take, signal) => {
    const address = readRedisUrl(url);
    const { bullmq, connect } = await loadQueue();
    const client = connect(connectionOptions(address));
    let awaySince: number | null = null;
    client.on("error", () => (awaySince ??= performance.now()));
    client.on("ready", () => (awaySince = null));
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
      await awaitRedis(client.ping(), url);
      await store.putJob(job);
      let next = 0;
      const seen = new Set<number>();
      while (seen.size < chunks.length && !signal.aborted) {
        refuseAway(awaySince, url);
        refuseFailures(failures);
        // A command waits for as long as Redis is away: the wait is cut so that the time away is looked at.
        const isDone = await within(
          async () => {
            const wanted = chunks.slice(next, seen.size + MOST_QUEUED);
            if (wanted.length > 0) {
              await queue.addBulk(wanted.map((chunk) => taskOf(run, chunk)));
              next += wanted.length;
            }
            for (const chunk of await store.announced()) {
              const block = seen.has(chunk) ? null : await store.takeBlock(chunk);
              if (block === null) continue;
              seen.add(chunk);
              take(chunk, block);
            }
          },
          () => refuseAway(awaySince, url),
        );
        if (!isDone) continue;
        await pause(POLL_MILLISECONDS);
      }
    } finally {
      // Without its job, what is still on the queue is passed over by the workers.
      if (client.status === "ready") await store.remove();
      client.disconnect();
      await Promise.allSettled([queue.close(), events.close()]);
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

/** Runs work that may wait for a lost connection, asking `check` every second whether to go on waiting. */
async function within(work: () => Promise<void>, check: () => void): Promise<boolean> {
  let isDone = false;
  const running = work().then(() => {
    isDone = true;
  });
  while (!isDone) {
    await Promise.race([running, pause(1_000)]);
    if (!isDone) check();
  }
  return isDone;
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
