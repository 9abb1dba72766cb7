import type { ParamValue, ParamValues } from "../strategy/param.ts";
import type { ParameterAxis } from "./parameter-axis.ts";
import { gridDigits, type ParameterSpace } from "./parameter-space.ts";

/** Values of an axis that are tried on one point to see whether they change the shape. */
const TRIED_VALUES = 3;

/**
 * The order in which a stretch of a space is evaluated quickest: points whose rules have one shape after another, so that
 * their orders are planned once. It changes the time and nothing else.
 *
 * @param sameShape whether two points' rules have one shape, as far as is known
 */
export function evaluationOrder(
  space: ParameterSpace,
  from: number,
  to: number,
  sameShape: (a: ParamValues, b: ParamValues) => boolean,
): Float64Array {
  const count = to - from;
  const order = new Float64Array(count);
  const shaping = shapingAxes(space, from, sameShape);
  if (shaping.length === 0) {
    for (let place = 0; place < count; place++) order[place] = from + place;
    return order;
  }
  const codes = new Int32Array(count);
  const kinds =
    space.description.method === "grid"
      ? gridCodes(space, shaping, from, codes)
      : pointCodes(space, shaping, from, codes);
  // Each kind's points go where those of the kinds before it end.
  const ends = new Int32Array(kinds + 1);
  for (let place = 0; place < count; place++) ends[codes[place]! + 1]!++;
  for (let kind = 0; kind < kinds; kind++) ends[kind + 1] = ends[kind + 1]! + ends[kind]!;
  for (let place = 0; place < count; place++) order[ends[codes[place]!]!++] = from + place;
  return order;
}

/** Axes of listed or whole values along which the shape changes, tried from one point on. */
function shapingAxes(
  { description, at }: ParameterSpace,
  from: number,
  sameShape: (a: ParamValues, b: ParamValues) => boolean,
): ParameterAxis[] {
  const example = at(from);
  return description.axes.filter((axis) =>
    triedValues(axis).some((value) => !sameShape(example, { ...example, [axis.name]: value })),
  );
}

/** None of an axis on which no two points have one value. */
function triedValues(axis: ParameterAxis): readonly ParamValue[] {
  if (axis.type === "list") return axis.values.slice(0, TRIED_VALUES);
  return axis.whole ? [axis.min, axis.min + 1, axis.max] : [];
}

/**
 * Numbers the points of a grid by their values along the given axes: points with the same values have one number.
 *
 * @returns how many numbers there may be
 */
function gridCodes(
  { description }: ParameterSpace,
  axes: readonly ParameterAxis[],
  from: number,
  codes: Int32Array,
): number {
  const digits = gridDigits(description).filter(({ name }) => axes.some((axis) => axis.name === name));
  const numbering = new Numbering<number>();
  for (let place = 0; place < codes.length; place++) {
    let code = 0;
    for (const { stride, values } of digits)
      code = code * values.length + (Math.floor((from + place) / stride) % values.length);
    codes[place] = numbering.of(code);
  }
  return numbering.size;
}

/** The same for the points of a sample. */
function pointCodes(
  { at }: ParameterSpace,
  axes: readonly ParameterAxis[],
  from: number,
  codes: Int32Array,
): number {
  const numbering = new Numbering<string>();
  for (let place = 0; place < codes.length; place++) {
    const point = at(from + place);
    codes[place] = numbering.of(axes.map(({ name }) => point[name]).join());
  }
  return numbering.size;
}

/** Numbers things from 0 in the order in which they are met. */
class Numbering<Thing> {
  readonly #numbers = new Map<Thing, number>();

  get size(): number {
    return this.#numbers.size;
  }

  of(thing: Thing): number {
    const known = this.#numbers.get(thing);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(thing, number);
    return number;
  }
}
