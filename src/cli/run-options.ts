import { type Command, Option } from "commander";
import { decodeWith } from "../decode/decode-with.ts";
import { InputError } from "../errors.ts";
import type { PriceRequest } from "../feeds/price-source.ts";
import { type RunConfig, runConfigSchema } from "../result/run-config.ts";
import { keptPrices } from "../storage/kept-prices.ts";
import { collect, number } from "./flag-values.ts";

/** Flags that every command takes which backtests: what they are called on the command line. */
export interface RunOptions {
  readonly prices?: string;
  readonly file: readonly string[];
  readonly instrument: readonly string[];
  readonly signals?: string;
  readonly from?: string;
  readonly to?: string;
  readonly capital?: number;
  readonly currency?: string;
  readonly param: readonly string[];
  readonly timing?: "safe" | "best";
  readonly seed?: number;
  readonly adjust?: "total-return" | "split-only" | "none";
  readonly frozen?: boolean;
  readonly drafts?: boolean;
  readonly luck?: number;
  readonly study?: boolean;
  readonly sensitivity?: boolean;
}

/** Adds the flags of {@link RunOptions} to a command. */
export function addRunOptions(command: Command): Command {
  return command
    .option(
      "--prices <source>",
      "yahoo, eastmoney, live, csv:<folder> or sample (default: live; only the files if --file is given)",
    )
    .option("--file <symbol=path>", "prices of one symbol from one CSV file; may be repeated", collect, [])
    .option("--instrument <A=B>", "trade B where the strategy says A; may be repeated", collect, [])
    .option("--signals <path>", "catalogue file or folder (default: the one that ships with edict)")
    .option("--from <day>", "first day of the run, YYYY-MM-DD (default: where its prices begin)")
    .option("--to <day>", "last day of the run, YYYY-MM-DD")
    .option("--capital <amount>", "money at the start (default: 1000000)", number)
    .option("--currency <code>", "currency of the book (default: that of the first instrument)")
    .option("--param <name=value>", "a parameter of the strategy; may be repeated", collect, [])
    .addOption(
      new Option("--timing <policy>", "how far unsourced publication times are believed").choices([
        "safe",
        "best",
      ]),
    )
    .option("--seed <number>", "seed of every random draw (default: 1)", number)
    .addOption(
      new Option("--adjust <how>", "how prices are adjusted (default: total-return)").choices([
        "total-return",
        "split-only",
        "none",
      ]),
    )
    .option("--frozen", "use only prices that are in the store; no network")
    .option("--drafts", "use signals that nobody has reviewed, too")
    .option("--luck <draws>", "calendar shifts of the luck test; 0 turns it off (default: 10000)", number)
    .option("--no-study", "leave out the event study")
    .option("--no-sensitivity", "leave out the table of other timings");
}

/**
 * The part of the flags that belongs into a run's configuration, checked.
 *
 * @throws InputError naming every flag that is wrong
 */
export function configFrom(options: RunOptions): RunConfig {
  const checked = decodeWith(runConfigSchema, givenConfig(options), { file: CONFIG_PLACE });
  if (checked.issues === undefined) return checked.value as RunConfig;
  // Fields of the configuration are called as their flags are.
  throw new InputError(
    checked.issues.map(({ at = CONFIG_PLACE, ...issue }) => ({
      ...issue,
      at: at.replace(`${CONFIG_PLACE} `, "--"),
    })),
  );
}

const CONFIG_PLACE = "the flags";

function givenConfig(options: RunOptions): RunConfig {
  return {
    ...(options.capital !== undefined && { capital: options.capital }),
    ...(options.currency !== undefined && { currency: options.currency }),
    ...(options.timing !== undefined && { timing: options.timing }),
    ...(options.from !== undefined && { from: options.from }),
    ...(options.to !== undefined && { to: options.to }),
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.drafts === true && { drafts: true }),
    ...(options.luck !== undefined && { luck: options.luck }),
    ...(options.study === false && { study: false }),
    ...(options.sensitivity === false && { sensitivity: false }),
    instruments: pairs(options.instrument, "--instrument", "HSTECH.HK=3033.HK"),
  };
}

/** The part of the flags that says where prices come from. */
export function priceRequestFrom(options: RunOptions): PriceRequest {
  return {
    source: options.prices ?? (options.file.length > 0 ? null : "live"),
    files: pairs(options.file, "--file", "HSTECH.HK=prices/hstech.csv"),
    adjustment: options.adjust ?? "total-return",
    frozen: options.frozen === true,
    kept: keptPrices(),
  };
}

/** `A=B` flags as a record. The first `=` divides: no symbol but `HKD=X` holds one, and it is written `HKD=X=path`. */
export function pairs(values: readonly string[], flag: string, example: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const value of values) {
    const match = /^([^=]+(?:=X)?)=(.+)$/.exec(value);
    if (match === null) {
      throw new InputError({
        what: `"${value}" is not of the form A=B`,
        at: flag,
        fix: `write e.g. ${flag} ${example}`,
      });
    }
    const name = match[1]!;
    if (Object.hasOwn(result, name)) {
      throw new InputError({
        what: `${name} is given twice: ${result[name]} and ${match[2]}`,
        at: flag,
        fix: "leave one of the two out",
      });
    }
    result[name] = match[2]!;
  }
  return result;
}
