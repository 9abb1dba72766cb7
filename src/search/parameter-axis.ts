import { nearestName } from "../decode/nearest-name.ts";
import type { Issue } from "../errors.ts";
import type { NumberParam, ParamSpec, ParamSpecs, ParamValue } from "../strategy/param.ts";
import { readParamValue } from "../strategy/resolve-params.ts";

/** The values that a search takes one parameter through: listed, or anything between two bounds. */
export type ParameterAxis =
  | { readonly name: string; readonly type: "list"; readonly values: readonly ParamValue[] }
  | {
      readonly name: string;
      readonly type: "range";
      readonly min: number;
      readonly max: number;
      readonly whole: boolean;
    };

/** What a search is asked to do with one parameter, as text: `20`, `1:60`, `1:60:5` or `open,close`. */
export type AskedAxes = Readonly<Record<string, string | number | boolean>>;

/** Relative slack that counts the last value of a step that does not divide its range in binary. */
const LAST_STEP_SLACK = 1e-9;

/**
 * The axes of a search: one for each parameter that is not held at one value.
 *
 * A grid takes every step of a range, and of a parameter's own range where nothing was asked. Sampled searches take
 * numbers from the whole range, unless a step or a list was given.
 *
 * @param specs the strategy's parameters
 * @param asked by name; a parameter that is not named runs over its whole range
 * @param isGrid whether ranges become lists
 * @returns axes in the strategy's order, and the parameters that are held
 */
export function readAxes(
  specs: ParamSpecs,
  asked: AskedAxes,
  isGrid: boolean,
): { axes: ParameterAxis[]; held: Record<string, ParamValue>; issues: Issue[] } {
  const names = Object.keys(specs);
  const issues: Issue[] = Object.keys(asked)
    .filter((name) => !Object.hasOwn(specs, name))
    .map((name) => unknownName(name, names));
  const axes: ParameterAxis[] = [];
  const held: Record<string, ParamValue> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const text = Object.hasOwn(asked, name) ? asked[name] : undefined;
    const read = text === undefined ? wholeAxis(name, spec, isGrid) : readAxis(name, spec, text, isGrid);
    if ("issue" in read) issues.push({ ...read.issue, at: `--param ${name}` });
    else if ("value" in read) held[name] = read.value;
    else axes.push(read);
  }
  return { axes, held, issues };
}

function unknownName(name: string, names: readonly string[]): Issue {
  const nearest = nearestName(name, names);
  const list = names.length === 0 ? "the strategy has no parameters" : `it has ${names.join(", ")}`;
  return {
    what: `the strategy has no parameter "${name}"`,
    at: "--param",
    fix: nearest === undefined ? list : `did you mean "${nearest}"? (${list})`,
  };
}

type ReadAxis = ParameterAxis | { readonly value: ParamValue } | { readonly issue: Issue };

function wholeAxis(name: string, spec: ParamSpec, isGrid: boolean): ReadAxis {
  if (spec.type === "boolean") return { name, type: "list", values: [false, true] };
  if (spec.type === "choice") return listOrValue(name, spec.values);
  return numberAxis(name, spec, spec.min, spec.max, isGrid ? spec.step : null);
}

function readAxis(
  name: string,
  spec: ParamSpec,
  asked: string | number | boolean,
  isGrid: boolean,
): ReadAxis {
  if (typeof asked === "string" && asked.includes(",")) {
    const read = asked.split(",").map((part) => readParamValue(spec, part.trim()));
    const refused = read.find((one) => "issue" in one);
    if (refused !== undefined) return refused as { issue: Issue };
    return listOrValue(name, [...new Set(read.map((one) => (one as { value: ParamValue }).value))]);
  }
  const isNumber = spec.type !== "boolean" && spec.type !== "choice";
  if (typeof asked === "string" && asked.includes(":") && isNumber) {
    return readRange(name, spec, asked, isGrid);
  }
  return readParamValue(spec, asked);
}

function readRange(name: string, spec: NumberParam, text: string, isGrid: boolean): ReadAxis {
  const parts = text.split(":").map((part) => part.trim());
  const [from, to, step] = parts.map((part) => (part === "" ? Number.NaN : Number(part)));
  const isStepped = parts.length === 3;
  const shape = {
    what: `"${text}" is not a range`,
    fix: "write from:to or from:to:step, e.g. 1:60 or 1:60:5",
  };
  if (parts.length > 3 || !Number.isFinite(from) || !Number.isFinite(to)) return { issue: shape };
  for (const bound of [from, to]) {
    const read = readParamValue(spec, bound);
    if ("issue" in read) return { issue: { ...read.issue, what: `${read.issue.what} (in ${text})` } };
  }
  if (from! > to!) {
    return { issue: { what: `the range ${text} holds nothing`, fix: `write ${to}:${from}` } };
  }
  if (isStepped && !(step! > 0 && Number.isFinite(step)))
    return { issue: { what: `the step of ${text} is not above 0`, fix: shape.fix } };
  if (isStepped && spec.type === "integer" && !Number.isInteger(step))
    return { issue: { what: `the step of ${text} is not whole`, fix: "write a whole step" } };
  const width = isStepped ? step! : isGrid ? spec.step : null;
  return numberAxis(name, spec, from!, to!, width);
}

function numberAxis(
  name: string,
  spec: NumberParam,
  min: number,
  max: number,
  step: number | null,
): ReadAxis {
  if (min === max) return { value: min };
  if (step === null) return { name, type: "range", min, max, whole: spec.type === "integer" };
  const count = Math.floor(((max - min) / step) * (1 + LAST_STEP_SLACK)) + 1;
  return listOrValue(
    name,
    // 0.02 + 3 * 0.01 is 0.05 and not 0.050000000000000003: twelve digits are kept, and no value passes the bound.
    Array.from({ length: count }, (_, index) => Math.min(max, Number((min + index * step).toPrecision(12)))),
  );
}

function listOrValue(name: string, values: readonly ParamValue[]): ReadAxis {
  return values.length === 1 ? { value: values[0]! } : { name, type: "list", values };
}
