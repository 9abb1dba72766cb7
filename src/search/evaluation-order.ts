import type { ParamValue, ParamValues } from "../strategy/param.ts";
import type { ParameterAxis } from "./parameter-axis.ts";
import { fillDigit, gridDigits, type ParameterSpace } from "./parameter-space.ts";
import { MOST_SHAPES } from "./shape-finder.ts";
import type { VariantEvaluator } from "./variant-evaluator.ts";

/** Values of an axis that are tried on one point to see whether they change the shape. */
const TRIED_VALUES = 3;
/** Codes that are numbered by a table rather than a map. */
const MOST_TABLED = 1 << 16;

/** Memory that each stretch uses again: to touch new pages for the first time takes longer than what is done with them. */
const memory = { order: new Int32Array(0), codes: new Int32Array(0), places: new Int32Array(0) };

function takeMemory(name: keyof typeof memory, length: number): Int32Array {
  if (memory[name].length < length) memory[name] = new Int32Array(length);
  return memory[name].subarray(0, length);
}

/**
 * The order in which a stretch of a space is evaluated quickest: points with the same orders after each other, so that
 * these are planned, and followed, once. It changes the time and nothing else.
 *
 * @returns places of the points, from 0 for `from` on; in memory that the next call uses
 */
export function evaluationOrder(
  space: ParameterSpace,
  from: number,
  to: number,
  evaluator: Pick<VariantEvaluator, "haveSameShape" | "ordersOf">,
): Int32Array {
  const count = to - from;
  const order = takeMemory("order", count);
  const shaping = shapingAxes(space, from, evaluator.haveSameShape);
  if (shaping.length === 0) {
    for (let place = 0; place < count; place++) order[place] = place;
    return order;
  }
  const codes = takeMemory("codes", count);
  const shapes =
    space.description.method === "grid"
      ? gridCodes(space, shaping, from, codes)
      : pointCodes(space, shaping, from, codes);
  // Of more shapes than are kept, the first would be planned once more when its points are evaluated.
  const kinds = shapes > MOST_SHAPES ? shapes : joinByOrders(space, from, codes, shapes, evaluator.ordersOf);
  // Each kind's points go where those of the kinds before it end.
  const ends = new Int32Array(kinds + 1);
  for (let place = 0; place < count; place++) ends[codes[place]! + 1]!++;
  for (let kind = 0; kind < kinds; kind++) ends[kind + 1] = ends[kind + 1]! + ends[kind]!;
  for (let place = 0; place < count; place++) order[ends[codes[place]!]!++] = place;
  return order;
}

/**
 * Gives the kinds whose points have the same orders one number.
 *
 * @param codes of the points from `from` on, below `shapes`; changed
 * @returns how many numbers there may be
 */
function joinByOrders(
  { at, allows }: ParameterSpace,
  from: number,
  codes: Int32Array,
  shapes: number,
  ordersOf: VariantEvaluator["ordersOf"],
): number {
  const numbering = new Numbering<unknown>();
  const numbers = new Int32Array(shapes).fill(-1);
  for (let place = 0; place < codes.length; place++) {
    const code = codes[place]!;
    if (numbers[code]! >= 0) continue;
    const params = at(from + place);
    // A strategy is not asked for a point that is left out.
    if (allows(params)) numbers[code] = numbering.of(ordersOrNone(ordersOf, params) ?? code);
  }
  for (let place = 0; place < codes.length; place++) codes[place] = Math.max(0, numbers[codes[place]!]!);
  return Math.max(1, numbering.size);
}

/** A point that the strategy refuses says so when it is evaluated. */
function ordersOrNone(ordersOf: VariantEvaluator["ordersOf"], params: ParamValues): object | null {
  try {
    return ordersOf(params);
  } catch {
    return null;
  }
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
  const places = takeMemory("places", codes.length);
  codes.fill(0);
  let kinds = 1;
  for (const { stride, values } of digits) {
    fillDigit(places, from, stride, [...values.keys()]);
    for (let place = 0; place < codes.length; place++)
      codes[place] = codes[place]! * values.length + places[place]!;
    kinds = renumber(codes, kinds * values.length);
  }
  return kinds;
}

/** Numbers codes below `range` from 0 in the order in which they are met. @returns how many there are */
function renumber(codes: Int32Array, range: number): number {
  if (range > MOST_TABLED) {
    const numbering = new Numbering<number>();
    for (let place = 0; place < codes.length; place++) codes[place] = numbering.of(codes[place]!);
    return numbering.size;
  }
  // 0 stands for none.
  const numbers = new Int32Array(range);
  let count = 0;
  for (let place = 0; place < codes.length; place++) {
    const code = codes[place]!;
    if (numbers[code] === 0) numbers[code] = ++count;
    codes[place] = numbers[code]! - 1;
  }
  return count;
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
