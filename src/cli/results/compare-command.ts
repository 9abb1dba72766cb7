import { Command } from "commander";

/** What `edict compare` takes. */
export interface CompareOptions {
  readonly json?: boolean;
}

/** `edict compare <a> <b>`: two runs side by side. */
export function compareCommand(): Command {
  return new Command("compare")
    .description("two results side by side: metrics, whether the difference may be chance, trades, inputs")
    .argument("<first>", "result file A")
    .argument("<second>", "result file B")
    .option("--json", "print the comparison as JSON on stdout and nothing else")
    .addHelpText("after", "\nExample:\n  $ edict compare results/my-idea/1a2b.json results/my-idea/3c4d.json")
    .action(async (first: string, second: string, options: CompareOptions) => {
      const { compareFiles } = await import("./compare-files.ts");
      compareFiles(first, second, options);
    });
}
