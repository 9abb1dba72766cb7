import { assertArgument } from "../decode/assert-argument.ts";

/**
 * A parameter of a strategy: its default and the range a user or a sweep may take it from. The parameters of a
 * strategy are its sweep space.
 */
export type ParamSpec = NumberParam | ChoiceParam | BooleanParam;

/** A number in [min, max]; whole if `type` is `integer`. A `fraction` is printed as percent. */
export interface NumberParam {
  readonly type: "integer" | "number" | "fraction";
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** distance between neighbouring values of a grid; 1 for integers, a twentieth of the range otherwise */
  readonly step: number;
}

/** One of a list of texts. */
export interface ChoiceParam<Value extends string = string> {
  readonly type: "choice";
  readonly default: Value;
  readonly values: readonly Value[];
}

export interface BooleanParam {
  readonly type: "boolean";
  readonly default: boolean;
}

export type ParamSpecs = Readonly<Record<string, ParamSpec>>;
export type ParamValue = number | string | boolean;
export type ParamValues = Readonly<Record<string, ParamValue>>;

/** The values a strategy's `rules` function receives, typed from its `params`. */
export type ValuesOf<Specs extends ParamSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends NumberParam
    ? number
    : Specs[Name] extends BooleanParam
      ? boolean
      : Specs[Name] extends ChoiceParam<infer Value>
        ? Value
        : never;
};

/** Bounds of a numeric parameter. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly step?: number;
}

const GRID_POINTS = 20;

/**
 * Declares parameters.
 *
 * @example param.integer(10, { min: 1, max: 60 })
 * @example param.choice("open", ["open", "close"])
 */
export const param = {
  /** a whole number, e.g. sessions */
  integer: (value: number, range: Range): NumberParam => numberParam("integer", value, range),
  /** any number */
  number: (value: number, range: Range): NumberParam => numberParam("number", value, range),
  /** a share of something, 0.08 is 8% */
  fraction: (value: number, range: Range): NumberParam => numberParam("fraction", value, range),
  /** one of several texts */
  choice: <const Value extends string>(value: Value, values: readonly Value[]): ChoiceParam<Value> => ({
    type: "choice",
    default: value,
    values,
  }),
  /** true or false */
  boolean: (value: boolean): BooleanParam => ({ type: "boolean", default: value }),
};

function numberParam(type: NumberParam["type"], value: number, range: Range): NumberParam {
  assertArgument(range, "object", `param.${type}`, "give its range, too: { min, max }");
  const { min, max, step = type === "integer" ? 1 : (max - min) / GRID_POINTS } = range;
  return { type, default: value, min, max, step };
}
