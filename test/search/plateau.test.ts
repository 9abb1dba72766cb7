import { describe, expect, it } from "vitest";
import { plateauOf } from "../../src/search/plateau.ts";
import { gridOf, numbers } from "./a-grid.ts";

describe("plateauOf", () => {
  it("tells an island from a plateau by what is left one step away", () => {
    const space = gridOf([numbers("a", 5)]);
    const island = plateauOf(space, Float64Array.of(0, 0.1, 1, 0.1, 0), 2, 0.1, null);
    expect(island).toMatchObject({ neighbours: 2, neighbourMedian: 0.1, lift: 0, isIsland: true });
    const plateau = plateauOf(space, Float64Array.of(0, 0.9, 1, 0.9, 0), 2, 0, null);
    expect(plateau).toMatchObject({ neighbourMedian: 0.9, lift: 0.9, isIsland: false });
  });
});
