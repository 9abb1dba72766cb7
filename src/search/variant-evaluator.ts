import { writeRow } from "../analysis/significance/calendar-runner.ts";
import { kernelTask } from "../engine/kernel/kernel-task.ts";
import { ExitNumbers } from "../engine/kernel/path-runner.ts";
import { RuleKernel } from "../engine/kernel/rule-kernel.ts";
import { simulate } from "../engine/simulate.ts";
import type { Simulation } from "../engine/simulation.ts";
import { EdictError, InvariantError } from "../errors.ts";
import { type BacktestInputs, type PreparedRun, prepareRun } from "../result/backtest.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import type { ParamValues } from "../strategy/param.ts";
import type { Rule } from "../strategy/rule.ts";
import { KeptPaths } from "./kept-paths.ts";
import { shapeOf } from "./rule-shape.ts";
import { annualisationOf, ShapeFinder } from "./shape-finder.ts";
import type { SharedTask } from "./shared-tasks.ts";
import { ROW_LENGTH } from "./variant-row.ts";

/** What evaluates the variants of a strategy. */
export interface EngineChoice {
  /** `kernel` for rules that it takes; `general` gives the same numbers, slower */
  readonly engine: "kernel" | "general";
  /** why it is not the kernel; null if it is */
  readonly reason: string | null;
}

/** Runs one variant of a strategy after another. */
export interface VariantEvaluator extends EngineChoice {
  /**
   * Writes the row of a variant, see {@link VARIANT_COLUMNS}.
   *
   * @param params every parameter, each inside its range
   * @throws InputError or MarketDataError if the strategy refuses the point or throws
   */
  readonly evaluate: (params: ParamValues, into: Float64Array, at: number) => void;
  /** whether the rules of two points differ in their exits' numbers only; false where nobody knows */
  readonly haveSameShape: (a: ParamValues, b: ParamValues) => boolean;
  /** names a point's orders: points with the same orders have the same name; null where nobody knows */
  readonly ordersOf: (params: ParamValues) => object | null;
  /** the variant by the engine itself, with its equity and trades */
  readonly simulate: (params: ParamValues) => { readonly run: PreparedRun; readonly simulation: Simulation };
}

/**
 * An evaluator of a strategy's variants on the same signals and prices.
 *
 * Procedure. A variant's rules are made by the strategy's own function. Rules that differ from earlier ones in their
 * exits' numbers only have the same orders, and go to the kernel with their numbers. A shape that is new, or a number
 * outside those that have passed, goes through all checks first. Rules with callbacks, and all that the kernel refuses,
 * go through the engine.
 *
 * @param by which of the two, and why: {@link chooseEngine}
 */
export function variantEvaluator(
  strategy: Strategy,
  inputs: BacktestInputs,
  { engine, reason }: EngineChoice,
): VariantEvaluator {
  const general = (params: ParamValues) => {
    const run = prepareRun(strategy, { ...inputs, params });
    return { run, simulation: simulate(run.input) };
  };
  const evaluateGenerally = (params: ParamValues, into: Float64Array, at: number) => {
    const { run, simulation } = guarded(() => general(params));
    writeRow(simulation, run.config.capital, annualisationOf(run), into, at);
  };
  if (engine === "general") {
    return {
      engine,
      reason,
      evaluate: evaluateGenerally,
      haveSameShape: () => true,
      ordersOf: () => null,
      simulate: general,
    };
  }
  const makeRules = strategy.rules as (params: ParamValues) => readonly Rule[];
  const finder = new ShapeFinder(strategy, inputs, (params) => rulesOrNone(makeRules, params));
  const paths = new KeptPaths();
  const numbers = new ExitNumbers();
  const last = new LastRow();
  const evaluate = (params: ParamValues, into: Float64Array, at: number) => {
    const rules = rulesOrNone(makeRules, params);
    const shape = rules === null ? null : guarded(() => finder.find(rules, params));
    if (rules === null || shape === null) return evaluateGenerally(params, into, at);
    const { task: shared } = shape;
    const { exit, entry } = rules[0]!;
    numbers.hold = exit.afterSessions ?? Number.POSITIVE_INFINITY;
    numbers.stopLoss = exit.stopLoss ?? Number.NaN;
    numbers.target = exit.target ?? Number.NaN;
    numbers.trailingStop = exit.trailingStop ?? Number.NaN;
    numbers.onlyIfGapBelow = entry?.onlyIfGapBelow ?? Number.NaN;
    if (!last.isOf(shared, numbers)) {
      evaluateTask(shared, numbers, last.row);
      last.take(shared, numbers);
    }
    into.set(last.row, at);
  };
  const evaluateTask = (shared: SharedTask, numbers: ExitNumbers, into: Float64Array) => {
    if (paths.of(shared)?.run(numbers, into, 0) === true) return;
    const { task } = shared;
    shared.kernel ??= new RuleKernel(task.prices, task.book, task.orders.count);
    shared.kernel.run(task.orders, { ...task.rule, ...numbers }, into, 0);
  };
  const shapeAt = (params: ParamValues) => {
    const rules = rulesOrNone(makeRules, params);
    return rules === null ? null : shapeOf(rules);
  };
  return {
    engine,
    reason,
    evaluate,
    haveSameShape: (a, b) => shapeAt(a) === shapeAt(b),
    ordersOf: (params) => {
      const rules = rulesOrNone(makeRules, params);
      return rules === null ? null : (finder.find(rules, params)?.task ?? null);
    },
    simulate: general,
  };
}

