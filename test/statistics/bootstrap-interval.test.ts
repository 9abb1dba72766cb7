import { describe, expect, it } from "vitest";
import { biasCorrectedInterval, percentileInterval } from "../../src/statistics/bootstrap-interval.ts";
import { normalCdf, normalQuantile } from "../../src/statistics/normal-distribution.ts";
import { expectRelative } from "../expect-relative.ts";

const replicates = Array.from({ length: 101 }, (_, i) => i / 100);

describe("bootstrap intervals", () => {
  it("take quantiles of the replicates (percentile)", () => {
    const interval = percentileInterval(replicates, 0.9);
    expectRelative(interval.low, 0.05);
    expectRelative(interval.high, 0.95);
  });

  it("equal the percentile interval without bias and acceleration", () => {
    // 50 of 101 lie below 0.5 and one is equal: share 1/2, z0 = 0. Symmetric leave-one-out estimates: a = 0.
    const interval = biasCorrectedInterval(replicates, 0.5, [0.4, 0.5, 0.6], 0.9);
    expectRelative(interval.low, 0.05, 1e-10);
    expectRelative(interval.high, 0.95, 1e-10);
  });

  it("move with bias and acceleration as Efron's formula says", () => {
    const leaveOneOut = [0.2, 0.5, 0.5];
    // Deviations from the mean 0.4: 0.2, -0.1, -0.1; a = (0.008 - 0.002) / (6 * 0.06^1.5)
    const a = 0.006 / (6 * 0.06 ** 1.5);
    const z0 = normalQuantile(60.5 / 101);
    const at = (p: number) => normalCdf(z0 + (z0 + normalQuantile(p)) / (1 - a * (z0 + normalQuantile(p))));
    const interval = biasCorrectedInterval(replicates, 0.6, leaveOneOut, 0.9);
    expectRelative(interval.low, at(0.05), 1e-10);
    expectRelative(interval.high, at(0.95), 1e-10);
  });

  it("equal scipy.stats.bootstrap's on its own replicates", () => {
    // mean² / sd of 8 CARs, 40 resamples, confidence 0.9
    const drawn = [
      0.0181357301440801, 0.024898044330957467, 0.011610489525947634, 0.005469051976564486,
      0.030363649640848433, 0.0258881284693654, 0.007021960101121869, 0.04150606191757141,
      0.005469746764794568, 0.002263505896391497, 0.01894987226174384, 0.02923637636086167,
      0.00747181141691438, 0.014578010952039417, 0.005555945632183687, 0.018291092276820662,
      0.011627595854318749, 0.057566323227165976, 0.07743757136771406, 0.00970805987273038,
      0.02350773208821152, 0.0062929679465930834, 0.01901997033891308, 0.013400660901984298,
      0.007270218254391674, 0.013019301699064076, 0.004219142423609053, 0.014632908148734546,
      0.03188212153322736, 0.023116022283002136, 0.03028241626590485, 0.03875576165344052,
      0.03303415100012819, 0.008220383745721076, 0.029552889124922623, 0.0016891166409721404,
      0.011056346100695976, 0.01399898792350394, 0.01617405685954907, 0.011340951995191056,
    ];
    const leaveOneOut = [
      0.013464483065330463, 0.027619175258771576, 0.011581096699223997, 0.01869855130472739,
      0.015140223282089292, 0.023691644086244423, 0.01064806449837223, 0.017266406359613448,
    ];
    const interval = biasCorrectedInterval(drawn, 0.016757697242697385, leaveOneOut, 0.9);
    expectRelative(interval.low, 0.005087523204439156, 1e-11);
    expectRelative(interval.high, 0.0505660120899398, 1e-11);
    const percentile = percentileInterval(drawn, 0.9);
    expectRelative(percentile.low, 0.004121360597248174);
    expectRelative(percentile.high, 0.042309074983051094);
  });

  it("say why there is none", () => {
    expect(percentileInterval([1])).toMatchObject({ low: null, reason: "fewer than 2 replicates" });
    expect(biasCorrectedInterval([1, 2], 5, [1, 2])).toMatchObject({
      low: null,
      reason: "every replicate lies on one side of the estimate",
    });
    expect(biasCorrectedInterval([1, 2], 1.5, [1]).low).toBeNull();
    expect(() => percentileInterval([1, Number.NaN])).toThrow(RangeError);
    expect(() => percentileInterval([1, 2], 95)).toThrow(RangeError);
  });
});
