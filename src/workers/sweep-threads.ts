import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { EvidenceStage } from "../search/evidence-pieces.ts";
import type { AnsweredPiece } from "./answered-piece.ts";
import type { KeepingPlace, KeptChunk } from "./chunk-keeper.ts";
import { shareColumns } from "./shared-columns.ts";
import type { SharedList } from "./shared-list.ts";
import type { SweepJob } from "./sweep-job.ts";
import { startThreadPool, type ThreadOptions, type ThreadPool } from "./thread-pool.ts";

/**
 * The worker threads of a sweep. They can be started before there is a job: they load the program while this thread reads
 * prices and makes its plan.
 */
export class SweepThreads {
  readonly #options: ThreadOptions;
  #pool: ThreadPool | null = null;
  /** the job in hand, and what threads are given of it */
  #job: { readonly own: SweepJob; readonly shared: SweepJob } | null = null;

  /** @param options how many beside this one, and what they run */
  constructor(options: Omit<ThreadOptions, "workerData">) {
    this.#options = options;
  }

  get areStarted(): boolean {
    return this.#pool !== null;
  }

  /** @throws InputError if what they run is not installed */
  start(): ThreadPool {
    this.#pool ??= startThreadPool(this.#options);
    return this.#pool;
  }

  /**
   * Has each thread evaluate and keep chunks until none is left, and tells of each that is kept.
   *
   * @param take must not throw
   * @throws what a thread threw
   */
  keepChunks(
    job: SweepJob,
    place: KeepingPlace,
    list: SharedList,
    take: (kept: KeptChunk) => void,
  ): Promise<void> {
    const shared = this.#shared(job);
    return this.#each(take, (pool, port) =>
      pool.run("keepChunks", { job: shared, place, chunks: list.memory, port }, [port]),
    );
  }

  /**
   * Has each thread answer pieces of a stage until none is left, or one has failed.
   *
   * @param take must not throw
   * @throws what a thread threw, but for what a piece did
   */
  answerPieces(
    job: SweepJob,
    stage: EvidenceStage,
    list: SharedList,
    take: (answered: AnsweredPiece) => void,
  ): Promise<void> {
    const shared = this.#shared(job);
    return this.#each(take, (pool, port) =>
      pool.run("answerPieces", { job: shared, stage, pieces: list.memory, port }, [port]),
    );
  }

  async #each<Told>(
    take: (told: Told) => void,
    run: (pool: ThreadPool, port: MessagePort) => Promise<null>,
  ): Promise<void> {
    const pool = this.start();
    const workOfOne = async () => {
      const { port1: told, port2: port } = new MessageChannel();
      told.on("message", take);
      try {
        await run(pool, port);
        // The answer comes by another way, and may be here before what was told last.
        for (let last = receiveMessageOnPort(told); last !== undefined; last = receiveMessageOnPort(told))
          take(last.message);
      } finally {
        told.close();
      }
    };
    await Promise.all(Array.from({ length: this.#options.threads }, workOfOne));
  }

  #shared(job: SweepJob): SweepJob {
    if (this.#job?.own !== job) {
      this.#job = { own: job, shared: { ...job, prices: shareColumns(job.prices) } };
    }
    return this.#job.shared;
  }

  /** Ends the threads, whatever they do. */
  async close(): Promise<void> {
    await this.#pool?.close();
  }
}
