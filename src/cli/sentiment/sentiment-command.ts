import { Command, InvalidArgumentError, Option } from "commander";
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
    .option("--horizons <list>", "sessions held, with commas between", wholeNumbers, [1, 5, 10, 20])
    .option("--lags <n>", "lags looked at on either side", wholeNumber, 10)
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

function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

function positive(value: string): number {
  const parsed = Number(value);
  if (!(parsed > 0 && Number.isFinite(parsed)))
    throw new InvalidArgumentError(`"${value}" is not a number above 0.`);
  return parsed;
}

function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value))
    throw new InvalidArgumentError(`"${value}" is not a whole number above 0.`);
  return Number(value);
}

function wholeNumbers(value: string): number[] {
  return value.split(",").map((one) => wholeNumber(one.trim()));
}
