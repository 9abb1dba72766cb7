import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { tableFromIPC } from "@uwdata/flechette";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { InputError } from "../../src/errors.ts";
import type { RowColumns } from "../../src/search/evaluate-range.ts";
import { parameterSpace } from "../../src/search/parameter-space.ts";
import { journalledParts } from "../../src/storage/chunk-journal.ts";
import { lockSweepFolder } from "../../src/storage/sweep-lock.ts";
import { type ChunkExecutor, inProcessExecutor, threadExecutor } from "../../src/workers/chunk-executor.ts";
import { evidenceHere, evidenceOnThreads } from "../../src/workers/evidence-executor.ts";
import { mergeShards } from "../../src/workers/merge-shards.ts";
import { queueExecutor } from "../../src/workers/queue-executor.ts";
import { runSweep } from "../../src/workers/run-sweep.ts";
import { openSweepJob } from "../../src/workers/sweep-job.ts";
import { SweepThreads } from "../../src/workers/sweep-threads.ts";
import { hasRedis, redisSocket, startRedis } from "../servers/start-redis.ts";
import { aSweepJob } from "./a-sweep-job.ts";

const root = resolve(import.meta.dirname, "../..");
const cache = join(root, "node_modules/.cache/edict-test", String(process.pid));
const scratch = mkdtempSync(join(tmpdir(), "edict-sweep-"));
const job = aSweepJob();
const folderOf = (name: string) => join(scratch, name);
let workerFile = "";
let processFile = "";
let expected: Record<string, string> = {};

const bundle = async (entry: string, name: string) => {
  const outfile = join(cache, `${name}.mjs`);
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    logLevel: "error",
  });
  return outfile;
};

/** Everything a finished sweep leaves, as text. */
const bytesOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\./.test(name))
      .sort()
      .map((name) => [name, readFileSync(join(folder, name)).toString("base64")]),
  );

/** Where the rows of each chunk that is kept stand. */
const chunkPlaces = (folder: string) => {
  const [part] = journalledParts(folder, job.plan.id);
  return new Map([...(part?.chunks.values() ?? [])].map(({ chunk, at }) => [chunk, at]));
};

beforeAll(async () => {
  workerFile = await bundle("src/workers/sweep-worker.ts", "sweep-worker");
  processFile = await bundle("test/workers/queue-worker-process.ts", "queue-worker-process");
  const folder = folderOf("reference");
  await runSweep(job, { folder, executor: inProcessExecutor(await openSweepJob(job)) });
  expected = bytesOf(folder);
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
  rmSync(cache, { recursive: true, force: true });
});

/** Closed after each test. */
const started: SweepThreads[] = [];
const threadsOf = (threads: number) => {
  const one = new SweepThreads({ threads, workerFile });
  started.push(one);
  return one;
};
afterEach(async () => {
  for (const one of started.splice(0)) await one.close();
});

/** Keeps this thread busy. */
function spend(milliseconds: number): void {
  for (const begin = performance.now(); performance.now() < begin + milliseconds; );
}

