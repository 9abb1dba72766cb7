import { describe, expect, it } from "vitest";
import { sampleCandidates } from "../../src/search/sample-candidates.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";

describe("sampleCandidates", () => {
  it.each([
    [400, 1],
    [400, 3],
  ])(
    "draws from %i points, of which every %i. is a candidate, what a sample of their list is",
    (points, step) => {
      const scores = Float64Array.from({ length: points }, (_, index) =>
        index % step === 0 ? 1 : Number.NaN,
      );
      const listed = Int32Array.from(scores.keys()).filter((index) => index % step === 0);
      for (const most of [0, 1, 50, listed.length, 1000]) {
        const drawn = sampleCandidates(scores, listed.length, most, 7);
        expect(drawn).toEqual(new SeededRandom(7).sample(Int32Array.from(listed), most));
      }
    },
  );
});
