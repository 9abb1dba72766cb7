import { basename } from "node:path";
import { formatCounted } from "../decode/format-count.ts";
import { EdictError, InputError, InvariantError, type Issue } from "../errors.ts";
import { loadStrategyPrices } from "../feeds/load-strategy-prices.ts";
import type { PriceRequest } from "../feeds/price-source.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { LivePanel } from "../report/html/live-panel.ts";
import type { EvidencePart } from "../report/html/sections/evidence-sections.ts";
import { backtest } from "../result/backtest.ts";
import type { ResultDocument } from "../result/result-schema.ts";
import type { RunConfig } from "../result/run-config.ts";
import { replaceInstruments, strategySymbols } from "../result/strategy-symbols.ts";
import { type LoadedStrategy, loadStrategy } from "../storage/load-strategy.ts";
import { type LoadedCatalogue, loadCatalogue } from "../storage/signal-catalogue-files.ts";
import { withLine } from "../storage/strategy-lines.ts";
import type { ParamSpecs, ParamValues } from "../strategy/param.ts";
import { readParamValue, resolveParams } from "../strategy/resolve-params.ts";
import { resolveStrategy } from "../strategy/resolve-strategy.ts";

/** What a live run reads, as the command line names it. */
export interface LiveRunOptions {
  readonly strategyFile: string;
  /** catalogue files and folders; the shipped catalogue if there is none */
  readonly signals: readonly string[];
  readonly prices: PriceRequest;
  readonly config: RunConfig;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A part of the inputs that can change by itself. */
export type LivePart = "strategy" | "signals" | "prices";

const WITHOUT_EVIDENCE: RunConfig = { luck: 0, study: false, sensitivity: false };

/**
 * A strategy that is run again and again while its inputs change. It keeps what has not changed, and the last result
 * that was good while something is wrong.
 */
export class LiveRun {
  readonly #options: LiveRunOptions;
  #params: Record<string, unknown>;
  #strategy: LoadedStrategy | null = null;
  #catalogue: LoadedCatalogue | null = null;
  #prices: readonly PriceSeries[] | null = null;
  /** what the prices were loaded for: others are loaded when the strategy asks for other symbols */
  #pricesFor = "";
  #result: ResultDocument | null = null;
  #issues: readonly Issue[] = [];
  #status = "not run yet";
  #awaited: readonly EvidencePart[] = [];
  /** parts whose files have changed and could not be read since: what stands in memory is not what they say */
  readonly #unread = new Set<LivePart>();

  constructor(options: LiveRunOptions) {
    this.#options = options;
    this.#params = { ...options.params };
  }

  /** The last good result. */
  get result(): ResultDocument | null {
    return this.#result;
  }

  /** Whether the last run went well. */
  get isSound(): boolean {
    return this.#issues.length === 0;
  }

  get panel(): LivePanel {
    const specs: ParamSpecs = this.#strategy?.strategy.params ?? {};
    const values = Object.entries(specs).map(([name, spec]) => {
      const read = name in this.#params ? readParamValue(spec, this.#params[name]) : undefined;
      return [name, read !== undefined && "value" in read ? read.value : spec.default] as const;
    });
    return {
      specs,
      values: Object.fromEntries(values) as ParamValues,
      issues: this.#issues,
      status: this.#status,
      awaited: this.#awaited,
    };
  }

  /** The files whose change changes the result, by the part they belong to. */
  get strategyFiles(): readonly string[] {
    return this.#strategy?.inputs ?? [this.#options.strategyFile];
  }

  /**
   * Takes values for parameters; all of them or none.
   *
   * @throws InputError naming each that the strategy does not have, or that is out of its range
   */
  setParams(values: Readonly<Record<string, unknown>>): void {
    const checked = resolveParams(this.#strategy?.strategy.params ?? {}, values, "slider");
    for (const name of Object.keys(values)) this.#params[name] = checked[name]!;
  }

  /** Reads again what has changed, and runs: at once, without the evidence, which takes many times as long. */
  async run(changed: ReadonlySet<LivePart>): Promise<void> {
    for (const part of changed) this.#unread.add(part);
    await this.#attempt(async () => {
      await this.#load();
      this.#runLoaded(WITHOUT_EVIDENCE);
      this.#awaited = this.#evidenceWanted();
    });
  }

