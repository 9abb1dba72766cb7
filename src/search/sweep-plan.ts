import { createHash } from "node:crypto";
import { assertArgument } from "../decode/assert-argument.ts";
import { formatCount } from "../decode/format-count.ts";
import { EdictError, InputError } from "../errors.ts";
import { type BacktestInputs, prepareRun } from "../result/backtest.ts";

import { assertInputs } from "../result/prepare-run.ts";
import { canonicalJson } from "../signals/catalogue.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import type { ParamValues } from "../strategy/param.ts";
import { checkFields } from "../strategy/resolve-strategy.ts";
import {
  describeSpace,
  type ParameterSpace,
  parameterSpace,
  type SpaceDescription,
  type SpaceRequest,
} from "./parameter-space.ts";
import { chooseEngine, type EngineChoice } from "./variant-evaluator.ts";
import { readObjective, type VariantColumn } from "./variant-row.ts";

/** What is searched, for what, and how hard the outcome is questioned. */
export interface SweepRequest extends SpaceRequest {
  /** `sharpe` (default), `return`, `mean-trade`, `drawdown` or `win-rate` */
  readonly objective?: string;
  /** points with fewer trades are no candidates for the best; default 1 */
  readonly minTrades?: number;
  /** variants whose returns go into the tests of overfitting, drawn at random from more; default 250, 0 for none */
  readonly evidenceVariants?: number;
  /** shifts of the calendar for the test of the best; default 199 */
  readonly shifts?: number;
  /** resamples of the bootstrap tests; default 499 */
  readonly draws?: number;
}

/** A search made ready, as plain data: any process that has strategy, signals and prices makes the same of it. */
export interface SweepPlan {
  readonly id: string;
  readonly space: SpaceDescription;
  readonly objective: VariantColumn;
  readonly minTrades: number;
  readonly evidenceVariants: number;
  readonly shifts: number;
  readonly draws: number;
  /** first day of every variant's run; null: as far as prices go */
  readonly from: string | null;
  /** a point that works */
  readonly example: ParamValues;
  readonly engine: "kernel" | "general";
  readonly engineReason: string | null;
  /** orders of the example, where the engine is the kernel: what a point costs goes with them */
  readonly orders: number | null;
  /** points that are evaluated, and kept, together */
  readonly chunkSize: number;
  readonly chunks: number;
}

/** Points of a chunk: a second or less of work, so that little is lost by an interruption. */
const MOST_IN_CHUNK = 20_000;
const FEWEST_IN_CHUNK = 500;
const GENERAL_CHUNK = 200;
/** Orders that the kernel may follow in one chunk. */
const ORDERS_A_CHUNK = 2_000_000;
const MOST_PROBED_VALUES = 8;
/** A resample keeps the mean of every variant compared. */
const MOST_RESAMPLES = 100_000;

/**
 * Makes a search ready.
 *
 * All variants run over the span of their prices, whatever signals they trade (result/run-span.ts), or their Sharpe
 * ratios would not compare.
 *
 * @param inputs `params` in it are left aside: `request.params` says what is held and what is searched
 * @throws InputError for a request that cannot be met
 * @throws the strategy's or the prices' own error if none of the probed points works
 */
