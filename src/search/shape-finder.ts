import { type Annualisation, type KernelTask, kernelTask } from "../engine/kernel/kernel-task.ts";
import type { PathRunner } from "../engine/kernel/path-runner.ts";
import type { RuleKernel } from "../engine/kernel/rule-kernel.ts";
import { InputError } from "../errors.ts";
import { type BacktestInputs, type PreparedRun, prepareRun } from "../result/backtest.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import type { ParamValues } from "../strategy/param.ts";
import { resolveStrategy } from "../strategy/resolve-strategy.ts";
import type { Rule } from "../strategy/rule.ts";
import { CheckedNumbers, RulePattern, shapeOf } from "./rule-shape.ts";

/** Rules of one shape: their orders, and what of their numbers has been checked. */
export interface Shape {
  readonly pattern: RulePattern;
  readonly task: KernelTask;
  /** null where trades are no look-ups; undefined before it is asked for, and after others took its memory */
  paths: PathRunner | null | undefined;
  /** for what the paths cannot tell; made when first needed */
  kernel: RuleKernel | null;
  readonly checked: CheckedNumbers;
  /** the shape that came after this one the last time: in a grid it mostly does so again */
  next: Shape | null;
}

/** Shapes kept at a time: a search over a number that changes the orders makes a new one at each point. */
const MOST_SHAPES = 1_024;

/** A run's settings of its annual numbers. */
export function annualisationOf(run: PreparedRun): Annualisation {
  return { sessionsPerYear: run.config.sessionsPerYear, riskFree: run.config.riskFree };
}

/**
 * The shapes met so far.
 *
 * Its invariant: rules get a shape only if they would pass every check of `prepareRun`.
 */
export class ShapeFinder {
  readonly #strategy: Strategy;
  readonly #inputs: BacktestInputs;
  readonly #shapes = new Map<string, Shape | null>();
  #last: Shape | null = null;

  constructor(strategy: Strategy, inputs: BacktestInputs) {
    this.#strategy = strategy;
    this.#inputs = inputs;
  }

  /**
   * @returns null for rules that the kernel does not take
   * @throws InputError or MarketDataError for rules that do not pass
   */
  find(rules: readonly Rule[], params: ParamValues): Shape | null {
    const last = this.#last;
    if (last?.pattern.matches(rules)) return this.#checked(last, rules, params);
    const shape = last?.next?.pattern.matches(rules) ? last.next : this.#named(rules, params);
    if (shape === null) return null;
    if (last !== null) last.next = shape;
    this.#last = shape;
    return this.#checked(shape, rules, params);
  }

  /** The shape that the rules' text names, made if there is none yet. */
  #named(rules: readonly Rule[], params: ParamValues): Shape | null {
    const key = shapeOf(rules);
    if (key === null) return null;
    const known = this.#shapes.get(key);
    if (known !== undefined) return known;
    const shape = this.#newShape(rules, params);
    if (this.#shapes.size >= MOST_SHAPES) this.#shapes.delete(this.#shapes.keys().next().value!);
    this.#shapes.set(key, shape);
    return shape;
  }

  #checked(shape: Shape, rules: readonly Rule[], params: ParamValues): Shape {
    if (shape.checked.covers(rules[0]!)) return shape;
    const { checked } = shape;
    const [rule] = rules as readonly [Rule];
    resolveStrategy(this.#strategy, params, placeOf(this.#inputs));
    const beyond = checked.beyond(rule);
    checked.add(rule);
    this.#addPassing(checked, [beyond], params);
    return shape;
  }

  #newShape(rules: readonly Rule[], params: ParamValues): Shape | null {
    const run = prepareRun(this.#strategy, { ...this.#inputs, params });
    // Of several rules, which of them trade may change with their numbers.
    if (rules.length !== 1) return null;
    const task = kernelTask(run.input, annualisationOf(run));
    if (typeof task === "string") return null;
    const checked = new CheckedNumbers();
    checked.add(rules[0]!);
    this.#inherit(checked, rules[0]!, params);
    const pattern = new RulePattern(rules);
    return { pattern, task, paths: undefined, kernel: null, checked, next: null };
  }

  /** What has passed in the last shape mostly passes in this one: two checks instead of one for each number. */
  #inherit(checked: CheckedNumbers, rule: Rule, params: ParamValues): void {
    if (this.#last !== null) this.#addPassing(checked, this.#last.checked.extremes(rule), params);
  }

  /** Takes note of rules that nobody asked for, if all of them pass. */
  #addPassing(checked: CheckedNumbers, rules: readonly Rule[], params: ParamValues): void {
    try {
      for (const one of rules) resolveStrategy({ ...this.#strategy, rules: [one] }, params, "");
    } catch (error) {
      if (error instanceof InputError) return;
      throw error;
    }
    for (const one of rules) checked.add(one);
  }
}

function placeOf(inputs: BacktestInputs): string {
  return inputs.provenance?.strategyFile ?? "strategy";
}