describe("runSweep", () => {
  it("writes rows, summary and picture, and nothing else", () => {
    expect(Object.keys(expected)).toEqual(["heat-map.svg", "sweep.arrows", "sweep.json"]);
    const table = tableFromIPC(readFileSync(join(folderOf("reference"), "sweep.arrows")));
    expect(table.numRows).toBe(job.plan.space.size);
    expect(table.names).toEqual([
      "hold",
      "stopLoss",
      "lag",
      "totalReturn",
      "meanTradeReturn",
      "sharpeRatio",
      "maxDrawdown",
      "winRate",
      "tradeCount",
      "status",
    ]);
    const document = JSON.parse(readFileSync(join(folderOf("reference"), "sweep.json"), "utf8"));
    // hold 13 throws at each of its 91 x 10 points.
    expect(document.counts).toMatchObject({ points: 9100, failed: 910, evaluated: 8190 });
    expect(document.failures[0].reason).toContain("unlucky");
    const { index, params, metrics } = document.best;
    const row = table.at(index) as Record<string, unknown>;
    expect({ hold: row["hold"], stopLoss: row["stopLoss"], lag: row["lag"] }).toEqual(params);
    expect(row["sharpeRatio"]).toBe(metrics.sharpeRatio);
  });

  it("refuses a map of a parameter that is not searched before it begins", async () => {
    const folder = folderOf("no-map");
    const executor: ChunkExecutor = () => Promise.reject(new Error("it began"));
    await expect(runSweep(job, { folder, executor, map: ["hold", "lug"] })).rejects.toThrow(
      'did you mean "lag"?',
    );
    await expect(runSweep(job, { folder, executor, map: ["hold", "lag", "stopLoss"] })).rejects.toThrow(
      "two parameters, and not of 3",
    );
  });

  it("writes the points of a sample, whose axes have no places, beside their numbers", async () => {
    const sampled = aSweepJob({ method: "random", samples: 700, params: { lag: "3" } });
    const folder = folderOf("sampled");
    await runSweep(sampled, { folder, executor: inProcessExecutor(await openSweepJob(sampled)) });
    const table = tableFromIPC(readFileSync(join(folder, "sweep.arrows")));
    const { at } = parameterSpace(sampled.plan.space);
    const rows = Array.from({ length: 700 }, (_, index) => table.at(index) as Record<string, unknown>);
    expect(rows.map(({ hold, stopLoss, lag }) => ({ hold, stopLoss, lag }))).toEqual(
      rows.map((_, index) => ({ ...at(index) })),
    );
    expect(new Set(rows.map(({ lag }) => lag))).toEqual(new Set([3]));
    expect(new Set(rows.map(({ hold }) => hold)).size).toBeGreaterThan(30);
  });

  it.each([1, 2, 3])(
    "leaves the same bytes with %i threads, which gather its evidence as well",
    async (count) => {
      const folder = folderOf(`threads-${count}`);
      const threads = threadsOf(count);
      const answerPieces = vi.spyOn(threads, "answerPieces");
      await runSweep(job, { folder, threads, executor: threadExecutor(job, null, threads) });
      expect(bytesOf(folder)).toEqual(expected);
      expect(answerPieces).toHaveBeenCalledTimes(3);
    },
  );

  it("throws what the first piece of its evidence does that fails, on threads as in one", async () => {
    const { evidence } = await openSweepJob(job);
    const threads = threadsOf(2);
    threads.start();
    // hold 13 throws at points 2,730 to 3,639.
    const indices = Int32Array.from({ length: 60 }, (_, place) => (place < 20 ? place : 2_710 + place));
    const stage = { kind: "look", pieces: 60, later: 0, indices, shifted: 0 } as const;
    const { signal } = new AbortController();
    for (const executor of [evidenceHere(evidence), evidenceOnThreads(job, evidence, threads)]) {
      const refused = executor(stage, () => undefined, signal);
      await expect(refused).rejects.toBeInstanceOf(InputError);
      await expect(refused).rejects.toThrow("the strategy's rules function threw: unlucky");
    }
    const fine = { ...stage, pieces: 20 };
    const here = await evidenceHere(evidence)(fine, () => undefined, signal);
    expect(await evidenceOnThreads(job, evidence, threads)(fine, () => undefined, signal)).toEqual(here);
  });

  it("leaves the same bytes when this thread evaluates as well", async () => {
    const opened = await openSweepJob(job);
    const slow = {
      ...opened,
      // Slow enough for another thread to be worth its start.
      evaluateChunk: (chunk: number, into?: RowColumns) => {
        spend(chunk < 3 ? 250 : 60);
        return opened.evaluateChunk(chunk, into);
      },
    };
    const folder = folderOf("both");
    await runSweep(job, {
      folder,
      executor: threadExecutor(job, slow, threadsOf(1)),
    });
    expect(bytesOf(folder)).toEqual(expected);
  });

  it("says what went wrong in this thread when others evaluate as well, and ends", async () => {
    const opened = await openSweepJob(job);
    const failing = {
      ...opened,
      evaluateChunk: (chunk: number, into?: RowColumns) => {
        spend(250);
        if (chunk === 3) throw new Error("out of luck");
        return opened.evaluateChunk(chunk, into);
      },
    };
    const folder = folderOf("both-failing");
    const executor = threadExecutor(job, failing, threadsOf(1));
    await expect(runSweep(job, { folder, executor })).rejects.toThrow("out of luck");
  });

  it("leaves the same bytes when chunks come backwards, and twice", async () => {
    const opened = await openSweepJob(job);
    const folder = folderOf("backwards");
    const executor: ChunkExecutor = async (chunks, keeper, take) => {
      for (const chunk of [...chunks].reverse()) {
        take(keeper.evaluate(opened, chunk));
        take(keeper.keep(opened.evaluateChunk(chunk)));
      }
    };
    await runSweep(job, { folder, executor });
    expect(bytesOf(folder)).toEqual(expected);
  });

  it.each([0, 2])(
    "keeps all points when interrupted in its evidence with %i threads beside, and goes on",
    async (count) => {
      const folder = folderOf(`interrupted-evidence-${count}`);
      const executor = inProcessExecutor(await openSweepJob(job));
      const threads = count === 0 ? null : threadsOf(count);
      threads?.start();
      const interrupt = new AbortController();
      const told: string[] = [];
      const onProgress = (stage: string, done: number, total: number) => {
        if (stage !== "evidence") return;
        told.push(`${done}/${total}`);
        if (done === 15) interrupt.abort();
      };
      await expect(
        runSweep(job, { folder, executor, threads, onProgress, signal: interrupt.signal }),
      ).rejects.toMatchObject({
        issues: [{ what: "interrupted while its evidence was gathered", at: folder }],
      });
      // Twelve variants to look at, the same on shifted calendars, two comparisons, and nineteen draws by fours.
      expect(told.slice(0, 15)).toEqual(Array.from({ length: 15 }, (_, place) => `${place + 1}/31`));
      // What others had under way is told as well.
      expect(told.length).toBeLessThanOrEqual(15 + count);
      const none: ChunkExecutor = () => Promise.reject(new Error("a chunk was missing"));
      await runSweep(job, { folder, executor: none, threads, resume: true });
      expect(bytesOf(folder)).toEqual(expected);
    },
  );

  it("keeps what is done when interrupted, refuses to mix it up, and goes on from there", async () => {
    const opened = await openSweepJob(job);
    const folder = folderOf("interrupted");
    const interrupt = new AbortController();
    const inner = inProcessExecutor(opened);
    const executor: ChunkExecutor = (chunks, keeper, take, signal) =>
      inner(
        chunks,
        keeper,
        (kept) => {
          take(kept);
          if (kept.rows.chunk === 6) interrupt.abort();
        },
        signal,
      );
    await expect(runSweep(job, { folder, executor, signal: interrupt.signal })).rejects.toThrow(
      "interrupted after 3,500 of 9,100 points",
    );
    await expect(runSweep(job, { folder, executor: inner })).rejects.toThrow(
      "an unfinished run of this very sweep left 7 chunks",
    );
    // A chunk that a full disk or a careless editor damaged is evaluated again.
    const rows = openSync(join(folder, "chunks/1-of-1.arrows"), "r+");
    writeSync(rows, "damaged", chunkPlaces(folder).get(3) as number);
    closeSync(rows);
    // One that was kept, but not written down to the end.
    const journal = join(folder, "chunks/1-of-1.jsonl");
    truncateSync(journal, statSync(journal).size - 10);
    const again: number[] = [];
    await runSweep(job, {
      folder,
      resume: true,
      executor: (chunks, ...rest) => {
        again.push(...chunks);
        return inner(chunks, ...rest);
      },
    });
    expect(again).toEqual([3, ...Array.from({ length: 13 }, (_, place) => 6 + place)]);
    expect(bytesOf(folder)).toEqual(expected);
  });

  it("merges shards into the same bytes, and names what is missing", async () => {
    const opened = await openSweepJob(job);
    const shards = [1, 2, 3].map((index) => folderOf(`shard-${index}`));
    for (const [place, folder] of shards.entries()) {
      await runSweep(job, {
        folder,
        executor: place === 0 ? threadExecutor(job, null, threadsOf(2)) : inProcessExecutor(opened),
        shard: { index: place + 1, of: 3 },
      });
    }
    await expect(mergeShards(shards.slice(0, 2), () => folderOf("merged"))).rejects.toThrow(
      /6 of 19 chunks are in none of the shards/,
    );
    const { folder } = await mergeShards(shards, () => folderOf("merged"));
    expect(bytesOf(folder)).toEqual(expected);
    const other = aSweepJob({ objective: "return" });
    const strange = folderOf("shard-of-another");
    await runSweep(other, {
      folder: strange,
      executor: inProcessExecutor(await openSweepJob(other)),
      shard: { index: 1, of: 2 },
    });
    await expect(mergeShards([shards[0] as string, strange], () => folderOf("mixed"))).rejects.toThrow(
      /is another than/,
    );
  });

  it("refuses a folder that another sweep is writing into", async () => {
    const folder = folderOf("shared");
    const release = await lockSweepFolder(folder);
    await expect(runSweep(job, { folder, executor: async () => undefined })).rejects.toThrow(
      "another sweep is writing into this folder",
    );
    await release();
  });

  // A file system of 300 kB, which only root may make; elsewhere the case is skipped.
  const small = folderOf("small-disk");
  mkdirSync(small);
  const mount = (options: string) =>
    spawnSync("mount", ["-t", "tmpfs", "-o", options, "none", small]).status === 0;
  const hasSmallDisk = mount("size=300k");
  afterAll(() => {
    if (hasSmallDisk) spawnSync("umount", [small]);
  });

  it.skipIf(!hasSmallDisk)("says that the disk is full, and goes on when there is room again", async () => {
    const folder = join(small, "sweep");
    const executor = inProcessExecutor(await openSweepJob(job));
    await expect(runSweep(job, { folder, executor })).rejects.toThrow("the disk is full");
    const threads = threadExecutor(job, null, threadsOf(2));
    const refused = runSweep(job, { folder, executor: threads, resume: true });
    await expect(refused).rejects.toBeInstanceOf(InputError);
    await expect(refused).rejects.toThrow("the disk is full");
    expect(mount("remount,size=20m")).toBe(true);
    await runSweep(job, { folder, executor, resume: true });
    expect(bytesOf(folder)).toEqual(expected);
  });
});