export function planSweep(strategy: Strategy, inputs: BacktestInputs, request: SweepRequest): SweepPlan {
  checkFields(strategy, inputs?.provenance?.strategyFile ?? "strategy");
  assertInputs(inputs);
  assertArgument(request, "object", "request", 'give an object, e.g. { objective: "sharpe" }');
  const { draws = 499 } = request;
  if (draws > MOST_RESAMPLES) {
    throw new InputError({
      what: `${draws} is too large`,
      at: "--draws",
      fix: `use ${MOST_RESAMPLES} or less`,
    });
  }
  const objective = readObjective(request.objective ?? "sharpe");
  const description = describeSpace(strategy.params ?? {}, {
    ...request,
    ...(request.seed === undefined && inputs.config?.seed !== undefined && { seed: inputs.config.seed }),
  });
  const space = parameterSpace(description);
  const example = probe(strategy, inputs, probePoints(space));
  const from = inputs.config?.from ?? null;
  const runs = runInputs(inputs, from);
  const { engine, reason } = chooseEngine(strategy, runs, example);
  const orders =
    engine === "kernel" ? prepareRun(strategy, { ...runs, params: example }).input.orders.length : null;
  const chunkSize = orders === null ? GENERAL_CHUNK : kernelChunk(orders);
  const settings = {
    space: description,
    objective,
    minTrades: request.minTrades ?? 1,
    evidenceVariants: request.evidenceVariants ?? 250,
    shifts: request.shifts ?? 199,
    draws,
    from,
    engine,
    chunkSize,
  };
  return {
    ...settings,
    id: idOf(settings, strategy, inputs),
    example,
    engineReason: reason,
    orders,
    chunks: Math.ceil(description.size / chunkSize),
  };
}

/** How a space is cut into chunks. */
export type ChunkPlan = Pick<SweepPlan, "space" | "chunkSize" | "chunks">;

/** First point of a chunk, and the one after its last. */
export function chunkBounds({ chunkSize, space }: ChunkPlan, chunk: number): [number, number] {
  const from = chunk * chunkSize;
  return [from, Math.min(space.size, from + chunkSize)];
}

/** Fewer points where each has many orders. */
function kernelChunk(orders: number): number {
  return Math.min(MOST_IN_CHUNK, Math.max(FEWEST_IN_CHUNK, Math.floor(ORDERS_A_CHUNK / orders)));
}

/** What evaluates the points of a plan. */
export function engineOf({ engine, engineReason }: SweepPlan): EngineChoice {
  return { engine, reason: engineReason };
}

/** The inputs of every variant's run. */
export function runInputs(inputs: BacktestInputs, from: string | null): BacktestInputs {
  return { ...inputs, config: { ...inputs.config, ...(from !== null && { from }) } };
}

/**
 * The first point that the constraints allow, and it with one axis at a time at other values.
 *
 * @throws InputError if they allow none
 */
export function probePoints(space: ParameterSpace): ParamValues[] {
  const { size, axes, constraints } = space.description;
  let index = 0;
  let first = space.at(0);
  while (!space.allows(first)) {
    if (++index === size) {
      throw new InputError({
        what: `the constraints leave no point of ${formatCount(size)}`,
        at: "--constraint",
        fix: `loosen one of: ${constraints.join("; ")}`,
      });
    }
    first = space.at(index);
  }
  const others = axes.flatMap((axis) => {
    const values =
      axis.type === "range"
        ? [axis.min, axis.max]
        : axis.values.length <= MOST_PROBED_VALUES
          ? axis.values
          : [axis.values[0] as number, axis.values.at(-1) as number];
    return values.map((value) => ({ ...first, [axis.name]: value }));
  });
  return [first, ...others.filter(space.allows)];
}

/** The first of some points that works. @throws its own refusal if none does */
function probe(strategy: Strategy, inputs: BacktestInputs, points: readonly ParamValues[]): ParamValues {
  let refusal: unknown = null;
  for (const params of points) {
    try {
      prepareRun(strategy, { ...inputs, params });
      return params;
    } catch (error) {
      if (!(error instanceof EdictError) || error.exitCode === 1) throw error;
      refusal ??= error;
    }
  }
  // There is at least one probed point, so without an example there is a refusal.
  throw refusal;
}

function idOf(settings: object, strategy: Strategy, inputs: BacktestInputs): string {
  const identity = {
    settings,
    strategy: inputs.provenance?.strategySha256 ?? strategy.name,
    config: inputs.config ?? {},
    signals: inputs.signals.sha256,
    prices: inputs.prices.map((series) => [series.instrument.symbol, series.sha256]),
  };
  return createHash("sha256").update(canonicalJson(identity)).digest("hex").slice(0, 16);
}
