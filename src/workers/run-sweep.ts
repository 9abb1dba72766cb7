import { existsSync } from "node:fs";
import { join } from "node:path";
import { formatCount, formatCounted } from "../decode/format-count.ts";
import { InputError } from "../errors.ts";

import { checkMapAxes } from "../search/heat-map.ts";
import { chunkBounds } from "../search/sweep-plan.ts";
import type { SweepDocument } from "../search/sweep-schema.ts";
import { journalledParts } from "../storage/chunk-journal.ts";
import { replaceFile } from "../storage/replace-file.ts";
import { type SweepPart, writing } from "../storage/sweep-folder.ts";
import { lockSweepFolder } from "../storage/sweep-lock.ts";
import type { ChunkExecutor } from "./chunk-executor.ts";
import type { KeptChunk } from "./chunk-keeper.ts";
import { encodeJob } from "./job-text.ts";
import { type FinishOptions, SweepAssembly } from "./sweep-assembly.ts";
import type { SweepJob } from "./sweep-job.ts";

/** How a sweep is carried out; none of it changes a byte of what comes out. */
export interface SweepRunOptions extends FinishOptions {
  readonly folder: string;
  readonly executor: ChunkExecutor;
  /** take over the chunks that an interrupted run left */
  readonly resume?: boolean;
  /** do only this part */
  readonly shard?: SweepPart;
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
    refuseLeftovers(job, options);
    const assembly = SweepAssembly.open(job, folder, { shard: shard ?? null, map });
    try {
      await evaluateMissing(job, options, assembly, signal);
      if (shard === undefined) return await assembly.finish(options);
      writing(folder, () => replaceFile(join(folder, JOB_FILE), encodeJob(job)));
      return null;
    } finally {
      assembly.close();
    }
  } finally {
    await release();
  }
}

function refuseLeftovers({ plan }: SweepJob, { folder, resume, shard }: SweepRunOptions): void {
  if (resume === true) return;
  const kept = new Set(journalledParts(folder, plan.id).flatMap(({ chunks }) => [...chunks.keys()]));
  if (kept.size === 0) return;
  // Another shard of the same sweep may share the folder, one after the other.
  if (shard !== undefined && existsSync(join(folder, JOB_FILE))) return;
  throw new InputError({
    what: `an unfinished run of this very sweep left ${formatCounted(kept.size, "chunk")} here`,
    at: folder,
    fix: "go on with --resume, or remove the folder",
  });
}

async function evaluateMissing(
  { plan }: SweepJob,
  { folder, executor, shard, onProgress }: SweepRunOptions,
  assembly: SweepAssembly,
  signal: AbortSignal,
): Promise<void> {
  const pointsOf = (chunks: readonly number[]) =>
    chunks.reduce((sum, chunk) => {
      const [from, to] = chunkBounds(plan, chunk);
      return sum + to - from;
    }, 0);
  const mine = Array.from({ length: plan.chunks }, (_, chunk) => chunk).filter(
    (chunk) => shard === undefined || chunk % shard.of === shard.index - 1,
  );
  const total = pointsOf(mine);
  await assembly.takeOver([folder], new Set(mine));
  const missing = mine.filter((chunk) => !assembly.has(chunk));
  let done = total - pointsOf(missing);
  onProgress?.("points", done, total);
  const take = (kept: KeptChunk) => {
    const { chunk } = kept.rows;
    // A chunk that a worker was thought to have lost may come twice.
    if (!assembly.has(chunk)) done += pointsOf([chunk]);
    assembly.take(kept);
    onProgress?.("points", done, total);
  };
  if (missing.length > 0) await executor(missing, assembly.keeper, take, signal);
  if (done < total) {
    throw new InputError({
      what: `interrupted after ${formatCount(done)} of ${formatCounted(total, "point")}`,
      at: folder,
      fix: "what is done is kept: go on with the same command and --resume",
    });
  }
}
