import { trialOfSweep } from "../../search/sweep-trial.ts";
import { recordTrials } from "../../storage/run-ledger.ts";
import { sweepFolder } from "../../storage/sweep-folder.ts";
import { mergeShards } from "../../workers/merge-shards.ts";
import { printSweep } from "./print-sweep.ts";
import { searchProgress } from "./search-progress.ts";

/** What `edict merge` takes. */
export interface MergeOptions {
  readonly map?: string;
  readonly json?: boolean;
  readonly html?: boolean;
  readonly out: string;
  readonly quiet?: boolean;
}

/** Puts shards together, writes the whole sweep, enters it into the ledger, and prints it as asked. */
export async function mergeSweep(shards: readonly string[], options: MergeOptions): Promise<void> {
  const progress = searchProgress();
  try {
    const { document, folder } = await mergeShards(
      shards,
      (job) => sweepFolder(job.provenance.strategyFile, job.plan.id, options.out),
      {
        onProgress: progress.update,
        ...(options.map !== undefined && { map: options.map.split(",") }),
      },
    );
    progress.stop();
    const trial = trialOfSweep(document);
    if (trial !== null) recordTrials([trial]);
    await printSweep(document, folder, options);
  } finally {
    progress.stop();
  }
}
