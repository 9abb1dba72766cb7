import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError, MarketDataError } from "../../errors.ts";
import { renderVerification } from "../../report/terminal/verification-report.ts";
import { backtest } from "../../result/backtest.ts";
import { compareInputs } from "../../result/compare-inputs.ts";
import { formatResult } from "../../result/format-result.ts";
import type { ResultDocument } from "../../result/result-schema.ts";
import { packageRoot } from "../../storage/package-root.ts";
import { readResult } from "../../storage/result-files.ts";
import { printText } from "../print-text.ts";
import { loadRunInputs } from "../run-inputs.ts";
import { terminalStyle } from "../terminal-style.ts";
import type { RunCommandOptions } from "./run-strategies.ts";

/**
 * Runs a result again with its own parameters and configuration on today's strategy, signals and prices, and says
 * whether it still comes out the same, to the byte, and if not, which input moved.
 *
 * @throws MarketDataError if it does not
 */
export async function verifyResult(
  path: string,
  strategyFile: string | undefined,
  options: RunCommandOptions,
): Promise<void> {
  const result = readResult(path);
  const { loaded, inputs } = await loadRunInputs(
    findStrategy(result, strategyFile),
    asItWasRun(result, options),
  );
  const again = backtest(loaded.strategy, { ...inputs, withCloses: result.closes !== null });
  const moved = compareInputs(result, again);
  const isSame = formatResult(again) === readFileSync(path, "utf8");
  if (options.quiet !== true) printText(renderVerification({ path, isSame, moved }, terminalStyle()));
  if (isSame) return;
  throw new MarketDataError({
    what: `the result cannot be had again: ${moved.map((one) => one.name).join(", ") || "edict computes another number now"}`,
    at: path,
    fix:
      moved.length === 0
        ? "CHANGELOG.md says which numbers changed with which version"
        : "restore what moved, or take today's run as the new result",
  });
}

/** The flags that give a result's own configuration. Prices come from its own sources unless flags say otherwise. */
function asItWasRun(result: ResultDocument, options: RunCommandOptions): RunCommandOptions {
  const { config, strategy, data } = result;
  const { luck: _, ...others } = options;
  return {
    ...others,
    ...(options.prices === undefined && options.file.length === 0 && ownSource(result)),
    capital: config.capital,
    currency: config.currency,
    timing: config.timing,
    seed: config.seed,
    drafts: config.drafts,
    study: config.study,
    sensitivity: config.sensitivity,
    // One number on the command line sets both; the defaults are two.
    ...(config.luck.kernel === config.luck.general && { luck: config.luck.kernel }),
    ...(config.from !== null && { from: config.from }),
    ...(config.to !== null && { to: config.to }),
    instrument: Object.entries(config.instruments).map(([from, to]) => `${from}=${to}`),
    param: Object.entries(strategy.params).map(([name, value]) => `${name}=${value}`),
    adjust: (data.prices[0]?.adjustment ?? "total-return") as NonNullable<RunCommandOptions["adjust"]>,
  };
}

/** What was fetched is asked of the store, as the question is whether this data still gives this result. */
function ownSource(result: ResultDocument): Pick<RunCommandOptions, "prices" | "frozen"> {
  const files = result.data.prices.filter((series) => series.source.startsWith("csv:"));
  if (files.length > 0) {
    throw new InputError({
      what: `the result was made from files: ${files.map((series) => `${series.symbol} from ${series.source.slice("csv:".length)}`).join(", ")}`,
      at: "--verify",
      fix: "give the same files again with --file SYMBOL=path or --prices csv:<folder>",
    });
  }
  const isSample = result.data.prices.every((series) => series.source === "sample");
  return isSample ? { prices: "sample" } : { prices: "live", frozen: true };
}

/** The strategy file of a result: as given, beside the reader, or among the strategies that ship. */
function findStrategy(result: ResultDocument, given: string | undefined): string {
  const { file } = result.strategy;
  const places = [file, join("strategies", file), join(packageRoot(), "strategies", file)];
  const found = given ?? places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new InputError({
    what: `the strategy ${file} of the result is not here`,
    at: places.join(", "),
    fix: "name it: edict run <path of the strategy> --verify <result>",
  });
}
