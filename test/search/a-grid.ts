import type { ParameterAxis } from "../../src/search/parameter-axis.ts";
import {
  type ParameterSpace,
  parameterSpace,
  type SpaceDescription,
} from "../../src/search/parameter-space.ts";

export const numbers = (name: string, count: number): ParameterAxis => ({
  name,
  type: "list",
  values: Array.from({ length: count }, (_, place) => place),
});
export const texts = (name: string, count: number): ParameterAxis => ({
  name,
  type: "list",
  values: Array.from({ length: count }, (_, place) => `${name}${place}`),
});

export function gridOf(axes: readonly ParameterAxis[]): ParameterSpace {
  const size = axes.reduce((product, axis) => product * (axis.type === "list" ? axis.values.length : 1), 1);
  const description: SpaceDescription = {
    method: "grid",
    axes,
    held: {},
    size,
    seed: 1,
    constraints: [],
    choices: [],
  };
  return parameterSpace(description);
}
