import { Command } from "commander";

/** What `edict results` takes. */
export interface ResultsOptions {
  readonly out: string;
  readonly json?: boolean;
}

/** `edict results`: past runs and their headlines. */
export function resultsCommand(): Command {
  return new Command("results")
    .description("past runs and their headlines, the latest first")
    .option("--out <folder>", "folder that results were written to", "results")
    .option("--json", "print the list as JSON on stdout and nothing else")
    .addHelpText("after", "\nExample:\n  $ edict results")
    .action(async (options: ResultsOptions) => {
      const { printResults } = await import("./print-results.ts");
      printResults(options);
    });
}
