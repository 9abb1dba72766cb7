import { Command } from "commander";
import { addRunOptions } from "../run-options.ts";
import type { ExplainOptions } from "./explain-strategy.ts";

/** `edict explain <strategy>`: what became of each signal, one line each. */
export function explainCommand(): Command {
  return addRunOptions(new Command("explain"))
    .description("each signal: published, known, first session, fill and exit, or why it was skipped")
    .argument("<strategy>", "strategy file")
    .option("--json", "print the signals and their trades, as in a result file, on stdout and nothing else")
    .addHelpText("after", "\nExample:\n  $ edict explain my-idea.ts --prices sample")
    .action(async (file: string, options: ExplainOptions) => {
      const { explainStrategy } = await import("./explain-strategy.ts");
      await explainStrategy(file, options);
    });
}
