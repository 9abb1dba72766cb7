import { basename } from "node:path";
import { loadStrategyPrices } from "../feeds/load-strategy-prices.ts";
import type { BacktestInputs } from "../result/backtest.ts";
import { replaceInstruments, strategySymbols } from "../result/strategy-symbols.ts";
import { keptSignals } from "../storage/kept-signals.ts";
import { type LoadedStrategy, loadStrategy } from "../storage/load-strategy.ts";
import { loadCatalogue } from "../storage/signal-catalogue-files.ts";
import { resolveStrategy } from "../strategy/resolve-strategy.ts";
import { configFrom, pairs, priceRequestFrom, type RunOptions } from "./run-options.ts";
import { waiting } from "./waiting.ts";

/** A strategy and all that a backtest of it reads. */
export interface RunInputs {
  readonly loaded: LoadedStrategy;
  readonly inputs: BacktestInputs;
}

/** Loads a strategy, the signals, and the prices it needs, as the flags say. */
export async function loadRunInputs(file: string, options: RunOptions): Promise<RunInputs> {
  const config = configFrom(options);
  const params = pairs(options.param, "--param", "hold=20");
  const request = priceRequestFrom(options);
  const loaded = await loadStrategy(file);
  const resolved = replaceInstruments(
    resolveStrategy(loaded.strategy, params, file),
    config.instruments ?? {},
  );
  const { catalogue, inputs: signalFiles } = await loadCatalogue(
    options.signals === undefined ? [] : [options.signals],
    { drafts: config.drafts === true, kept: keptSignals() },
  );
  const symbols = strategySymbols(resolved, catalogue.signals, config.timing ?? "safe");
  const prices = await waiting("asking for prices", () =>
    loadStrategyPrices(symbols, config.currency ?? resolved.currency, request),
  );
  return {
    loaded,
    inputs: {
      signals: catalogue,
      prices,
      config,
      params,
      // Names, not paths: the same inputs give the same bytes wherever they lie.
      provenance: {
        strategyFile: basename(file),
        strategySha256: loaded.sha256,
        signalsFile: signalFiles
          .map((one) => (options.signals === undefined ? one.file : basename(one.file)))
          .join(", "),
      },
    },
  };
}
