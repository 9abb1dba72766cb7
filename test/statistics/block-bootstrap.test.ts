import { describe, expect, it } from "vitest";
import {
  circularBlockBootstrapIndices,
  stationaryBootstrapIndices,
} from "../../src/statistics/block-bootstrap.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";

/** Lengths of the runs of consecutive indices (on the circle). */
function runs(indices: Int32Array, length: number): number[] {
  const lengths = [1];
  for (let i = 1; i < indices.length; i++) {
    if (indices[i] === (indices[i - 1]! + 1) % length) lengths[lengths.length - 1]!++;
    else lengths.push(1);
  }
  return lengths;
}

describe("block bootstrap", () => {
  it("keeps blocks of the mean length together (stationary)", () => {
    const indices = stationaryBootstrapIndices(1000, 8, new SeededRandom(1), new Int32Array(100_000));
    const blocks = runs(indices, 1000);
    const meanLength = indices.length / blocks.length;
    expect(Math.abs(meanLength - 8)).toBeLessThan(0.3);
    // Geometric: a block of length 1 has chance 1/8.
    expect(Math.abs(blocks.filter((length) => length === 1).length / blocks.length - 1 / 8)).toBeLessThan(
      0.02,
    );
  });

  it("keeps blocks of the fixed length together, and cuts the last (circular)", () => {
    const indices = circularBlockBootstrapIndices(1000, 7, new SeededRandom(2), new Int32Array(25));
    for (let i = 0; i < 25; i++) if (i % 7 !== 0) expect(indices[i]).toBe((indices[i - 1]! + 1) % 1000);
    expect(new Set([0, 7, 14, 21].map((i) => indices[i])).size).toBe(4);
  });

  it("draws every session equally often, the last ones too", () => {
    for (const draw of [stationaryBootstrapIndices, circularBlockBootstrapIndices]) {
      const counts = new Array(10).fill(0);
      for (const index of draw(10, 4, new SeededRandom(3), new Int32Array(100_000))) counts[index]++;
      for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(800);
    }
  });

  it("is reproducible and refuses empty series and blocks", () => {
    expect(stationaryBootstrapIndices(50, 5, new SeededRandom(4))).toEqual(
      stationaryBootstrapIndices(50, 5, new SeededRandom(4)),
    );
    expect(() => stationaryBootstrapIndices(0, 5, new SeededRandom(4))).toThrow(RangeError);
    expect(() => stationaryBootstrapIndices(5, 0.5, new SeededRandom(4))).toThrow(RangeError);
    expect(() => circularBlockBootstrapIndices(5, 1.5, new SeededRandom(4))).toThrow(RangeError);
  });
});
