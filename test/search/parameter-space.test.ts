import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeSpace, parameterSpace, type SpaceRequest } from "../../src/search/parameter-space.ts";
import { param } from "../../src/strategy/param.ts";

const specs = {
  hold: param.integer(10, { min: 1, max: 60 }),
  stopLoss: param.fraction(0.08, { min: 0.02, max: 0.3 }),
  side: param.choice("long", ["long", "short"]),
  strict: param.boolean(false),
};
const points = (request: SpaceRequest) => {
  const space = parameterSpace(describeSpace(specs, request));
  return Array.from({ length: space.description.size }, (_, index) => space.at(index));
};
const held = { stopLoss: "0.1", side: "long", strict: "false" };

describe("parameterSpace", () => {
  it("takes a grid through every combination once, the last axis fastest", () => {
    expect(points({ params: { hold: "1:3", stopLoss: "0.1:0.2:0.1", side: "long", strict: true } })).toEqual([
      { hold: 1, stopLoss: 0.1, side: "long", strict: true },
      { hold: 1, stopLoss: 0.2, side: "long", strict: true },
      { hold: 2, stopLoss: 0.1, side: "long", strict: true },
      { hold: 2, stopLoss: 0.2, side: "long", strict: true },
      { hold: 3, stopLoss: 0.1, side: "long", strict: true },
      { hold: 3, stopLoss: 0.2, side: "long", strict: true },
    ]);
  });

  it("writes steps as people do, up to the bound and not past it", () => {
    const values = points({ params: { ...held, hold: "5", stopLoss: "0.02:0.3:0.01" } }).map(
      (one) => one["stopLoss"],
    );
    expect(values).toHaveLength(29);
    expect(values.slice(0, 6)).toEqual([0.02, 0.03, 0.04, 0.05, 0.06, 0.07]);
    expect(values.at(-1)).toBe(0.3);
  });

  it("runs a parameter that is not named over its whole range", () => {
    // 60 holds x 21 stops x 2 sides x 2 answers
    expect(points({})).toHaveLength(60 * 21 * 2 * 2);
    expect(points({ params: { hold: "3,9,27", stopLoss: "0.1", side: "short,long" } })).toHaveLength(
      3 * 2 * 2,
    );
  });

  it("puts exactly one point of a Latin hypercube into each stratum of each axis", () => {
    const samples = 37;
    const found = points({
      method: "latin-hypercube",
      samples,
      params: { side: "long", strict: "false", hold: "7" },
    });
    const strata = found.map((one) => Math.floor((((one["stopLoss"] as number) - 0.02) / 0.28) * samples));
    expect(strata.toSorted((a, b) => a - b)).toEqual(Array.from({ length: samples }, (_, place) => place));
  });

  it("makes the same point of an index whatever was made before, inside every range", () => {
    fc.assert(
      fc.property(
        fc.nat(499),
        fc.nat(1000),
        fc.constantFrom("random" as const, "latin-hypercube" as const),
        (index, seed, method) => {
          const description = describeSpace(specs, { method, samples: 500, seed });
          const one = parameterSpace(description);
          const other = parameterSpace(JSON.parse(JSON.stringify(description)));
          for (let earlier = 0; earlier < 5; earlier++) other.at(earlier);
          const point = one.at(index);
          expect(other.at(index)).toEqual(point);
          expect(
            Number.isInteger(point["hold"]) &&
              (point["hold"] as number) >= 1 &&
              (point["hold"] as number) <= 60,
          ).toBe(true);
          expect((point["stopLoss"] as number) >= 0.02 && (point["stopLoss"] as number) <= 0.3).toBe(true);
        },
      ),
    );
  });

  it("keeps the points that all constraints allow", () => {
    const description = describeSpace(specs, {
      params: { ...held, hold: "1:10" },
      constraints: ["hold >= 3", "hold != 5", "hold < 100 * stopLoss"],
    });
    const space = parameterSpace(description);
    const kept = Array.from({ length: 10 }, (_, index) => space.at(index)).filter(space.allows);
    expect(kept.map((one) => one["hold"])).toEqual([3, 4, 6, 7, 8, 9]);
  });

  it.each([
    [{ params: { hodl: "1:60" } }, /did you mean "hold"/],
    [{ params: { hold: "60:1" } }, /holds nothing/],
    [{ params: { hold: "0:10" } }, /0 is outside 1..60/],
    [{ params: { hold: "1:60:0" } }, /step of 1:60:0 is not above 0/],
    [{ params: { hold: "1:60:0.5" } }, /not whole/],
    [{ params: { hold: "1:x" } }, /is not a range/],
    [{ params: { side: "long,sideways" } }, /"sideways" is not among the choices/],
    [{ params: { ...held, hold: "3" } }, /nothing to search/],
    [{ params: { stopLoss: "0.02:0.3:0.00001" }, most: 1000 }, /more than 1,000/],
    [{ method: "random" as const, samples: 0 }, /no whole number above 0/],
    [{ constraints: ["hold"] }, /is not a constraint/],
    [{ constraints: ["hold < stoploss"] }, /did you mean "stopLoss"/],
  ])("refuses %j", (request, message) => {
    expect(() => describeSpace(specs, request)).toThrow(message);
  });
});
