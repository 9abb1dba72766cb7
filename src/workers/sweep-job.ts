import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { decodeOrThrow } from "../decode/decode-with.ts";
import { parseJsonText } from "../decode/json-text.ts";
import { parseYamlText } from "../decode/yaml-text.ts";
import { InputError } from "../errors.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { BacktestInputs, Provenance } from "../result/backtest.ts";
import type { RunConfig } from "../result/run-config.ts";
import { evaluateRange, type RowBlock, type RowColumns } from "../search/evaluate-range.ts";
import { EvidencePieces } from "../search/evidence-pieces.ts";
import { parameterSpace } from "../search/parameter-space.ts";
import { chunkBounds, engineOf, runInputs, type SweepPlan } from "../search/sweep-plan.ts";
import { type VariantEvaluator, variantEvaluator } from "../search/variant-evaluator.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import { compileStrategy, type StrategyBundle } from "../storage/compile-strategy.ts";
import { strategyCacheFolder } from "../storage/edict-home.ts";
import { openBundle } from "../storage/strategy-lines.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { withParamReferences } from "../strategy/param-references.ts";
import { strategySchema } from "../strategy/strategy-schema.ts";

/** All that a process needs to evaluate any chunk of a sweep: plain data that a thread, a queue or a file can carry. */
export interface SweepJob {
  readonly plan: SweepPlan;
  readonly strategy: StrategySource;
  readonly signals: { readonly signals: readonly PolicySignal[]; readonly sha256: string };
  readonly prices: readonly PriceSeries[];
  readonly config: RunConfig;
  readonly provenance: Provenance;
}

/** A strategy as text: a bundle, or a YAML or JSON file. */
interface StrategySource {
  readonly format: StrategyBundle["format"] | "yaml" | "json";
  readonly text: string;
}

/** Gathers a job from a strategy's file and the inputs of its run. */
export function makeSweepJob(
  plan: SweepPlan,
  file: string,
  inputs: BacktestInputs & { readonly provenance: Provenance },
): SweepJob {
  const { signals, sha256 } = inputs.signals;
  return {
    plan,
    strategy: sourceOf(file),
    signals: { signals, sha256 },
    prices: inputs.prices,
    config: inputs.config ?? {},
    provenance: inputs.provenance,
  };
}

function sourceOf(file: string): StrategySource {
  const extension = extname(file).toLowerCase();
  if (extension === ".json") return { format: "json", text: readFileSync(file, "utf8") };
  if (extension === ".yaml" || extension === ".yml")
    return { format: "yaml", text: readFileSync(file, "utf8") };
  const { format, code } = compileStrategy(file, strategyCacheFolder());
  return { format, text: code };
}

/** A job opened: the strategy's code has run. */
export interface OpenJob {
  readonly strategy: Strategy;
  readonly inputs: BacktestInputs;
  /** @param into columns for its rows; new memory is taken without */
  readonly evaluateChunk: (chunk: number, into?: RowColumns) => RowBlock;
  readonly evaluator: () => VariantEvaluator;
  /** pieces of the evidence of its outcome */
  readonly evidence: EvidencePieces;
}

/** Opens a job. A module's code is run: a worker trusts the queue it takes jobs from as it trusts a strategy file. */
export async function openSweepJob(job: SweepJob): Promise<OpenJob> {
  const { plan } = job;
  const strategy = await openStrategy(job.strategy, job.provenance.strategyFile);
  const inputs: BacktestInputs = {
    signals: {
      signals: job.signals.signals,
      sha256: job.signals.sha256,
      byId: new Map(job.signals.signals.map((signal) => [signal.id, signal])),
      places: new Map(),
    },
    prices: job.prices,
    config: job.config,
    provenance: job.provenance,
  };
  const space = parameterSpace(plan.space);
  let made: VariantEvaluator | null = null;
  const evaluator = () => {
    made ??= variantEvaluator(strategy, runInputs(inputs, plan.from), engineOf(plan));
    return made;
  };
  return {
    strategy,
    inputs,
    evaluateChunk: (chunk, into) => evaluateRange(evaluator(), space, ...chunkBounds(plan, chunk), into),
    evaluator,
    evidence: new EvidencePieces((index) => evaluator().simulate(space.at(index))),
  };
}

async function openStrategy({ format, text }: StrategySource, file: string): Promise<Strategy> {
  if (format === "script" || format === "module") {
    const exported = await openBundle({ format, code: text }, file);
    return decodeOrThrow(strategySchema, exported["default"], { file }) as Strategy;
  }
  const read = format === "json" ? parseJsonText(text, file) : await parseYamlText(text, file);
  if (read.issues !== undefined) throw new InputError(read.issues);
  return decodeOrThrow(strategySchema, withParamReferences(read.value, file), { file }) as Strategy;
}
