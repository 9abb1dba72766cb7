import { Command } from "commander";

/** `edict merge <shard...>`: the shards of a sweep as one. */
export function mergeCommand(): Command {
  return new Command("merge")
    .description("put the shards of a sweep together, as if it had run in one piece")
    .argument("<shard...>", "folders that edict sweep --shard i/n wrote")
    .option("--map <x,y>", "the two parameters of the heat map (default: those with most values)")
    .option("--json", "print the summary document on stdout and nothing else")
    .option("--html", "write the page of the sweep beside it, too")
    .option("--out <folder>", "where the sweep is written", "results")
    .option("--quiet", "print nothing but errors")
    .addHelpText(
      "after",
      `
Example:
  $ edict sweep my-idea.ts --prices sample --shard 1/2 --out part-1
  $ edict sweep my-idea.ts --prices sample --shard 2/2 --out part-2
  $ edict merge part-1/my-idea/sweep-* part-2/my-idea/sweep-*`,
    )
    .action(
      async (
        shards: string[],
        options: { map?: string; json?: boolean; html?: boolean; out: string; quiet?: boolean },
      ) => {
        const [
          { mergeShards },
          { sweepFolder },
          { print },
          { searchProgress },
          { trialOfSweep },
          { recordTrials },
        ] = await Promise.all([
          import("../../workers/merge-shards.ts"),
          import("../../storage/sweep-folder.ts"),
          import("./sweep-strategy.ts"),
          import("./search-progress.ts"),
          import("../../search/sweep-trial.ts"),
          import("../../storage/run-ledger.ts"),
        ]);
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
          await print(document, folder, options);
        } finally {
          progress.stop();
        }
      },
    );
}
