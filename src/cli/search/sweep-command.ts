import { Command, Option } from "commander";
import { aboveZero, collect, whole } from "../flag-values.ts";
import { addRunOptions } from "../run-options.ts";
import type { SweepCommandOptions } from "./sweep-inputs.ts";

/** `edict sweep <strategy>`: search the parameters, and say what the search has cost. */
export function sweepCommand(): Command {
  return addSearchOptions(addRunOptions(new Command("sweep")))
    .description("search a strategy's parameters, with the tests that say what the search has cost")
    .argument("<strategy>", "strategy file; its params are the space")
    .option("--map <x,y>", "the two parameters of the heat map (default: those with most values)")
    .option("--evidence <count>", "variants whose returns are compared; 0 for none (default: 250)", whole)
    .option("--shifts <count>", "shifted calendars for the test of the best (default: 199)", whole)
    .option("--draws <count>", "bootstrap resamples (default: 499)", whole)
    .option("--threads <count>", "threads that evaluate (default: one a core)", aboveZero)
    .option("--queue <url>", "spread the work over edict worker processes by Redis, e.g. redis://host:6379")
    .option("--shard <i/n>", "do only the i-th of n parts; edict merge puts them together")
    .option("--resume", "go on with a run that was interrupted")
    .option("--json", "print the summary document on stdout and nothing else")
    .option("--html", "write the page of the sweep beside it, too")
    .option("--out <folder>", "where sweeps are written", "results")
    .option("--quiet", "print nothing but errors")
    .addHelpText(
      "after",
      `
A parameter is a range, a list or one value: --param hold=1:60 --param stopLoss=0.05,0.08 --param minStance=0.4.
Those that are not named run over their whole range.

Examples:
  $ edict sweep my-idea.ts --prices sample
  $ edict sweep my-idea.ts --prices sample --param hold=1:30 --method random --samples 200 --objective return
  $ edict sweep my-idea.ts --prices sample --shard 1/2 --out part-1
  $ edict sweep my-idea.ts --prices sample --shard 2/2 --out part-2
  $ edict merge part-1/my-idea/sweep-* part-2/my-idea/sweep-*`,
    )
    .action(async (file: string, options: SweepCommandOptions) => {
      const { sweepStrategy } = await import("./sweep-strategy.ts");
      await sweepStrategy(file, options);
    });
}

/** Flags that say what is searched, for `sweep` and `walk-forward`. */
export function addSearchOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--method <how>", "how points are chosen")
        .choices(["grid", "random", "latin-hypercube"])
        .default("grid"),
    )
    .option("--samples <count>", "points of a sampled search (default: 1000)", whole)
    .option("--objective <name>", "sharpe, return, mean-trade, drawdown or win-rate", "sharpe")
    .option("--constraint <text>", `points to keep, e.g. "fast < slow"; may be repeated`, collect, [])
    .option("--min-trades <count>", "points with fewer trades are no candidates (default: 1)", whole)
    .option("--most <count>", "most points that a search may have (default: 10000000)", whole);
}
