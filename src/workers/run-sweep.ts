import { existsSync } from "node:fs";
import { join } from "node:path";
import { InputError, InvariantError } from "../errors.ts";
import { renderHeatMapSvg } from "../report/sweep-heat-map-svg.ts";
import { buildSweep } from "../search/build-sweep.ts";
import { checkMapAxes } from "../search/heat-map.ts";
import { parameterSpace } from "../search/parameter-space.ts";
import { questionSweep } from "../search/sweep-evidence.ts";
import { runInputs } from "../search/sweep-plan.ts";
import type { SweepDocument } from "../search/sweep-schema.ts";
import { SweepTally } from "../search/sweep-tally.ts";
import { variantEvaluator } from "../search/variant-evaluator.ts";
import { replaceFile } from "../storage/replace-file.ts";
import { openArrowRows, writeSweep } from "../storage/sweep-files.ts";
import {
  chunksIn,
  lockSweepFolder,
  readChunk,
  removeChunks,
  writeChunk,
  writing,
} from "../storage/sweep-folder.ts";
import type { ChunkExecutor } from "./chunk-executor.ts";
import { encodeJob } from "./job-text.ts";
import { chunkBounds, openSweepJob, type SweepJob } from "./sweep-job.ts";

/** How a sweep is carried out; none of it changes a byte of what comes out. */
export interface SweepRunOptions {
  readonly folder: string;
  readonly executor: ChunkExecutor;
  /** take over the chunks that an interrupted run left */
  readonly resume?: boolean;
  /** do only every n-th chunk, the i-th first; 1 <= i <= n */
  readonly shard?: { readonly index: number; readonly of: number };
  readonly signal?: AbortSignal;
  /** parameters over which the heat map is drawn */
  readonly map?: readonly string[];
  readonly onProgress?: (stage: "points" | "evidence", done: number, total: number) => void;
}

export const JOB_FILE = "job.gz";
const HEAT_MAP_FILE = "heat-map.svg";

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
    await evaluateMissing(job, options, signal);
    if (shard === undefined) return await finishSweep(job, folder, options);
    writing(folder, () => replaceFile(join(folder, JOB_FILE), encodeJob(job)));
    return null;
  } finally {
    await release();
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

async function evaluateMissing(job: SweepJob, options: SweepRunOptions, signal: AbortSignal): Promise<void> {
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
      (chunk, block) => {
        // A chunk that a worker was thought to have lost may come twice.
        if (taken.has(chunk)) return;
        taken.add(chunk);
        writeChunk(folder, plan.id, chunk, block);
        done += block.status.length;
        onProgress?.("points", done, total);
      },
      signal,
    );
  }
  if (taken.size < missing.length) {
    throw new InputError({
      what: `interrupted after ${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} points`,
      at: folder,
      fix: "what is done is kept: go on with the same command and --resume",
    });
  }
}

function pointsOf(job: SweepJob, chunk: number): number {
  const [from, to] = chunkBounds(job.plan, chunk);
  return to - from;
}

/** Puts the chunks of a folder together, questions the outcome, and writes rows, summary and picture. */
export async function finishSweep(
  job: SweepJob,
  folder: string,
  options: Pick<SweepRunOptions, "map" | "onProgress">,
): Promise<SweepDocument> {
  const { plan } = job;
  const space = parameterSpace(plan.space);
  const tally = new SweepTally(plan);
  const rows = await openArrowRows(folder, space);
  try {
    for (let chunk = 0; chunk < plan.chunks; chunk++) {
      const block = readChunk(folder, plan.id, chunk);
      if (block === null)
        throw new InvariantError({ what: `chunk ${chunk} is missing or damaged`, at: folder });
      tally.add(block);
      rows.add(block);
    }
    rows.finish();
  } catch (error) {
    rows.discard();
    throw error;
  }
  const { strategy, inputs } = await openSweepJob(job);
  const evaluator = variantEvaluator(strategy, runInputs(inputs, plan.from), plan.example);
  const evidence = questionSweep(plan, space, tally, evaluator, (done, total) =>
    options.onProgress?.("evidence", done, total),
  );
  const document = buildSweep(strategy, inputs, plan, space, tally, evidence, options.map);
  writeSweep(document, folder);
  const picture = renderHeatMapSvg(document);
  if (picture !== null) writing(folder, () => replaceFile(join(folder, HEAT_MAP_FILE), picture));
  removeChunks(folder);
  return document;
}
