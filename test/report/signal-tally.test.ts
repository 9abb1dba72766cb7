import { describe, expect, it } from "vitest";
import { sayAsked, tallySignals } from "../../src/report/signal-tally.ts";
import type { ResultSignal } from "../../src/result/result-schema.ts";
import { walkForward } from "../../src/search/walk-forward.ts";
import { testInputs, testStrategy } from "../workers/a-sweep-job.ts";

const row = (id: string, rule: string, fate: Pick<ResultSignal, "disposition" | "reason">) =>
  ({ id, rule, ...fate }) as ResultSignal;
const traded = { disposition: "traded", reason: null } as const;
const extended = { disposition: "traded", reason: "extended" } as const;
const ignored = { disposition: "skipped", reason: "not-selected" } as const;
const unpriced = { disposition: "skipped", reason: "no-ticker" } as const;

describe("tallySignals", () => {
  it("counts a signal once, however many rules looked at it, and its fates under each", () => {
    const rows = [
      row("a", "1", traded),
      row("b", "1", extended),
      row("c", "1", ignored),
      row("a", "2", unpriced),
      row("b", "2", ignored),
      row("c", "2", ignored),
    ];
    const tally = tallySignals(rows);
    expect(tally).toEqual({
      signals: 3,
      rules: 2,
      asked: 2,
      cases: 3,
      opened: 1,
      extended: 1,
      skipped: 1,
    });
    expect(sayAsked(tally)).toBe("2 (in 3 cases)");
    expect(sayAsked(tallySignals(rows.slice(0, 3)))).toBe("2");
  });

  it("does not count the signals of a walk-forward once a fold", () => {
    const inputs = { ...testInputs(400, 15), config: { luck: 0, study: false, sensitivity: false } };
    const { result } = walkForward(testStrategy, inputs, { params: { hold: "2:4" }, folds: 3 });
    const tally = tallySignals(result.signals);
    expect(tally.signals).toBe(inputs.signals.signals.length);
    expect(tally.rules).toBe(3);
    expect(result.signals.length).toBe(3 * tally.signals);
  });
});
