import { describe, expect, it } from "vitest";
import { renderWalkForwardReport } from "../../../src/report/terminal/walk-forward-report.ts";
import type { WalkForwardDocument } from "../../../src/search/walk-forward-schema.ts";

const fold = (params: Record<string, number>) => ({
  train: { from: null, to: "2024-05-23" },
  test: { from: "2024-05-24", to: "2025-01-20" },
  params,
  inSample: { sharpeRatio: 1.5, tradeCount: 9 },
  outOfSample: { sharpeRatio: -0.25, tradeCount: 2 },
});
const walk = {
  strategy: { name: "an idea" },
  objective: "sharpeRatio",
  points: 12,
  by: "signals",
  window: "expanding",
  purge: 3,
  embargo: 0,
  folds: [fold({ sessionsHeld: 5, minStance: 0.4 }), fold({ sessionsHeld: 10, minStance: 0.4 })],
  inSample: 1.5,
  outOfSample: -0.25,
  efficiency: -0.25 / 1.5,
  warnings: [],
} as unknown as WalkForwardDocument;

describe("renderWalkForwardReport", () => {
  it("parts its table at 80 columns, with what is compared side by side", () => {
    const text = renderWalkForwardReport(walk, { colors: false, width: 80, isTerminal: true });
    expect(text).toContain("   1  2024-05-24 to 2025-01-20       1.50  -0.25       2  sessionsHeld 5\n");
    expect(text).toContain("fold  learnt from\n   1  start to 2024-05-23\n   2  start to 2024-05-23\n");
    expect(text).toContain("In each fold: minStance 0.4.");
  });

  it("is one table where there is room", () => {
    const text = renderWalkForwardReport(walk, { colors: false, width: 120, isTerminal: true });
    expect(text).toContain("1.50  -0.25       2  sessionsHeld 5   start to 2024-05-23\n");
  });
});