  /** Runs what is loaded once more, with the evidence that the configuration asks for. */
  async gatherEvidence(): Promise<void> {
    await this.#attempt(async () => {
      this.#runLoaded({});
      this.#awaited = [];
    });
  }

  /** What the configuration asks for, and there are trades to gather it from. */
  #evidenceWanted(): readonly EvidencePart[] {
    const { luck, study, sensitivity } = this.#options.config;
    const hasTrades = (this.#result as ResultDocument).trades.length > 0;
    return [
      ...(luck !== 0 && hasTrades ? (["significance"] as const) : []),
      ...(study !== false ? (["study"] as const) : []),
      ...(sensitivity !== false && hasTrades ? (["sensitivity"] as const) : []),
    ];
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#issues = [];
    } catch (error) {
      this.#issues = issuesOf(error, this.#options.strategyFile);
      this.#status = this.#result === null ? "no result yet" : "the last good result stands below";
    }
  }

  async #load(): Promise<void> {
    const { strategyFile, signals, prices: request, config } = this.#options;
    if (this.#strategy === null || this.#unread.has("strategy")) {
      this.#strategy = await loadStrategy(strategyFile, null);
      this.#unread.delete("strategy");
      this.#forgetParamsOf(this.#strategy);
    }
    if (this.#catalogue === null || this.#unread.has("signals")) {
      this.#catalogue = await loadCatalogue(signals, { drafts: config.drafts === true });
      this.#unread.delete("signals");
    }
    const resolved = replaceInstruments(
      resolveStrategy(this.#strategy.strategy, this.#params, strategyFile),
      config.instruments ?? {},
    );
    const symbols = strategySymbols(resolved, this.#catalogue.catalogue.signals, config.timing ?? "safe");
    const currency = config.currency ?? resolved.currency;
    const wanted = JSON.stringify([symbols, currency]);
    if (this.#prices === null || this.#unread.has("prices") || wanted !== this.#pricesFor) {
      this.#prices = await loadStrategyPrices(symbols, currency, request);
      this.#unread.delete("prices");
      this.#pricesFor = wanted;
    }
  }

  /** A slider whose parameter was renamed, or left its range, is gone with it: its value means nothing any more. */
  #forgetParamsOf({ strategy }: LoadedStrategy): void {
    const isGiven = (name: string) => Object.hasOwn(this.#options.params, name);
    this.#params = Object.fromEntries(
      Object.entries(this.#params).filter(([name, value]) => {
        const spec = strategy.params[name];
        return isGiven(name) || (spec !== undefined && "value" in readParamValue(spec, value));
      }),
    );
  }

  #runLoaded(config: RunConfig): void {
    const { strategy, sha256, file } = this.#strategy as LoadedStrategy;
    const { catalogue, inputs } = this.#catalogue as LoadedCatalogue;
    const started = performance.now();
    this.#result = backtest(strategy, {
      signals: catalogue,
      prices: this.#prices as readonly PriceSeries[],
      config: { ...this.#options.config, ...config },
      params: this.#params,
      // The page is shown on this machine alone.
      withCloses: true,
      provenance: {
        strategyFile: basename(file),
        strategySha256: sha256,
        signalsFile: inputs.map((one) => one.file).join(", "),
      },
    });
    const trades = this.#result.trades.length;
    this.#status = `${formatCounted(trades, "trade")}, run in ${Math.max(1, Math.round(performance.now() - started))} ms`;
  }
}

/** What went wrong, as what / at / fix: a strategy's own code may throw anything. */
function issuesOf(error: unknown, strategyFile: string): readonly Issue[] {
  if (error instanceof InputError) return withLine(error).issues;
  if (error instanceof EdictError && !(error instanceof InvariantError)) return error.issues;
  const message = error instanceof Error ? error.message : String(error);
  return [
    {
      what: `the run stopped: ${message}`,
      at: strategyFile,
      fix: "if the strategy's own code did not throw this, it is a fault of edict's: please report it",
    },
  ];
}
