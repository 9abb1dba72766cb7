import { Command } from "commander";
import type { MergeOptions } from "./merge-sweep.ts";

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
    .action(async (shards: string[], options: MergeOptions) => {
      const { mergeSweep } = await import("./merge-sweep.ts");
      await mergeSweep(shards, options);
    });
}
