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

/**
 * Whether rules have the shape of earlier ones, without making a text of it: what a search asks at each point.
 *
 * @param rules just made
 * @param known of which {@link shapeOf} made a text, so without callbacks
 */
export function haveSameShape(rules: readonly Rule[], known: readonly Rule[]): boolean {
  if (rules.length !== known.length) return false;
  for (let index = 0; index < rules.length; index++) {
    if (!areSame(rules[index], known[index], "rule")) return false;
  }
  return true;
}

/** @param within which fields are free: those of an exit, those of an entry, or none */
function areSame(a: unknown, b: unknown, within: string): boolean {
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) return a === b;
  let fields = 0;
  for (const name in a) {
    fields++;
    const [one, other] = [(a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]];
    if (isFree(name, within) && typeof one === "number" && typeof other === "number") continue;
    if (!areSame(one, other, within === "rule" ? name : "")) return false;
  }
  for (const _ in b) fields--;
  return fields === 0;
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
