import { Command } from "commander";
import type { CompareOptions } from "./compare-files.ts";

/** `edict compare <result...>`: two runs or more side by side. */
export function compareCommand(): Command {
  return new Command("compare")
    .description(
      "results side by side, each beside the first: metrics, whether the difference may be chance, trades, inputs",
    )
    .argument(
      "<result...>",
      "result files, two or more; the first is the one that the others are compared with",
    )
    .option("--json", "print the comparison, of more than two a list, as JSON on stdout and nothing else")
    .addHelpText("after", "\nExample:\n  $ edict compare results/my-idea/*.json")
    .action(async (files: string[], options: CompareOptions) => {
      const { compareFiles } = await import("./compare-files.ts");
      compareFiles(files, options);
    });
}
