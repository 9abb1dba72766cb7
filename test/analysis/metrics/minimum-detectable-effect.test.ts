import { describe, expect, it } from "vitest";
import { minimumDetectableEffect } from "../../../src/analysis/metrics/minimum-detectable-effect.ts";
import { expectRelative } from "../../expect-relative.ts";

describe("minimum detectable effect of a mean return", () => {
  it("is 2.80 standard errors for 5% and 80%, per year", () => {
    // sd 0.01 sqrt 2, standard error 0.01; Φ⁻¹(0.975) + Φ⁻¹(0.8) = 1.959963984540054 + 0.8416212335729143
    expectRelative(minimumDetectableEffect([0.01, -0.01], { sessionsPerYear: 1 }).value, 0.02801585218112968);
    expectRelative(
      minimumDetectableEffect([0.01, -0.01], { sessionsPerYear: 252 }).value,
      252 * 0.02801585218112968,
    );
  });

  it("writes its choices into its id", () => {
    const effect = minimumDetectableEffect([0.01, -0.01], {}, { level: 0.1, power: 0.9, sided: "greater" });
    expect(effect.definition).toBe("minimum-detectable-effect.mean-return.greater0.1.power0.9.n252");
    // Φ⁻¹(0.9) twice
    expectRelative(effect.value, 252 * 0.01 * 2 * 1.2815515655446004);
  });

  it("is undefined without variation", () => {
    expect(minimumDetectableEffect([0.01, 0.01]).value).toBeNull();
    expect(minimumDetectableEffect([0.01]).value).toBeNull();
  });
});