/** The row that was made last: points that differ in what changes neither orders nor exits follow each other. */
class LastRow {
  readonly row = new Float64Array(ROW_LENGTH);
  readonly #numbers = new ExitNumbers();
  #task: SharedTask | null = null;

  isOf(task: SharedTask, { hold, stopLoss, target, trailingStop, onlyIfGapBelow }: ExitNumbers): boolean {
    const numbers = this.#numbers;
    return (
      this.#task === task &&
      numbers.hold === hold &&
      areAlike(numbers.stopLoss, stopLoss) &&
      areAlike(numbers.target, target) &&
      areAlike(numbers.trailingStop, trailingStop) &&
      areAlike(numbers.onlyIfGapBelow, onlyIfGapBelow)
    );
  }

  take(task: SharedTask, { hold, stopLoss, target, trailingStop, onlyIfGapBelow }: ExitNumbers): void {
    const numbers = this.#numbers;
    this.#task = task;
    numbers.hold = hold;
    numbers.stopLoss = stopLoss;
    numbers.target = target;
    numbers.trailingStop = trailingStop;
    numbers.onlyIfGapBelow = onlyIfGapBelow;
  }
}

/** NaN stands for an exit that there is not. */
function areAlike(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}

/** A function that throws is called again by the general path, which says so in words. */
function rulesOrNone(
  makeRules: (params: ParamValues) => unknown,
  params: ParamValues,
): readonly Rule[] | null {
  try {
    const made = makeRules(params);
    return isListOfRules(made) ? made : null;
  } catch {
    return null;
  }
}

function isListOfRules(made: unknown): made is readonly Rule[] {
  return Array.isArray(made) && made.every((one) => typeof one?.exit === "object" && one.exit !== null);
}

/**
 * Whether the kernel can evaluate a strategy's variants.
 *
 * @param example a point on which the kernel has to agree with the engine
 * @throws what the strategy or its prices have against the example
 */
export function chooseEngine(strategy: Strategy, inputs: BacktestInputs, example: ParamValues): EngineChoice {
  const reason = reasonAgainstKernel(strategy, inputs, example);
  return { engine: reason === null ? "kernel" : "general", reason };
}

function reasonAgainstKernel(
  strategy: Strategy,
  inputs: BacktestInputs,
  example: ParamValues,
): string | null {
  if (typeof strategy.rules !== "function") return "its rules are no function of its parameters";
  if ((strategy as { onSession?: unknown }).onSession !== undefined) return "it trades by onSession";
  const run = prepareRun(strategy, { ...inputs, params: example });
  if (run.strategy.rules.length !== 1) return "several rules trade";
  const task = kernelTask(run.input, annualisationOf(run));
  if (typeof task === "string") return task;
  const rows = new Float64Array(2 * ROW_LENGTH);
  new RuleKernel(task.prices, task.book, task.orders.count).run(task.orders, task.rule, rows, 0);
  writeRow(simulate(run.input), run.config.capital, annualisationOf(run), rows, ROW_LENGTH);
  for (let place = 0; place < ROW_LENGTH; place++) {
    const [quick, exact] = [rows[place]!, rows[ROW_LENGTH + place]!];
    // NaN on both sides, for no trades, is agreement.
    if (
      Math.abs(quick - exact) > 1e-9 * Math.max(1, Math.abs(exact)) ||
      Number.isNaN(quick) !== Number.isNaN(exact)
    )
      return "the kernel's numbers differ from the engine's";
  }
  return null;
}

/** What a strategy's callbacks throw is the strategy's fault, and a reason why this point failed. */
function guarded<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof EdictError) throw error;
    throw new StrategyFault(error instanceof Error ? error.message : String(error));
  }
}

/** A strategy's callback threw. */
class StrategyFault extends Error {}

/** The reason of a failed point in one line; an invariant that broke is no point's fault and is thrown on. */
export function failureReason(error: unknown): string {
  if (error instanceof InvariantError) throw error;
  if (error instanceof EdictError) return error.issues.map((issue) => issue.what).join("; ");
  if (error instanceof StrategyFault) return `the strategy threw: ${error.message}`;
  throw error;
}
