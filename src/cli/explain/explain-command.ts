import { Command } from "commander";
import { addRunOptions, type RunOptions } from "../run-options.ts";

/** `edict explain <strategy>`: what became of each signal, one line each. */
export function explainCommand(): Command {
  return addRunOptions(new Command("explain"))
    .description("each signal: published, known, first session, fill and exit, or why it was skipped")
    .argument("<strategy>", "strategy file")
    .addHelpText("after", "\nExample:\n  $ edict explain my-idea.ts --prices sample")
    .action(async (file: string, options: RunOptions) => {
      const { explainStrategy } = await import("./explain-strategy.ts");
      await explainStrategy(file, options);
    });
}
