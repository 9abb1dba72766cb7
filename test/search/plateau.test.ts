import { describe, expect, it } from "vitest";
import type { ParameterAxis } from "../../src/search/parameter-axis.ts";
import { parameterSpace, type SpaceDescription } from "../../src/search/parameter-space.ts";
import { plateauOf } from "../../src/search/plateau.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";

const numbers = (name: string, count: number): ParameterAxis => ({
  name,
  type: "list",
  values: Array.from({ length: count }, (_, place) => place),
});
const texts = (name: string, count: number): ParameterAxis => ({
  name,
  type: "list",
  values: Array.from({ length: count }, (_, place) => `${name}${place}`),
});
function gridOf(axes: readonly ParameterAxis[]) {
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

/** By looking at every pair of points. */
function steadiestByPairs(axes: readonly ParameterAxis[], scores: Float64Array) {
  const { at, description } = gridOf(axes);
  const points = Array.from({ length: description.size }, (_, index) => at(index));
  const areBeside = (a: number, b: number) =>
    axes.every(({ name }) => {
      const [one, other] = [points[a]?.[name], points[b]?.[name]];
      return typeof one === "number" ? Math.abs(one - (other as number)) <= 1 : one === other;
    });
  let found: { index: number; mean: number } | null = null;
  for (const [index, score] of scores.entries()) {
    const around = scores.filter((other, place) => areBeside(index, place) && !Number.isNaN(other));
    if (Number.isNaN(score) || around.length < 2) continue;
    const mean = around.reduce((sum, one) => sum + one, 0) / around.length;
    if (found === null || mean > found.mean) found = { index, mean };
  }
  return found;
}

describe("plateauOf", () => {
  const random = new SeededRandom(5);
  it.each<[string, readonly ParameterAxis[]]>([
    ["one axis", [numbers("a", 9)]],
    ["one axis without order", [texts("a", 4)]],
    ["two axes", [numbers("a", 4), numbers("b", 7)]],
    ["three axes", [numbers("a", 3), numbers("b", 4), numbers("c", 5)]],
    ["no order along the first", [texts("a", 3), numbers("b", 4), numbers("c", 3)]],
    ["no order along the second", [numbers("a", 4), texts("b", 3), numbers("c", 3)]],
    ["no order along the last", [numbers("a", 4), numbers("b", 3), texts("c", 3)]],
    ["axes of two values", [numbers("a", 2), numbers("b", 2), numbers("c", 2), numbers("d", 2)]],
  ])("finds the point with the best surroundings: %s", (_, axes) => {
    const space = gridOf(axes);
    for (let round = 0; round < 20; round++) {
      const scores = Float64Array.from({ length: space.description.size }, () =>
        random.uniform() < 0.2 ? Number.NaN : random.uniform(),
      );
      const best = scores.indexOf(Math.max(...scores.filter((score) => !Number.isNaN(score))));
      if (best < 0) continue;
      const { steadiest } = plateauOf(space, scores, best, 0.5);
      const expected = steadiestByPairs(axes, scores);
      expect(steadiest?.index).toBe(expected?.index);
      if (expected === null) continue;
      expect(steadiest?.mean).toBeCloseTo(expected.mean, 12);
      expect(steadiest?.score).toBe(scores[expected.index]);
    }
  });

  it("tells an island from a plateau by what is left one step away", () => {
    const space = gridOf([numbers("a", 5)]);
    const island = plateauOf(space, Float64Array.of(0, 0.1, 1, 0.1, 0), 2, 0.1);
    expect(island).toMatchObject({ neighbours: 2, neighbourMedian: 0.1, lift: 0, isIsland: true });
    const plateau = plateauOf(space, Float64Array.of(0, 0.9, 1, 0.9, 0), 2, 0);
    expect(plateau).toMatchObject({ neighbourMedian: 0.9, lift: 0.9, isIsland: false });
    expect(plateau.steadiest?.index).toBe(2);
  });
});
