import { Command, Option } from "commander";
import { fraction, whole } from "../flag-values.ts";
import { addRunOptions } from "../run-options.ts";
import { addSearchOptions } from "./sweep-command.ts";
import type { WalkForwardOptions } from "./walk-strategy-forward.ts";

/** `edict walk-forward <strategy>`: choose on the past, trade the next signals, repeat. */
export function walkForwardCommand(): Command {
  return addSearchOptions(addRunOptions(new Command("walk-forward")))
    .description("choose parameters on the past, trade the next signals with them, repeat")
    .argument("<strategy>", "strategy file; its params are the space")
    .addOption(
      new Option("--by <what>", "what test windows hold equally many of")
        .choices(["signals", "time"])
        .default("signals"),
    )
    .option("--folds <count>", "test windows (default: 4)", whole)
    .addOption(
      new Option("--window <kind>", "learn from all the past, or from a window that moves")
        .choices(["expanding", "rolling"])
        .default("expanding"),
    )
    .option("--first-train <share>", "part that is only ever learnt from (default: 0.5)", fraction)
    .option(
      "--purge <sessions>",
      "sessions before a split whose signals are not learnt from (default: the longest hold)",
      whole,
    )
    .option(
      "--embargo <sessions>",
      "further sessions left out between learning and trading (default: 0)",
      whole,
    )
    .option("--json", "print the walk-forward document on stdout and nothing else")
    .option("--html", "write the pages of the folds and of the run out of sample, too")
    .option("--out <folder>", "where results are written", "results")
    .option("--quiet", "print nothing but errors")
    .addHelpText("after", "\nExample:\n  $ edict walk-forward my-idea.ts --prices sample --folds 3")
    .action(async (file: string, options: WalkForwardOptions) => {
      const { walkStrategyForward } = await import("./walk-strategy-forward.ts");
      await walkStrategyForward(file, options);
    });
}
