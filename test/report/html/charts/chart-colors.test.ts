import { describe, expect, it } from "vitest";
import { COLOR, colorOfReturn, DARK, LIGHT } from "../../../../src/report/html/charts/chart-colors.ts";

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two colours (WCAG 2.2), 1 to 21. */
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe.each([
  ["light", LIGHT],
  ["dark", DARK],
] as const)("the %s colours", (_, colors) => {
  it("knows the contrast of black and white, which is 21", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 10);
  });

  it.each(["ink", "muted", "strategy", "gain", "loss", "accent"] as const)(
    "makes text in %s readable on the page (4.5 to 1, WCAG AA)",
    (name) => {
      expect(contrast(colors[name], colors.paper)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(["benchmark", "faint"] as const)("makes lines in %s visible on the page (3 to 1)", (name) => {
    expect(contrast(colors[name], colors.paper)).toBeGreaterThanOrEqual(3);
  });
});

describe("colorOfReturn", () => {
  it("is the colour of a gain from 0 on", () => {
    expect([-0.01, 0, 0.01].map(colorOfReturn)).toEqual([COLOR.loss, COLOR.gain, COLOR.gain]);
  });
});
