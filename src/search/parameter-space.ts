import { formatCount, formatCounted } from "../decode/format-count.ts";
import { InputError, type Issue } from "../errors.ts";

import { SeededRandom } from "../statistics/seeded-random.ts";
import type { ParamSpecs, ParamValue, ParamValues } from "../strategy/param.ts";
import { type Constraint, readConstraint } from "./constraint.ts";
import { type AskedAxes, type ParameterAxis, readAxes } from "./parameter-axis.ts";

export const SEARCH_METHODS = ["grid", "random", "latin-hypercube"] as const;
type SearchMethod = (typeof SEARCH_METHODS)[number];

/** What is searched, as plain data: with it any process makes the same points. */
export interface SpaceDescription {
  readonly method: SearchMethod;
  readonly axes: readonly ParameterAxis[];
  readonly held: Readonly<Record<string, ParamValue>>;
  /** number of points, those that the constraints leave out among them */
  readonly size: number;
  readonly seed: number;
  readonly constraints: readonly string[];
  /** texts that a constraint may name: the choices of all parameters */
  readonly choices: readonly string[];
}

/** What a user may ask for. */
export interface SpaceRequest {
  readonly method?: SearchMethod;
  readonly params?: AskedAxes;
  /** points of a sampled search; default 1,000 */
  readonly samples?: number;
  readonly constraints?: readonly string[];
  readonly seed?: number;
  /** most points that are accepted; default 10,000,000 */
  readonly most?: number;
}

const DEFAULT_SAMPLES = 1_000;
const DEFAULT_MOST = 10_000_000;
const TWO_53 = Number.MAX_SAFE_INTEGER;

/**
 * Reads what is to be searched.
 *
 * @throws InputError naming every parameter, range or constraint that is wrong, or a space that is empty or too large
 */
export function describeSpace(specs: ParamSpecs, request: SpaceRequest = {}): SpaceDescription {
  const method = request.method ?? "grid";
  const { axes, held, issues } = readAxes(specs, request.params ?? {}, method === "grid");
  const samples = request.samples ?? DEFAULT_SAMPLES;
  if (method !== "grid" && !(Number.isInteger(samples) && samples >= 1))
    issues.push({
      what: `${samples} samples are no whole number above 0`,
      at: "--samples",
      fix: "ask for one or more, e.g. --samples 1000",
    });
  for (const text of request.constraints ?? []) {
    const read = readConstraint(text, Object.keys(specs), choicesOf(specs));
    if ("issue" in read) issues.push(read.issue);
  }
  if (issues.length === 0 && axes.length === 0) issues.push(emptySpace(specs));
  if (issues.length > 0) throw new InputError(issues);
  const size = method === "grid" ? gridSize(axes) : samples;
  const most = request.most ?? DEFAULT_MOST;
  if (size > most || size > TWO_53) throw new InputError(hugeSpace(axes, size, most));
  return {
    method,
    axes,
    held,
    size,
    seed: request.seed ?? 1,
    constraints: request.constraints ?? [],
    choices: choicesOf(specs),
  };
}

function choicesOf(specs: ParamSpecs): string[] {
  return Object.values(specs).flatMap((spec) => (spec.type === "choice" ? spec.values : []));
}

function gridSize(axes: readonly ParameterAxis[]): number {
  return axes.reduce((size, axis) => size * (axis.type === "list" ? axis.values.length : 1), 1);
}

function emptySpace(specs: ParamSpecs): Issue {
  return Object.keys(specs).length === 0
    ? {
        what: "the strategy has no parameters, so there is nothing to search",
        at: "params",
        fix: "declare some, e.g. params: { hold: param.integer(10, { min: 1, max: 60 }) }",
      }
    : {
        what: "every parameter is held at one value, so there is nothing to search",
        at: "--param",
        fix: "give at least one a range, e.g. --param hold=1:60",
      };
}

function hugeSpace(axes: readonly ParameterAxis[], size: number, most: number): Issue {
  const factors = axes.map((axis) => `${axis.name} ${axis.type === "list" ? axis.values.length : "range"}`);
  return {
    what: `the space has ${formatCounted(size, "point")} (${factors.join(" x ")}), more than ${formatCount(most)}`,
    at: "--param",
    fix: "narrow a range, take a larger step, sample it (--method latin-hypercube --samples 10000), or allow it with --most",
  };
}

/** A space whose points can be made one by one, by their index, in any order and any process. */
export interface ParameterSpace {
  readonly description: SpaceDescription;
  /** the point of an index, 0 to size - 1 */
  readonly at: (index: number) => ParamValues;
  /** whether the constraints keep it */
  readonly allows: Constraint;
}

/** Makes the points of a described space. */
export function parameterSpace(description: SpaceDescription): ParameterSpace {
  const names = [...Object.keys(description.held), ...description.axes.map((axis) => axis.name)];
  const constraints = description.constraints.map((text) => {
    const read = readConstraint(text, names, description.choices);
    if ("issue" in read) throw new InputError(read.issue);
    return read.constraint;
  });
  return {
    description,
    at: description.method === "grid" ? gridPoints(description) : sampledPoints(description),
    allows: constraints.length === 0 ? () => true : (params) => constraints.every((one) => one(params)),
  };
}

