import type { Rule } from "../strategy/rule.ts";

/** Numbers of a rule that change neither which orders there are nor when: the kernel takes them as they come. */
const FREE_EXITS = ["afterSessions", "stopLoss", "target", "trailingStop"] as const;

/**
 * Everything about rules but their free numbers, as a text: rules of one shape have the same orders. Whether a free
 * number is there at all belongs to the shape.
 *
 * @returns null for rules with callbacks, of which no text can be made
 */
export function shapeOf(rules: readonly Rule[]): string | null {
  if (hasFunction(rules)) return null;
  return JSON.stringify(rules.map(masked));
}

function masked(rule: Rule): object {
  const exit: Record<string, unknown> = { ...rule.exit };
  for (const name of FREE_EXITS) if (exit[name] !== undefined) exit[name] = 0;
  if (rule.entry?.onlyIfGapBelow === undefined) return { ...rule, exit };
  return { ...rule, exit, entry: { ...rule.entry, onlyIfGapBelow: 0 } };
}

function hasFunction(value: unknown): boolean {
  if (typeof value === "function") return true;
  if (typeof value !== "object" || value === null) return false;
  for (const name in value) if (hasFunction((value as Record<string, unknown>)[name])) return true;
  return false;
}

/** Whether rules have a shape, given the values that its text leaves out. */
type Comparison = (rules: unknown, values: readonly unknown[]) => boolean;

/** By their text: patterns of the same fields share one function, and so V8's code of it. */
const comparisons = new Map<string, Comparison>();
/** A strategy that makes rules of ever other fields has no use for what was kept. */
const MOST_COMPARISONS = 1_024;

/**
 * Rules that others are compared with, without making a text of each: what a search asks at each point.
 *
 * The comparison is written as a function of its own, field by field, and compiled: read by a loop over names, each
 * field takes ten times as long, and more than the point's own evaluation.
 *
 * Its invariant: {@link matches} is true only of rules for which {@link shapeOf} makes the same text.
 */
export class RulePattern {
  readonly #compare: Comparison;
  readonly #values: readonly unknown[];

  /** @param rules of which {@link shapeOf} made a text, so without callbacks */
  constructor(rules: readonly Rule[]) {
    const text = new ComparisonText();
    text.compare("rules", rules, "rules");
    const body = text.lines.join("\n");
    let compare = comparisons.get(body);
    if (compare === undefined) {
      compare = new Function("rules", "values", `${body}\nreturn true;`) as Comparison;
      if (comparisons.size >= MOST_COMPARISONS) comparisons.clear();
      comparisons.set(body, compare);
    }
    this.#compare = compare;
    this.#values = text.values;
  }

  matches(rules: readonly Rule[]): boolean {
    return this.#compare(rules, this.#values);
  }
}

/** The text of a comparison. No value stands in it but counts and names of fields, as JSON writes them. */
class ComparisonText {
  readonly lines: string[] = [];
  readonly values: unknown[] = [];
  #variables = 0;

  /**
   * Compares a variable with an example.
   *
   * @param within what the example is: `rules`, a `rule`, or the name of a rule's field; the free numbers are fields of
   *   an `exit` and an `entry`
   */
  compare(variable: string, example: unknown, within: string): void {
    if (typeof example !== "object" || example === null) {
      const place = this.values.push(example) - 1;
      this.#refuseIf(`${variable} !== values[${place}]`);
    } else if (Array.isArray(example)) {
      this.#refuseIf(`!Array.isArray(${variable}) || ${variable}.length !== ${example.length}`);
      const inside = within === "rules" ? "rule" : "";
      for (const [place, one] of example.entries()) this.compare(this.#take(variable, place), one, inside);
    } else this.#compareFields(variable, example as Record<string, unknown>, within);
  }

  #compareFields(variable: string, example: Record<string, unknown>, within: string): void {
    const names = Object.keys(example);
    this.#refuseIf(`typeof ${variable} !== "object" || ${variable} === null || Array.isArray(${variable})`);
    const count = `count${this.#variables++}`;
    this.lines.push(`let ${count} = 0; for (const _ in ${variable}) ${count}++;`);
    this.#refuseIf(`${count} !== ${names.length}`);
    for (const name of names) {
      const value = example[name];
      // What is not undefined is there.
      if (value === undefined) this.#refuseIf(`!(${JSON.stringify(name)} in ${variable})`);
      const field = this.#take(variable, name);
      if (isFree(name, within) && typeof value === "number") this.#refuseIf(`typeof ${field} !== "number"`);
      else this.compare(field, value, within === "rule" ? name : "");
    }
  }

