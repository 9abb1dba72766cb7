import { Command } from "commander";
import { addRunOptions, type RunOptions } from "./run-options.ts";

/** What `edict run` takes beside the common flags. */
export interface RunCommandOptions extends RunOptions {
  readonly json?: boolean;
  readonly out: string;
  readonly quiet?: boolean;
}

/** `edict run <strategy...>`: backtest, write the result, print the summary. */
export function runCommand(): Command {
  return addRunOptions(new Command("run"))
    .description("backtest strategies, write results and print their summaries")
    .argument("<strategy...>", "strategy files: .ts, .js, .yaml or .json (code in them is run)")
    .option("--json", "print the result document on stdout and nothing else")
    .option("--out <folder>", "where results are written", "results")
    .option("--quiet", "print nothing but errors")
    .addHelpText(
      "after",
      "\nExample:\n  $ edict run strategies/long-hstech-after-leadership-meetings.ts --prices sample",
    )
    .action(async (files: string[], options: RunCommandOptions) => {
      const { runStrategies } = await import("./run-strategies.ts");
      await runStrategies(files, options);
    });
}
