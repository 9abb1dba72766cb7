import { describe, expect, it } from "vitest";
import { countsInWords, renderCheck } from "../../../src/report/terminal/check-report.ts";
import { PLAIN } from "../../../src/report/terminal/style.ts";
import type { CheckFinding } from "../../../src/signals/check-finding.ts";

const finding = (severity: CheckFinding["severity"], id: string | null, what: string): CheckFinding => ({
  severity,
  id,
  what,
  at: "own.json [3].stance",
  fix: "mend it",
});
const listing = {
  signals: 4,
  files: ["own.json"],
  unchecked: ["clusters: --cluster <sessions>"],
  notes: false,
};

describe("renderCheck", () => {
  it("prints each finding as what / at / fix, counts the notes, and says what was not checked", () => {
    const findings = [finding("error", null, "3 is too large"), finding("note", "a", "not confirmed")];
    expect(renderCheck({ ...listing, findings }, PLAIN)).toBe(
      [
        "error    3 is too large",
        "         at   own.json [3].stance",
        "         fix  mend it",
        "",
        "4 signals in own.json: 1 error, no warnings, 1 note",
        "--notes prints the notes, too",
        "not checked: clusters: --cluster <sessions>",
        "",
      ].join("\n"),
    );
    expect(renderCheck({ ...listing, findings, notes: true }, PLAIN)).toContain("note     a: not confirmed");
  });

  it("says in a line that nothing is wrong", () => {
    expect(renderCheck({ ...listing, findings: [], unchecked: [] }, PLAIN)).toBe(
      "4 signals in own.json: no errors, no warnings, no notes\n",
    );
  });
});

describe("countsInWords", () => {
  it("tells one from many", () => {
    const two = [finding("warning", "a", "x"), finding("warning", "b", "y")];
    expect(countsInWords(two)).toBe("no errors, 2 warnings, no notes");
  });
});
