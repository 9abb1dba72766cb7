import { describe, expect, it } from "vitest";
import type { ParameterAxis } from "../../src/search/parameter-axis.ts";
import { SteadiestPoint } from "../../src/search/steadiest-point.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";
import { gridOf, numbers, texts } from "./a-grid.ts";

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

describe("SteadiestPoint", () => {
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
    const { description } = gridOf(axes);
    for (let round = 0; round < 20; round++) {
      const scores = Float64Array.from({ length: description.size }, () =>
        random.uniform() < 0.2 ? Number.NaN : random.uniform(),
      );
      const steadiest = new SteadiestPoint(description, scores);
      // Scores become known in pieces of any length.
      for (let to = 0; to < scores.length; ) {
        to = Math.min(scores.length, to + 1 + Math.floor(7 * random.uniform()));
        steadiest.advance(to);
      }
      const expected = steadiestByPairs(axes, scores);
      const { found } = steadiest;
      expect(found?.index).toBe(expected?.index);
      if (expected === null) continue;
      expect(found?.mean).toBeCloseTo(expected.mean, 12);
      expect(found?.score).toBe(scores[expected.index]);
    }
  });
});
