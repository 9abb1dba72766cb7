import { Command } from "commander";
import { InputError } from "../../errors.ts";
import { addRunOptions } from "../run-options.ts";
import type { RunCommandOptions } from "./run-strategies.ts";

/** `edict run <strategy...>`: backtest, write the result, print the summary. */
export function runCommand(): Command {
  return addRunOptions(new Command("run"))
    .description("backtest strategies, write results and print their summaries")
    .argument("[strategy...]", "strategy files: .ts, .js, .yaml or .json (code in them is run)")
    .option("--json", "print the result document on stdout and nothing else")
    .option("--out <folder>", "where results are written", "results")
    .option("--quiet", "print nothing but errors")
    .option("--html", "write the page of the result beside it, too")
    .option("--with-prices", "keep closes in the result, for the price chart; think of your data's licence")
    .option("--family", "test the strategies as one family that was tried together")
    .option(
      "--verify <result>",
      "run a result again and say whether it still comes out the same, and what moved if not",
    )
    .addHelpText(
      "after",
      "\nExamples:\n  $ edict run my-idea.ts --prices sample\n  $ edict run my-idea.ts --prices sample --param hold=20 --timing best --html\n  $ edict run my-idea.ts --file HSTECH.HK=hstech.csv --file ^HSI=hsi.csv",
    )
    .action(async (files: string[], options: RunCommandOptions) => {
      if (options.verify !== undefined) {
        const { verifyResult } = await import("./verify-result.ts");
        await verifyResult(options.verify, files[0], options);
        return;
      }
      if (files.length === 0) {
        throw new InputError({
          what: "no strategy is named",
          at: "edict run",
          fix: "name a strategy file; edict new my-idea writes one to begin with",
        });
      }
      const { runStrategies } = await import("./run-strategies.ts");
      await runStrategies(files, options);
    });
}
