import { Command } from "commander";
import type { ResultsOptions } from "./print-results.ts";

/** `edict results`: past runs and their headlines. */
export function resultsCommand(): Command {
  return new Command("results")
    .description("past runs and their headlines, the latest first")
    .option("--out <folder>", "folder that results were written to", "results")
    .option("--json", "print the list as JSON on stdout and nothing else")
    .option("--ledger", "the ledger instead: how many variants of each strategy were tried on which data")
    .option(
      "--reset-ledger [strategy]",
      "start the count of a strategy, by its file or its name, or of all, anew; the reset stays on record",
    )
    .addHelpText("after", "\nExamples:\n  $ edict results\n  $ edict results --ledger")
    .action(async (options: ResultsOptions) => {
      const { printResults } = await import("./print-results.ts");
      await printResults(options);
    });
}
