import { Command, Option } from "commander";
import { aboveZero, collect, fraction } from "../flag-values.ts";
import type { CheckPricesFlags } from "./prices-check.ts";
import type { ComparePricesFlags } from "./prices-compare.ts";
import type { FetchPricesFlags } from "./prices-fetch.ts";
import type { ImportPricesFlags } from "./prices-import.ts";
import type { ListPricesFlags } from "./prices-list.ts";

const LIVE_SOURCES = ["live", "yahoo", "eastmoney"];

/** `edict prices fetch|list|check|compare|import`: the price store. */
export function pricesCommand(): Command {
  const command = new Command("prices").description("fetch, list, check, compare and import prices");
  command.addHelpText("after", "\nExample:\n  $ edict prices check --prices sample");
  for (const sub of [fetchCommand(), listCommand(), checkCommand(), compareCommand(), importCommand()]) {
    command.addCommand(sub);
  }
  return command;
}

function fetchCommand(): Command {
  return (
    new Command("fetch")
      .description(
        "bring the price store up to date; what is stored is kept, a restated history replaces the old one",
      )
      .argument("[symbol...]", "symbols as Yahoo writes them, e.g. 0700.HK ^HSI KWEB HKD=X")
      .option(
        "--for <strategy>",
        "the symbols that a strategy needs, its benchmark and exchange rates included",
      )
      .option("--signals <path>", "with --for: catalogue file or folder")
      .addOption(
        new Option(
          "--prices <source>",
          "where from; live is Yahoo, or Eastmoney where it refuses (default: live)",
        ).choices(LIVE_SOURCES),
      )
      // Its earlier name.
      .addOption(new Option("--source <source>").choices(LIVE_SOURCES).conflicts("prices").hideHelp())
      .option("--from <day>", "first day, YYYY-MM-DD (default: as far as the source goes)")
      .option("--to <day>", "last day, YYYY-MM-DD")
      .option("--concurrency <n>", "symbols at once (default: 4)", aboveZero)
      .option("--refetch", "ask for whole histories again and take them in place of what is stored")
      .option("--accept-loss", "with --refetch: even where stored sessions or columns are lost by it")
      .addHelpText(
        "after",
        "\nExamples:\n  $ edict prices fetch HSTECH.HK ^HSI --from 2015-01-01\n  $ edict prices fetch --for my-idea.ts",
      )
      .action(async (symbols: string[], flags: FetchPricesFlags) => {
        const { fetchPrices } = await import("./prices-fetch.ts");
        await fetchPrices(symbols, flags);
      })
  );
}

function listCommand(): Command {
  return new Command("list")
    .description("what is in the store: symbol, span, sessions, source, fetched, findings")
    .option("--json", "print the manifests as JSON")
    .addHelpText("after", "\nExample:\n  $ edict prices list")
    .action(async (flags: ListPricesFlags) => {
      const { listPrices } = await import("./prices-list.ts");
      listPrices(flags);
    });
}

function checkCommand(): Command {
  return new Command("check")
    .description(
      "every finding of the quality check, and what edict does about it; code 3 if a series is refused",
    )
    .argument("[symbol...]", "symbols in the store (default: all of them)")
    .option("--prices <source>", "csv:<folder> or sample instead of the store")
    .option("--file <symbol=path>", "one CSV file; may be repeated", collect, [])
    .option("--all", "print every finding, not only the first of each kind")
    .option("--json", "print the findings as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  $ edict prices check\n  $ edict prices check --prices sample\n  $ edict prices check --file 0700.HK=tencent.csv --all",
    )
    .action(async (symbols: string[], flags: CheckPricesFlags) => {
      const { checkPrices } = await import("./prices-check.ts");
      await checkPrices(symbols, flags);
    });
}

function compareCommand(): Command {
  return new Command("compare")
    .description("lay two sources of a symbol side by side and name the days on which they disagree")
    .argument("<symbol>", "symbol")
    .option("--sources <a,b>", "two sources in the store (default: the first two that hold the symbol)")
    .option("--file <path>", "a CSV file instead of a source; may be given once or twice", collect, [])
    .option(
      "--tolerance <fraction>",
      "difference of daily returns that is not worth a row (default: 0.001)",
      fraction,
    )
    .addHelpText("after", "\nExample:\n  $ edict prices compare 0700.HK --sources yahoo,eastmoney")
    .action(async (symbol: string, flags: ComparePricesFlags) => {
      const { comparePrices } = await import("./prices-compare.ts");
      await comparePrices(symbol, flags);
    });
}

function importCommand(): Command {
  return new Command("import")
    .description("read CSV files of any common shape into the store, and print the dialect found")
    .argument("<csv...>", "files named after their symbol (0700.HK.csv), or written SYMBOL=path")
    .option(
      "--map <pairs>",
      "how an odd file is to be read, e.g. date=Datum,close=Schluss,decimal=comma,dates=day-first",
    )
    .option("--dry-run", "only say how each file would be read")
    .addHelpText("after", "\nExample:\n  $ edict prices import KWEB.csv HSTECH.HK=downloads/hstech.csv")
    .action(async (files: string[], flags: ImportPricesFlags) => {
      const { importPrices } = await import("./prices-import.ts");
      await importPrices(files, flags);
    });
}