/** An axis of a grid as a digit of the points' indices: `values[floor(index / stride) % values.length]`. */
export interface GridDigit {
  readonly name: string;
  readonly values: readonly ParamValue[];
  readonly stride: number;
}

/** The axes of a grid as digits of a mixed radix, the last axis fastest. */
export function gridDigits({ axes }: Pick<SpaceDescription, "axes">): GridDigit[] {
  return axes.map((axis, place) => ({
    name: axis.name,
    values: (axis as Extract<ParameterAxis, { type: "list" }>).values,
    stride: gridSize(axes.slice(place + 1)),
  }));
}

/** A parameter whose values are to be written as numbers. */
export interface CodedParameter {
  readonly name: string;
  readonly codeOf: (value: ParamValue) => number;
}

/**
 * Writes the values of parameters at one point after another as numbers, a column for each parameter: on a grid without
 * making the points, elsewhere making each once.
 *
 * @returns a function of the first point's index and the columns, which it fills
 */
export function codeColumns(
  { description, at }: ParameterSpace,
  parameters: readonly CodedParameter[],
): (from: number, columns: readonly (Float64Array | Int32Array)[]) => void {
  const { axes, held, method } = description;
  const isHeld = ({ name }: CodedParameter) => Object.hasOwn(held, name);
  if (method !== "grid" && !parameters.every(isHeld))
    return (from, columns) => {
      const { length } = columns[0] as Float64Array;
      for (let i = 0; i < length; i++) {
        const point = at(from + i);
        for (let place = 0; place < columns.length; place++) {
          const { name, codeOf } = parameters[place]!;
          columns[place]![i] = codeOf(point[name]!);
        }
      }
    };
  const digits = gridDigits({ axes: method === "grid" ? axes : [] });
  const coded = parameters.map(({ name, codeOf }) => {
    const digit = digits.find((one) => one.name === name);
    if (digit === undefined) return { stride: 1, codes: [codeOf(held[name]!)] };
    return { stride: digit.stride, codes: digit.values.map(codeOf) };
  });
  return (from, columns) => {
    for (const [place, { stride, codes }] of coded.entries())
      fillDigit(columns[place] as Float64Array, from, stride, codes);
  };
}

/** Writes `codes[floor(index / stride) % codes.length]` for the indices from `from` on. */
export function fillDigit(
  column: Float64Array | Int32Array,
  from: number,
  stride: number,
  codes: readonly number[],
): void {
  let place = Math.floor(from / stride) % codes.length;
  let left = stride - (from % stride);
  for (let i = 0; i < column.length; i++) {
    column[i] = codes[place]!;
    if (--left > 0) continue;
    left = stride;
    place = place + 1 === codes.length ? 0 : place + 1;
  }
}

/**
 * The function is written for its axes and compiled: all its points have one shape for V8, which a loop that adds a field
 * at a time by its name does not give, and which every rule that is made of them then has as well.
 */
function gridPoints({ axes, held }: SpaceDescription): (index: number) => ParamValues {
  const digits = gridDigits({ axes });
  const fields = [
    ...digits.map(
      ({ name, values, stride }, place) =>
        `${fieldText(name)}: values[${place}][Math.floor(index / ${stride}) % ${values.length}]`,
    ),
    ...Object.keys(held).map((name) => `${fieldText(name)}: held[${JSON.stringify(name)}]`),
  ];
  const make = new Function("values", "held", `return (index) => ({ ${fields.join(", ")} });`);
  return make(
    digits.map(({ values }) => values),
    held,
  );
}

/** A name as a field in a program; `__proto__` is one like any other only in brackets. */
function fieldText(name: string): string {
  return name === "__proto__" ? `["${name}"]` : JSON.stringify(name);
}

/**
 * Random points each have a stream of their own, so that a point depends on its index alone. A Latin hypercube cuts each
 * axis into as many equal strata as there are points and uses each once (McKay, Beckman and Conover 1979).
 */
function sampledPoints(description: SpaceDescription): (index: number) => ParamValues {
  const { axes, held, size, seed, method } = description;
  let strata: Int32Array[] | null = null;
  const stratum = (axis: number, index: number) => {
    strata ??= axes.map((_, place) =>
      new SeededRandom(seed, place).shuffle(Int32Array.from({ length: size }, (_, point) => point)),
    );
    return strata[axis]?.[index] as number;
  };
  return (index) => {
    // The streams of the axes come before those of the points.
    const random = new SeededRandom(seed, axes.length + index);
    const point: Record<string, ParamValue> = {};
    for (const [place, axis] of axes.entries()) {
      const draw = random.uniform();
      point[axis.name] = valueAt(axis, method === "random" ? draw : (stratum(place, index) + draw) / size);
    }
    return Object.assign(point, held);
  };
}

/** @param share in [0, 1) */
function valueAt(axis: ParameterAxis, share: number): ParamValue {
  if (axis.type === "list") return axis.values[Math.floor(share * axis.values.length)]!;
  if (axis.whole) return axis.min + Math.floor(share * (axis.max - axis.min + 1));
  return axis.min + share * (axis.max - axis.min);
}
