import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compactPath } from "../../../src/report/html/compact-path.ts";

/** Places that a path of M, l, h, v and z goes through. */
function placesOf(d: string): [number, number][] {
  const places: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, letter, numbers] of d.matchAll(/([Mlhvz])([^Mlhvz]*)/g)) {
    const [a = 0, b = 0] = (numbers!.match(/-?\d*\.?\d+/g) ?? []).map(Number);
    if (letter === "M") [x, y] = [a, b];
    if (letter === "l") [x, y] = [x + a, y + b];
    if (letter === "h") x += a;
    if (letter === "v") y += a;
    if (letter !== "z") places.push([x, y]);
  }
  return places;
}

describe("compactPath", () => {
  it("writes steps, level and upright ones shorter", () => {
    expect(compactPath("M10 20.04L12.5 20L12.5 30L12 29.5Z")).toBe("M10 20h2.5v10l-.5-.5z");
  });

  it("leaves curves alone", () => {
    expect(compactPath("M1 0A1 1 0 1 1 1 -0.1")).toBe("M1 0A1 1 0 1 1 1 -0.1");
  });

  it("goes through every place to a twentieth of a pixel, however long the path is", () => {
    const place = fc.tuple(
      fc.double({ min: -2000, max: 2000, noNaN: true }),
      fc.double({ min: -2000, max: 2000, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 300 }), (points) => {
        const texts = points.map(([x, y]) => [x.toFixed(4), y.toFixed(4)] as const);
        const d = texts.map(([x, y], index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("");
        const compact = placesOf(compactPath(d));
        // Steps of no length are left out: what remains is a subsequence with the same last place.
        const rounded = texts.map(([x, y]) => [
          Math.round(Number(x) * 10) / 10,
          Math.round(Number(y) * 10) / 10,
        ]);
        const distinct = rounded.filter(
          (one, index) =>
            index === 0 || one[0] !== rounded[index - 1]![0] || one[1] !== rounded[index - 1]![1],
        );
        expect(compact).toHaveLength(distinct.length);
        compact.forEach(([x, y], index) => {
          expect(Math.abs(x - distinct[index]![0]!)).toBeLessThan(0.01);
          expect(Math.abs(y - distinct[index]![1]!)).toBeLessThan(0.01);
        });
      }),
    );
  });
});
