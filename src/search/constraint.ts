import { nearestName } from "../decode/nearest-name.ts";
import type { Issue } from "../errors.ts";
import type { ParamValues } from "../strategy/param.ts";

/** A condition on a point: the search leaves out the points that do not meet it. */
export type Constraint = (params: ParamValues) => boolean;

const COMPARISONS: Readonly<Record<string, (a: never, b: never) => boolean>> = {
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "=": (a, b) => a === b,
};

const FORM = /^\s*([^<>=!]+?)\s*(<=|>=|!=|==?|<|>)\s*([^<>=!]+?)\s*$/;
const PRODUCT = /^(-?\d+(?:\.\d+)?)\s*\*\s*(.+)$/;

/**
 * Reads a constraint between two parameters, or a parameter and a value: `fast < slow`, `target >= 2 * stopLoss`,
 * `side != short`.
 *
 * @param names the strategy's parameters
 * @param texts their choices, so that a text that is none of them is a slip
 */
export function readConstraint(
  text: string,
  names: readonly string[],
  texts: readonly string[],
): { constraint: Constraint } | { issue: Issue } {
  const match = FORM.exec(text);
  if (match === null) {
    return {
      issue: {
        what: `"${text}" is not a constraint`,
        at: "--constraint",
        fix: "compare a parameter with a parameter or a value, e.g. fast < slow or target >= 2 * stopLoss",
      },
    };
  }
  const left = readTerm(match[1]!, names, texts);
  const right = readTerm(match[3]!, names, texts);
  for (const term of [left, right]) if ("issue" in term) return term;
  const compare = COMPARISONS[match[2] === "==" ? "=" : match[2]!] as (a: unknown, b: unknown) => boolean;
  const [a, b] = [left, right] as { value: (params: ParamValues) => unknown }[];
  return { constraint: (params) => compare(a?.value(params), b?.value(params)) };
}

type Term = { readonly value: (params: ParamValues) => unknown } | { readonly issue: Issue };

function readTerm(text: string, names: readonly string[], texts: readonly string[]): Term {
  const product = PRODUCT.exec(text);
  if (product !== null) {
    const inner = readTerm(product[2]!, names, texts);
    if ("issue" in inner) return inner;
    const factor = Number(product[1]);
    return { value: (params) => factor * (inner.value(params) as number) };
  }
  if (names.includes(text)) return { value: (params) => params[text] };
  if (text === "true" || text === "false") return { value: () => text === "true" };
  if (text.trim() !== "" && Number.isFinite(Number(text))) return { value: () => Number(text) };
  if (texts.includes(text)) return { value: () => text };
  const nearest = nearestName(text, [...names, ...texts]);
  return {
    issue: {
      what: `"${text}" is neither a parameter nor a value`,
      at: "--constraint",
      fix: nearest === undefined ? `parameters are ${names.join(", ")}` : `did you mean "${nearest}"?`,
    },
  };
}
