import { describe, expect, it } from "vitest";
import { HeatMapSums } from "../../src/search/heat-map.ts";
import { gridOf, numbers, texts } from "./a-grid.ts";

describe("HeatMapSums", () => {
  const space = gridOf([numbers("a", 2), texts("b", 2), numbers("c", 3)]);
  // a 0, b0: 1 2 3 over c; b1: 4 5 -; a 1, b0: - - -; b1: 7 8 9
  const scores = Float64Array.of(1, 2, 3, 4, 5, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 7, 8, 9);

  it("averages what it does not show, and names the best of each cell", () => {
    const sums = new HeatMapSums(space, ["a", "b"]);
    sums.add(scores, 0, scores.length);
    expect(sums.map()).toEqual({
      x: { name: "a", labels: [0, 1] },
      y: { name: "b", labels: ["b0", "b1"] },
      mean: [
        [2, null],
        [4.5, 8],
      ],
      best: [
        [3, null],
        [5, 9],
      ],
    });
  });

  it("is the same however the points come", () => {
    const whole = new HeatMapSums(space);
    whole.add(scores, 0, scores.length);
    const pieces = new HeatMapSums(space);
    for (let from = 0; from < scores.length; from += 5)
      pieces.add(scores, from, Math.min(scores.length, from + 5));
    expect(pieces.map()).toEqual(whole.map());
  });
});
