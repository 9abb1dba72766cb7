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

/** A value that rules of one shape share: itself, its elements or its fields. */
type Pattern =
  | { readonly kind: "free" }
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "list"; readonly elements: readonly Pattern[] }
  | { readonly kind: "fields"; readonly names: readonly string[]; readonly fields: readonly Pattern[] };

/**
 * Rules that others are compared with, without making a text of each: what a search asks at each point.
 *
 * Its invariant: {@link matches} is true only of rules for which {@link shapeOf} makes the same text.
 */
export class RulePattern {
  readonly #pattern: Pattern;

  /** @param rules of which {@link shapeOf} made a text, so without callbacks */
  constructor(rules: readonly Rule[]) {
    this.#pattern = { kind: "list", elements: rules.map((rule) => patternOf(rule, "rule")) };
  }

  matches(rules: readonly Rule[]): boolean {
    return isLike(rules, this.#pattern);
  }
}

/** @param within which fields are free: those of an exit, those of an entry, or none */
function patternOf(value: unknown, within: string): Pattern {
  if (typeof value !== "object" || value === null) return { kind: "value", value };
  if (Array.isArray(value)) return { kind: "list", elements: value.map((one) => patternOf(one, "")) };
  const names = Object.keys(value);
  const fields = Object.entries(value).map(([name, field]): Pattern => {
    if (isFree(name, within) && typeof field === "number") return { kind: "free" };
    return patternOf(field, within === "rule" ? name : "");
  });
  return { kind: "fields", names, fields };
}

function isLike(value: unknown, pattern: Pattern): boolean {
  if (pattern.kind === "value") return value === pattern.value;
  if (pattern.kind === "free") return typeof value === "number";
  if (typeof value !== "object" || value === null) return false;
  if (pattern.kind === "list") {
    const { elements } = pattern;
    if (!Array.isArray(value) || value.length !== elements.length) return false;
    for (let place = 0; place < elements.length; place++) {
      if (!isLike(value[place], elements[place] as Pattern)) return false;
    }
    return true;
  }
  const { names, fields } = pattern;
  let own = 0;
  for (const _ in value) own++;
  if (own !== names.length) return false;
  for (let place = 0; place < names.length; place++) {
    const name = names[place] as string;
    if (!(name in value) || !isLike((value as Record<string, unknown>)[name], fields[place] as Pattern))
      return false;
  }
  return true;
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
  add({ exit, entry }: Rule): void {
    const numbers = [...FREE_EXITS.map((name) => exit[name]), entry?.onlyIfGapBelow];
    for (const [place, value] of numbers.entries()) {
      if (value === undefined) continue;
      this.#low[place] = Math.min(this.#low[place] as number, value);
      this.#high[place] = Math.max(this.#high[place] as number, value);
    }
  }

  /** A rule with each of its free numbers at an end of the range that has passed: if both pass, so does all between. */
  extremes(rule: Rule): [Rule, Rule] {
    return [this.#with(rule, this.#low), this.#with(rule, this.#high)];
  }

  #with(rule: Rule, ends: Float64Array): Rule {
    const exit: Record<string, unknown> = { ...rule.exit };
    for (const [place, name] of FREE_EXITS.entries()) {
      if (exit[name] !== undefined && Number.isFinite(ends[place])) exit[name] = ends[place];
    }
    const gap = ends[FREE_EXITS.length] as number;
    const isGapFree = rule.entry?.onlyIfGapBelow !== undefined && Number.isFinite(gap);
    return { ...rule, exit, ...(isGapFree && { entry: { ...rule.entry, onlyIfGapBelow: gap } }) } as Rule;
  }

  #holds(place: number, value: number | undefined): boolean {
    return value === undefined || (value >= this.#low[place]! && value <= this.#high[place]!);
  }
}
