import { existsSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.ts";
import { formatCount } from "../result/format-count.ts";
import { checkMapAxes } from "../search/heat-map.ts";
import type { SweepDocument } from "../search/sweep-schema.ts";
import { replaceFile } from "../storage/replace-file.ts";
import { chunksIn, readChunk, writing } from "../storage/sweep-folder.ts";
import { lockSweepFolder } from "../storage/sweep-lock.ts";
import type { ChunkExecutor } from "./chunk-executor.ts";
import { type FinishedChunk, keepChunk } from "./finished-chunk.ts";
import { encodeJob } from "./job-text.ts";
import { type FinishOptions, SweepAssembly } from "./sweep-assembly.ts";
import { chunkBounds, type SweepJob } from "./sweep-job.ts";

/** How a sweep is carried out; none of it changes a byte of what comes out. */
export interface SweepRunOptions extends FinishOptions {
  readonly folder: string;
  readonly executor: ChunkExecutor;
  /** take over the chunks that an interrupted run left */
  readonly resume?: boolean;
  /** do only every n-th chunk, the i-th first; 1 <= i <= n */
  readonly shard?: { readonly index: number; readonly of: number };
  readonly signal?: AbortSignal;
}

export const JOB_FILE = "job.gz";

/**
 * Carries out a sweep: evaluates the chunks that are not there yet, keeps each as it is done, and puts them together.
 *
 * @returns the document; null for a shard, whose chunks wait to be merged
 * @throws InputError if a map is asked for of what is not searched, if the folder is in use, holds an unfinished sweep
 *   that was not asked for, cannot be written, or the run was interrupted: what is done is kept
 */
export async function runSweep(job: SweepJob, options: SweepRunOptions): Promise<SweepDocument | null> {
  const { folder, shard, map, signal = new AbortController().signal } = options;
  if (map !== undefined) checkMapAxes(job.plan.space, map);
  const release = await lockSweepFolder(folder);
  try {
    refuseLeftovers(folder, options);
    if (shard === undefined) return await runWhole(job, options, signal);
    await evaluateMissing(job, options, signal, (chunk, finished) => {
      keepChunk(folder, job.plan.id, chunk, finished);
      finished.letGo();
    });
    writing(folder, () => replaceFile(join(folder, JOB_FILE), encodeJob(job)));
    return null;
  } finally {
    await release();
  }
}

async function runWhole(
  job: SweepJob,
  options: SweepRunOptions,
  signal: AbortSignal,
): Promise<SweepDocument> {
  const assembly = await SweepAssembly.open(job, options.folder);
  try {
    await evaluateMissing(job, options, signal, (chunk, finished) => assembly.take(chunk, finished));
    return await assembly.finish(options);
  } finally {
    assembly.close();
  }
}

function refuseLeftovers(folder: string, { resume, shard }: SweepRunOptions): void {
  const kept = chunksIn(folder).length;
  if (kept === 0 || resume === true) return;
  // Another shard of the same sweep may share the folder, one after the other.
  if (shard !== undefined && existsSync(join(folder, JOB_FILE))) return;
  throw new InputError({
    what: `an unfinished run of this very sweep left ${kept} chunks here`,
    at: folder,
    fix: "go on with --resume, or remove the folder",
  });
}

/** @param take keeps one more chunk in the folder, unless its thread has */
async function evaluateMissing(
  job: SweepJob,
  options: SweepRunOptions,
  signal: AbortSignal,
  take: (chunk: number, finished: FinishedChunk) => void,
): Promise<void> {
  const { plan } = job;
  const { folder, shard, onProgress } = options;
  const mine = Array.from({ length: plan.chunks }, (_, chunk) => chunk).filter(
    (chunk) => shard === undefined || chunk % shard.of === shard.index - 1,
  );
  const total = mine.reduce((sum, chunk) => sum + pointsOf(job, chunk), 0);
  const missing = mine.filter((chunk) => readChunk(folder, plan.id, chunk) === null);
  let done = total - missing.reduce((sum, chunk) => sum + pointsOf(job, chunk), 0);
  onProgress?.("points", done, total);
  const taken = new Set<number>();
  if (missing.length > 0) {
    await options.executor(
      missing,
      (chunk, finished) => {
        // A chunk that a worker was thought to have lost may come twice.
        if (taken.has(chunk)) return;
        taken.add(chunk);
        take(chunk, finished);
        done += finished.block.status.length;
        onProgress?.("points", done, total);
      },
      signal,
    );
  }
  if (taken.size < missing.length) {
    throw new InputError({
      what: `interrupted after ${formatCount(done)} of ${formatCount(total)} points`,
      at: folder,
      fix: "what is done is kept: go on with the same command and --resume",
    });
  }
}

function pointsOf(job: SweepJob, chunk: number): number {
  const [from, to] = chunkBounds(job.plan, chunk);
  return to - from;
}
