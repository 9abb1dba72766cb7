import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TransferListItem } from "node:worker_threads";
import { InputError } from "../errors.ts";
import { packageRoot } from "../storage/package-root.ts";
import { loadPiscina } from "./load-piscina.ts";
import type * as Work from "./sweep-worker.ts";

/** What a thread can do: what its file exports. */
type WorkName = keyof typeof Work;
type TaskOf<Name extends WorkName> = Parameters<(typeof Work)[Name]>[0];
type AnswerOf<Name extends WorkName> = Exclude<Awaited<ReturnType<(typeof Work)[Name]>>, Work.Refusal>;

export interface ThreadOptions {
  readonly threads: number;
  /** found by threads as `workerData` of Node's `worker_threads` */
  readonly workerData?: unknown;
  readonly workerFile?: string | undefined;
}

/**
 * Memory of a thread for what is new: it is cleared in a fifth of a millisecond, and each page of four times as much, which
 * V8 would take, costs more to be touched for the first time.
 */
const MOST_NEW_MEGABYTES = 12;

/** Threads that work as they are asked to. */
export interface ThreadPool {
  readonly run: <Name extends WorkName>(
    name: Name,
    task: TaskOf<Name>,
    transfer?: readonly TransferListItem[],
  ) => Promise<AnswerOf<Name>>;
  /** ends the threads, whatever they do; may be called again */
  readonly close: () => Promise<void>;
}

/**
 * Starts worker threads.
 *
 * @throws InputError if what they run is not installed
 */
export function startThreadPool({
  threads,
  workerData,
  workerFile = installedWorkerFile(),
}: ThreadOptions): ThreadPool {
  const { Piscina } = loadPiscina();
  const pool = new Piscina({
    filename: workerFile,
    // A thread looks for it as it starts, and where it finds none, once more by import().
    name: "keepChunks" satisfies WorkName,
    minThreads: threads,
    maxThreads: threads,
    // A process's own flags, e.g. those of a test runner, are not for its threads.
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: MOST_NEW_MEGABYTES },
    workerData,
  });
  let failure: { readonly error: unknown } | null = null;
  // A thread that ends before it is asked for anything; another would do the same.
  pool.on("error", (error) => {
    failure ??= { error };
    void pool.destroy();
  });
  return {
    run: async (name, task, transfer = []) => {
      if (failure !== null) throw failure.error;
      const answer = await pool.run(task, { name, transferList: [...transfer] });
      if (answer !== null && "issues" in answer) throw new InputError(answer.issues);
      return answer;
    },
    close: () => pool.destroy(),
  };
}

function installedWorkerFile(): string {
  const file = join(packageRoot(), "dist", "worker-thread.cjs");
  if (existsSync(file)) return file;
  throw new InputError({
    what: "the file that edict's threads run is missing",
    at: file,
    fix: "install edict again, or use one thread: --threads 1",
  });
}
