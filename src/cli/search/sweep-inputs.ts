import { InputError } from "../../errors.ts";
import { loadStrategyPrices } from "../../feeds/load-strategy-prices.ts";
import type { BacktestInputs, Provenance } from "../../result/backtest.ts";
import { replaceInstruments, type StrategySymbols, strategySymbols } from "../../result/strategy-symbols.ts";
import { describeSpace, parameterSpace } from "../../search/parameter-space.ts";
import { probePoints, type SweepRequest } from "../../search/sweep-plan.ts";
import { readObjective } from "../../search/variant-row.ts";
import { keptSignals } from "../../storage/kept-signals.ts";
import { type LoadedStrategy, loadStrategy } from "../../storage/load-strategy.ts";
import { loadCatalogue } from "../../storage/signal-catalogue-files.ts";
import { type ResolvedStrategy, resolveStrategy } from "../../strategy/resolve-strategy.ts";
import { configFrom, pairs, priceRequestFrom, type RunOptions } from "../run-options.ts";
import { waiting } from "../waiting.ts";

/** What `edict sweep` takes beside the common flags. */
export interface SweepCommandOptions extends RunOptions {
  readonly method: "grid" | "random" | "latin-hypercube";
  readonly samples?: number;
  readonly objective: string;
  readonly constraint: readonly string[];
  readonly minTrades?: number;
  readonly most?: number;
  readonly map?: string;
  readonly evidence?: number;
  readonly shifts?: number;
  readonly draws?: number;
  readonly threads?: number;
  readonly queue?: string;
  readonly shard?: string;
  readonly resume?: boolean;
  readonly json?: boolean;
  readonly html?: boolean;
  readonly out: string;
  readonly quiet?: boolean;
}

/** A strategy, all that a search of it reads, and what is searched. */
export interface SweepInputs {
  readonly loaded: LoadedStrategy;
  readonly inputs: BacktestInputs & { readonly provenance: Provenance };
  readonly request: SweepRequest;
}

/** The part of the flags that says what is searched. */
function sweepRequestFrom(options: SweepCommandOptions): SweepRequest {
  return {
    method: options.method,
    params: pairs(options.param, "--param", "hold=1:60"),
    objective: options.objective,
    constraints: options.constraint,
    ...(options.samples !== undefined && { samples: options.samples }),
    ...(options.minTrades !== undefined && { minTrades: options.minTrades }),
    ...(options.most !== undefined && { most: options.most }),
    ...(options.evidence !== undefined && { evidenceVariants: options.evidence }),
    ...(options.shifts !== undefined && { shifts: options.shifts }),
    ...(options.draws !== undefined && { draws: options.draws }),
    ...(options.seed !== undefined && { seed: options.seed }),
  };
}

/** Loads a strategy, the signals, and the prices that any point of the space may need. */
export async function loadSweepInputs(file: string, options: SweepCommandOptions): Promise<SweepInputs> {
  const config = configFrom(options);
  const request = sweepRequestFrom(options);
  // Before prices are asked for: an objective that there is not needs none.
  if (request.objective !== undefined) readObjective(request.objective);
  const loaded = await loadStrategy(file);
  const space = parameterSpace(describeSpace(loaded.strategy.params ?? {}, request));
  const { catalogue, inputs: signalFiles } = await loadCatalogue(
    options.signals === undefined ? [] : [options.signals],
    { drafts: config.drafts === true, kept: keptSignals() },
  );
  const variants = resolveSome(loaded, file, probePoints(space)).map((one) =>
    replaceInstruments(one, config.instruments ?? {}),
  );
  const symbols = variants.map((one) => strategySymbols(one, catalogue.signals, config.timing ?? "safe"));
  const currency = config.currency ?? variants[0]!.currency;
  const prices = await waiting("asking for prices", () =>
    loadStrategyPrices(unionOf(symbols), currency, priceRequestFrom(options)),
  );
  const provenance = {
    strategyFile: file,
    strategySha256: loaded.sha256,
    signalsFile: signalFiles.map((one) => one.file).join(", "),
  };
  return { loaded, inputs: { signals: catalogue, prices, config, provenance }, request };
}

/** The probed points that the strategy accepts. @throws its own error if it accepts none */
function resolveSome(
  { strategy }: LoadedStrategy,
  file: string,
  points: readonly Readonly<Record<string, unknown>>[],
): ResolvedStrategy[] {
  let refusal: InputError | null = null;
  const accepted = points.flatMap((params) => {
    try {
      return [resolveStrategy(strategy, params, file)];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refusal ??= error;
      return [];
    }
  });
  if (accepted.length > 0) return accepted;
  throw refusal;
}

function unionOf(all: readonly StrategySymbols[]): StrategySymbols {
  const legs = [...new Set(all.flatMap((one) => one.legs))];
  return {
    ...all[0]!,
    legs,
    named: [...new Set(all.flatMap((one) => one.named))].filter((symbol) => !legs.includes(symbol)),
  };
}