const hasDriver = (() => {
  try {
    createRequire(join(root, "package.json")).resolve("ioredis");
    return true;
  } catch {
    return false;
  }
})();
const canQueue = hasRedis && hasDriver;
if (!canQueue) console.warn("the queue is not tested: redis-server or the package ioredis is not installed");

describe.skipIf(!canQueue)("queueExecutor", () => {
  const socket = redisSocket(scratch);
  const url = `redis+unix://${socket}`;
  const children = new Set<ChildProcess>();
  const start = (command: string, args: string[]) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], cwd: root });
    children.add(child);
    return child;
  };
  const startServer = async () => {
    const server = await startRedis(scratch);
    children.add(server);
    return server;
  };
  const startWorker = async () => {
    const child = start(process.execPath, [processFile, url, workerFile]);
    await new Promise<void>((resolve) => child.stdout?.once("data", () => resolve()));
    return child;
  };
  afterAll(() => {
    for (const child of children) child.kill("SIGKILL");
  });

  it("leaves the same bytes with three workers, one of them killed half way, each chunk written once", async () => {
    await startServer();
    const workers = await Promise.all([startWorker(), startWorker(), startWorker()]);
    const folder = folderOf("queue");
    const taken: number[] = [];
    const queue = queueExecutor(job, url);
    const executor: ChunkExecutor = (chunks, keeper, take, signal) =>
      queue(
        chunks,
        keeper,
        (kept) => {
          taken.push(kept.rows.chunk);
          if (taken.length === 8) workers[1]?.kill("SIGKILL");
          take(kept);
        },
        signal,
      );
    await runSweep(job, { folder, executor });
    expect(taken.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: job.plan.chunks }, (_, chunk) => chunk),
    );
    expect(bytesOf(folder)).toEqual(expected);
  });

  it("outlives a Redis that is stopped in the middle and comes back without memory", async () => {
    for (const child of children) child.kill("SIGKILL");
    rmSync(socket, { force: true });
    const server = await startServer();
    await startWorker();
    const folder = folderOf("queue-restarted");
    const queue = queueExecutor(job, url);
    let isStopped = false;
    const executor: ChunkExecutor = (chunks, keeper, take, signal) =>
      queue(
        chunks,
        keeper,
        (kept) => {
          take(kept);
          if (isStopped) return;
          isStopped = true;
          server.kill("SIGKILL");
          rmSync(socket, { force: true });
          setTimeout(() => void startServer(), 300);
        },
        signal,
      );
    await runSweep(job, { folder, executor });
    expect(bytesOf(folder)).toEqual(expected);
  });

  it("says that Redis is not there", async () => {
    const nowhere = `redis+unix://${join(scratch, "nowhere.sock")}`;
    const folder = folderOf("no-redis");
    await expect(runSweep(job, { folder, executor: queueExecutor(job, nowhere) })).rejects.toThrow(
      "Redis cannot be reached",
    );
  });
});