  #take(variable: string, key: string | number): string {
    const taken = `value${this.#variables++}`;
    this.lines.push(`const ${taken} = ${variable}[${JSON.stringify(key)}];`);
    return taken;
  }

  #refuseIf(condition: string): void {
    this.lines.push(`if (${condition}) return false;`);
  }
}

function isFree(name: string, within: string): boolean {
  if (within === "exit") return FREE_EXITS.includes(name as (typeof FREE_EXITS)[number]);
  return within === "entry" && name === "onlyIfGapBelow";
}

/**
 * The ranges inside which each free number of one rule has passed the strategy's checks. What the checks allow of a
 * number is an interval (of whole numbers for `afterSessions`), so a value between two that passed passes as well.
 */
export class CheckedNumbers {
  readonly #low = new Float64Array(FREE_EXITS.length + 1).fill(Number.POSITIVE_INFINITY);
  readonly #high = new Float64Array(FREE_EXITS.length + 1).fill(Number.NEGATIVE_INFINITY);

  /** Whether every free number of a rule lies between two that have passed. */
  covers({ exit, entry }: Rule): boolean {
    const { afterSessions } = exit;
    return (
      (afterSessions === undefined || Number.isInteger(afterSessions)) &&
      this.#holds(0, afterSessions) &&
      this.#holds(1, exit.stopLoss) &&
      this.#holds(2, exit.target) &&
      this.#holds(3, exit.trailingStop) &&
      this.#holds(4, entry?.onlyIfGapBelow)
    );
  }

  /** Takes note of a rule that has passed. */
  add(rule: Rule): void {
    for (const [place, value] of numbersOf(rule).entries()) {
      if (value === undefined) continue;
      this.#low[place] = Math.min(this.#low[place]!, value);
      this.#high[place] = Math.max(this.#high[place]!, value);
    }
  }

  /** A rule with each of its free numbers at an end of the range that has passed: if both pass, so does all between. */
  extremes(rule: Rule): [Rule, Rule] {
    return [this.#with(rule, this.#low), this.#with(rule, this.#high)];
  }

  /**
   * A rule whose numbers outside what has passed lie outside it by as much again: where it passes as well, a search that
   * goes through the values of a parameter is checked a few times and not at each of them.
   */
  beyond(rule: Rule): Rule {
    const ends = numbersOf(rule).map((value = Number.NaN, place) => {
      const [low, high] = [this.#low[place]!, this.#high[place]!];
      if (low > high) return value;
      return value > high ? value + (value - low) : value < low ? value - (high - value) : value;
    });
    return this.#with(rule, Float64Array.from(ends));
  }

  #with(rule: Rule, ends: Float64Array): Rule {
    const exit: Record<string, unknown> = { ...rule.exit };
    for (const [place, name] of FREE_EXITS.entries()) {
      if (exit[name] !== undefined && Number.isFinite(ends[place])) exit[name] = ends[place];
    }
    const gap = ends[FREE_EXITS.length]!;
    const isGapFree = rule.entry?.onlyIfGapBelow !== undefined && Number.isFinite(gap);
    return { ...rule, exit, ...(isGapFree && { entry: { ...rule.entry, onlyIfGapBelow: gap } }) } as Rule;
  }

  #holds(place: number, value: number | undefined): boolean {
    return value === undefined || (value >= this.#low[place]! && value <= this.#high[place]!);
  }
}

/** A rule's free numbers, each in its place. */
function numbersOf({ exit, entry }: Rule): (number | undefined)[] {
  return [...FREE_EXITS.map((name) => exit[name]), entry?.onlyIfGapBelow];
}
