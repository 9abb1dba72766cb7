import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import type { KeepingPlace, KeptChunk } from "./chunk-keeper.ts";
import type { SharedChunks } from "./shared-chunks.ts";
import { shareColumns } from "./shared-columns.ts";
import type { SweepJob } from "./sweep-job.ts";
import { startThreadPool, type ThreadOptions, type ThreadPool } from "./thread-pool.ts";

/**
 * The worker threads of a sweep. They can be started before there is a job: they load the program while this thread reads
 * prices and makes its plan.
 */
export class SweepThreads {
  readonly #options: ThreadOptions;
  #pool: ThreadPool<"keepChunks"> | null = null;

  /** @param options how many beside this one, and what they run */
  constructor(options: Omit<ThreadOptions, "workerData">) {
    this.#options = options;
  }

  get areStarted(): boolean {
    return this.#pool !== null;
  }

  /** @throws InputError if what they run is not installed */
  start(): ThreadPool<"keepChunks"> {
    this.#pool ??= startThreadPool("keepChunks", this.#options);
    return this.#pool;
  }

  /**
   * Has each thread evaluate and keep chunks until none is left, and tells of each that is kept.
   *
   * @param take must not throw
   * @throws what a thread threw
   */
  async work(
    job: SweepJob,
    place: KeepingPlace,
    chunks: SharedChunks,
    take: (kept: KeptChunk) => void,
  ): Promise<void> {
    const pool = this.start();
    const shared: SweepJob = { ...job, prices: shareColumns(job.prices) };
    const workOfOne = async () => {
      const { port1: told, port2: port } = new MessageChannel();
      told.on("message", take);
      try {
        await pool.run({ job: shared, place, chunks: chunks.memory, port }, [port]);
        // The answer comes by another way, and may be here before what was told last.
        for (let last = receiveMessageOnPort(told); last !== undefined; last = receiveMessageOnPort(told))
          take(last.message);
      } finally {
        told.close();
      }
    };
    await Promise.all(Array.from({ length: this.#options.threads }, workOfOne));
  }

  /** Ends the threads, whatever they do. */
  async close(): Promise<void> {
    await this.#pool?.close();
  }
}
