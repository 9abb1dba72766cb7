import { describe, expect, it } from "vitest";
import { quantileOfSorted } from "../../src/statistics/quantile.ts";
import { QuantilesOfMany } from "../../src/statistics/quantiles-of-many.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";

const levels = [0, 0.05, 0.25, 0.5, 0.75, 1];
const random = new SeededRandom(11);
const draw = () => random.uniform();
const drawn = (length: number, value: (i: number) => number) =>
  Float64Array.from({ length }, (_, i) => value(i));

describe("QuantilesOfMany", () => {
  it.each<[string, Float64Array]>([
    ["one value", Float64Array.of(3)],
    ["two", Float64Array.of(3, 1)],
    ["random ones", drawn(1_001, draw)],
    ["on both sides of 0", drawn(5_000, () => draw() - 0.5)],
    ["of all sizes", drawn(6_000, () => (draw() < 0.5 ? -1 : 1) * Math.exp(1_400 * (draw() - 0.5)))],
    ["more in one part than are sorted", drawn(6_000, () => 1 + draw() / 1_000)],
    ["many beside each other", drawn(6_000, () => 1 + Number.EPSILON * Math.floor(3 * draw()))],
    ["many alike", drawn(1_000, () => Math.floor(3 * draw()))],
    ["all alike", new Float64Array(6_000).fill(7)],
    ["some not there", drawn(1_000, (i) => (i % 3 === 0 ? Number.NaN : draw()))],
    ["increasing ones", drawn(1_000, (i) => i)],
    ["decreasing ones", drawn(1_000, (i) => -i)],
    ["infinite ones", Float64Array.of(1, Number.NEGATIVE_INFINITY, 2, 5, 4, Number.POSITIVE_INFINITY, 3)],
  ])("gives what sorting gives: %s", (_, values) => {
    const before = values.slice();
    const sorted = values.filter((value) => !Number.isNaN(value)).sort();
    const quantiles = new QuantilesOfMany(values);
    const cut = Math.floor(values.length / 3);
    quantiles.add(0, cut).add(cut, values.length);
    expect(quantiles.at(levels)).toEqual(levels.map((level) => quantileOfSorted(sorted, level)));
    expect(values).toEqual(before);
  });

  it("looks at a part of some memory where it is told to", () => {
    const memory = Float64Array.of(100, 4, 1, 3, 2, -100);
    expect(new QuantilesOfMany(memory.subarray(1, 5)).add(0, 4).at([0, 0.5, 1])).toEqual([1, 2.5, 4]);
  });

  it("refuses no values and levels that are not shares", () => {
    expect(() => new QuantilesOfMany(Float64Array.of(Number.NaN)).add(0, 1).at([0.5])).toThrow(RangeError);
    expect(() => new QuantilesOfMany(Float64Array.of(1, 2, 3)).add(0, 3).at([0.5, 2])).toThrow(RangeError);
  });
});
