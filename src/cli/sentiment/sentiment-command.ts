import { Command, Option } from "commander";
import { collect, numberWhere, positive } from "../flag-values.ts";
import type { SentimentFlags } from "./sentiment-against-market.ts";

/** `edict sentiment`: the sentiment index against a market. */
export function sentimentCommand(): Command {
  return new Command("sentiment")
    .description(
      "policy sentiment index against the market: chart, lead and lag, forward returns by quintile",
    )
    .option("--instrument <symbol>", "the market", "HSTECH.HK")
    .option("--target <name>", "a sector, e.g. internet-platforms (default: all signals)")
    .option("--half-life <sessions>", "sessions after which a signal counts half", positive, 10)
    .option("--horizons <list>", "sessions held, with commas between", listOfSessions, [1, 5, 10, 20])
    .option("--lags <n>", "lags looked at on either side", sessions, 10)
    .addOption(
      new Option("--decide <when>", "when the index is read").choices(["open", "close"]).default("open"),
    )
    .addOption(
      new Option("--timing <policy>", "how far unsourced times are believed")
        .choices(["safe", "best"])
        .default("safe"),
    )
    .option("--signals <path>", "catalogue file or folder (default: the one that ships with edict)")
    .option(
      "--prices <source>",
      "yahoo, eastmoney, live, csv:<folder> or sample (default: live; only the files if --file is given)",
    )
    .option("--file <symbol=path>", "prices from one CSV file", collect, [])
    .option("--frozen", "use only prices that are in the store; no network")
    .option("--drafts", "use signals that nobody has reviewed, too")
    .option("--json", "print the figures as JSON")
    .addHelpText("after", "\nExample:\n  $ edict sentiment --target internet-platforms --prices sample")
    .action(async (flags: SentimentFlags) => {
      const { compareSentiment } = await import("./sentiment-against-market.ts");
      await compareSentiment(flags);
    });
}

/** Lags and horizons beyond the sessions of forty years are slips. */
function sessions(value: string): number {
  const isCount = (parsed: number) => Number.isInteger(parsed) && parsed > 0 && parsed < 10_000;
  return numberWhere(value, isCount, "a whole number of sessions, 1 to 9999");
}

function listOfSessions(value: string): number[] {
  return value.split(",").map((one) => sessions(one.trim()));
}
