import type { ParamValues } from "../strategy/param.ts";
import type { ParameterSpace } from "./parameter-space.ts";

/**
 * The order in which a stretch of a grid is evaluated quickest: points whose rules have one shape after another, so that
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
  for (let place = 0; place < count; place++) {
    let code = 0;
    for (const { stride, length } of shaping) {
      code = code * length + (Math.floor((from + place) / stride) % length);
    }
    order[place] = code * count + place;
  }
  order.sort();
  for (let place = 0; place < count; place++) order[place] = from + ((order[place] as number) % count);
  return order;
}

/** Axes of a grid along which the shape changes, tried from one point on. */
function shapingAxes(
  { description, at }: ParameterSpace,
  from: number,
  sameShape: (a: ParamValues, b: ParamValues) => boolean,
): { stride: number; length: number }[] {
  if (description.method !== "grid") return [];
  const example = at(from);
  const found: { stride: number; length: number }[] = [];
  let stride = 1;
  for (const axis of [...description.axes].reverse()) {
    if (axis.type !== "list") continue;
    const length = axis.values.length;
    const isShaping = axis.values
      .slice(0, 3)
      .some((value) => !sameShape(example, { ...example, [axis.name]: value }));
    if (isShaping) found.push({ stride, length });
    stride *= length;
  }
  return found;
}
