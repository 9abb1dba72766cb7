import type { Annualisation } from "../engine/kernel/kernel-statistics.ts";
import { kernelTask } from "../engine/kernel/kernel-task.ts";
import { InputError } from "../errors.ts";
import { type BacktestInputs, type PreparedRun, prepareRun } from "../result/backtest.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import type { ParamSpec, ParamValue, ParamValues } from "../strategy/param.ts";
import { checkMadeRules, resolveStrategy } from "../strategy/resolve-strategy.ts";
import type { Rule } from "../strategy/rule.ts";
import { CheckedNumbers, RulePattern, shapeOf } from "./rule-shape.ts";
import { type SharedTask, SharedTasks } from "./shared-tasks.ts";

/** Rules of one shape: their orders, and what of their numbers has been checked. */
export interface Shape {
  readonly pattern: RulePattern;
  readonly task: SharedTask;
  readonly checked: CheckedNumbers;
  /** the shape that came after this one the last time: in a grid it mostly does so again */
  next: Shape | null;
}

/**
 * Shapes kept at a time, some 7 kB each: a search over a number that changes the orders has one for each of its values. A
 * grid of more would make each anew in every chunk, half a millisecond each.
 */
export const MOST_SHAPES = 8_192;

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
  readonly #tasks = new SharedTasks();
  #last: Shape | null = null;
  /** the last rules had another shape than those before */
  #changes = false;

  /**
   * Numbers that parameters at the ends of their ranges give. Most shapes may have all of them, which two checks tell;
   * it is nothing but a guess.
   */
  readonly #ends = new CheckedNumbers();

  /** @param makeRules the strategy's own function; null if it throws or makes no list of rules */
  constructor(
    strategy: Strategy,
    inputs: BacktestInputs,
    makeRules: (params: ParamValues) => readonly Rule[] | null,
  ) {
    this.#strategy = strategy;
    this.#inputs = inputs;
    for (const params of pointsAtEnds(strategy.params ?? {})) {
      const [rule] = makeRules(params) ?? [];
      if (rule !== undefined) this.#ends.add(rule);
    }
  }

  /**
   * @returns null for rules that the kernel does not take
   * @throws InputError or MarketDataError for rules that do not pass
   */
  find(rules: readonly Rule[], params: ParamValues): Shape | null {
    const shape = this.#expected(rules) ?? this.#named(rules, params);
    if (shape === null) return null;
    const last = this.#last;
    this.#changes = shape !== last;
    if (this.#changes && last !== null) last.next = shape;
    this.#last = shape;
    return this.#checked(shape, rules, params);
  }

  /** Shapes mostly stay for a while, or follow each other as they did the last time. */
  #expected(rules: readonly Rule[]): Shape | null {
    const last = this.#last;
    if (last === null) return null;
    const [first, second] = this.#changes ? [last.next, last] : [last, last.next];
    if (first?.pattern.matches(rules)) return first;
    return second?.pattern.matches(rules) ? second : null;
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
    this.#addPassing(checked, [beyond]);
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
    this.#inherit(checked, rules[0]!);
    const pattern = new RulePattern(rules);
    return { pattern, task: this.#tasks.of(task), checked, next: null };
  }

  /** What another shape may have, this one mostly may as well: two checks instead of one for each number. */
  #inherit(checked: CheckedNumbers, rule: Rule): void {
    if (this.#addPassing(checked, this.#ends.extremes(rule)) || this.#last === null) return;
    this.#addPassing(checked, this.#last.checked.extremes(rule));
  }

  /** Takes note of rules that nobody asked for, if all of them pass. */
  #addPassing(checked: CheckedNumbers, rules: readonly Rule[]): boolean {
    try {
      for (const one of rules) checkMadeRules(this.#strategy, [one], "");
    } catch (error) {
      if (error instanceof InputError) return false;
      throw error;
    }
    for (const one of rules) checked.add(one);
    return true;
  }
}

/** The default point, and it with one number at a time at either end of its range. */
function pointsAtEnds(specs: Readonly<Record<string, ParamSpec>>): ParamValues[] {
  const middle = Object.fromEntries(
    Object.entries(specs).map(([name, spec]): [string, ParamValue] => [name, spec.default]),
  );
  const ends = Object.entries(specs).flatMap(([name, spec]) =>
    "min" in spec ? [spec.min, spec.max].map((value) => ({ ...middle, [name]: value })) : [],
  );
  return [middle, ...ends];
}

function placeOf(inputs: BacktestInputs): string {
  return inputs.provenance?.strategyFile ?? "strategy";
}
