import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatCount, formatCounted } from "../decode/format-count.ts";
import { InputError, type Issue } from "../errors.ts";
import { checkMapAxes } from "../search/heat-map.ts";
import type { SweepDocument } from "../search/sweep-schema.ts";
import { journalledParts } from "../storage/chunk-journal.ts";
import { lockSweepFolder } from "../storage/sweep-lock.ts";
import { decodeJob } from "./job-text.ts";
import { JOB_FILE } from "./run-sweep.ts";
import { type FinishOptions, SweepAssembly } from "./sweep-assembly.ts";
import type { SweepJob } from "./sweep-job.ts";

/** Reads the job that a shard's folder carries. */
function readShardJob(folder: string): SweepJob {
  const file = join(folder, JOB_FILE);
  if (!existsSync(file)) {
    throw new InputError({
      what: `${folder} is no finished shard of a sweep`,
      at: folder,
      fix: "give the folders that edict sweep --shard i/n wrote; one that was interrupted goes on with --resume",
    });
  }
  return decodeJob(readFileSync(file));
}

/**
 * Merges shards of a sweep into one, as if it had run in one piece.
 *
 * @param shards folders that `--shard i/n` wrote
 * @param target folder of the sweep; may be one of them
 * @throws InputError naming shards of other sweeps, and chunks that no shard has
 */
export async function mergeShards(
  shards: readonly string[],
  target: (job: SweepJob) => string,
  options: FinishOptions = {},
): Promise<{ document: SweepDocument; folder: string }> {
  const jobs = shards.map((folder) => ({ folder, job: readShardJob(folder) }));
  const first = jobs[0]!;
  const { plan } = first.job;
  const issues: Issue[] = jobs
    .filter(({ job }) => job.plan.id !== plan.id)
    .map(({ folder, job }) => ({
      what: `sweep ${job.plan.id} is another than ${plan.id} of ${first.folder}`,
      at: folder,
      fix: "merge shards of one strategy, space, objective, catalogue and prices only",
    }));
  if (issues.length > 0) throw new InputError(issues);
  if (options.map !== undefined) checkMapAxes(plan.space, options.map);
  const everyChunk = Array.from({ length: plan.chunks }, (_, chunk) => chunk);
  const places = new Map<number, string>();
  for (const { folder } of jobs)
    for (const { chunks } of journalledParts(folder, plan.id))
      for (const chunk of chunks.keys()) places.set(chunk, folder);
  const missing = everyChunk.filter((chunk) => !places.has(chunk));
  if (missing.length > 0) {
    throw new InputError({
      what: `${formatCount(missing.length)} of ${formatCounted(plan.chunks, "chunk")} ${missing.length === 1 ? "is" : "are"} in none of the shards (the first: ${missing[0]})`,
      at: shards.join(", "),
      fix: "run the shards that are missing, or let the interrupted ones finish with --resume",
    });
  }
  const folder = target(first.job);
  const release = await lockSweepFolder(folder);
  try {
    const assembly = SweepAssembly.open(first.job, folder, { shard: null, map: options.map });
    try {
      await assembly.takeOver([folder, ...shards], new Set(everyChunk));
      const damaged = everyChunk.find((chunk) => !assembly.has(chunk));
      if (damaged !== undefined) {
        throw new InputError({
          what: `chunk ${damaged} is damaged`,
          at: places.get(damaged)!,
          fix: "run that shard again with --resume",
        });
      }
      return { document: await assembly.finish(options), folder };
    } finally {
      assembly.close();
    }
  } finally {
    await release();
  }
}
