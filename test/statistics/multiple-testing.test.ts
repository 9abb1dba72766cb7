import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
  holm,
} from "../../src/statistics/multiple-testing.ts";
import { expectRelative } from "../expect-relative.ts";
import { fixtureAt } from "../fixture-at.ts";

const cases = fixtureAt("event-study/formula_unit_cases/cases.json");

describe("multiple testing", () => {
  it("adjusts by hand", () => {
    expectRelative(bonferroni([0.01, 0.04, 0.5]), [0.03, 0.12, 1]);
    expectRelative(holm([0.01, 0.04, 0.03]), [0.03, 0.06, 0.06]);
    expectRelative(benjaminiHochberg([0.01, 0.04, 0.03]), [0.03, 0.04, 0.04]);
    expectRelative(benjaminiYekutieli([0.01, 0.04, 0.03]), [0.055, 0.04 * (11 / 6), 0.04 * (11 / 6)]);
    expect(holm([])).toHaveLength(0);
  });

  it.skipIf(cases === null)("agrees with statsmodels (fixture)", () => {
    const { inputs, expected } = cases.multiplicity;
    expectRelative(bonferroni(inputs.p), expected.bonferroni);
    expectRelative(holm(inputs.p), expected.holm);
    expectRelative(benjaminiHochberg(inputs.p), expected.fdr_bh);
    expectRelative(benjaminiYekutieli(inputs.p), expected.fdr_by);
  });

  it("keeps its order of severity, and each p in its place under permutation", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (p) => {
          const [strict, middle, mild] = [bonferroni(p), holm(p), benjaminiHochberg(p)];
          p.forEach((value, i) => {
            expect(strict[i]!).toBeGreaterThanOrEqual(middle[i]!);
            expect(middle[i]! + 1e-15).toBeGreaterThanOrEqual(mild[i]!);
            expect(mild[i]! + 1e-15).toBeGreaterThanOrEqual(value);
          });
          expect([...holm([...p].reverse())].reverse()).toEqual([...middle]);
        },
      ),
    );
  });

  it("refuses what is no p-value", () => {
    expect(() => holm([0.2, 1.2])).toThrow("p-value 1 is 1.2");
    expect(() => bonferroni([Number.NaN])).toThrow(RangeError);
  });
});
