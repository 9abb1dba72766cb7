import { expect, it } from "vitest";
import type { DataAction, DataFinding, DataFindingKind } from "../../src/market/data-finding.ts";
import { findingRow, summarizeFindings } from "../../src/market/finding-summary.ts";

const finding = (kind: DataFindingKind, day: number | null, action: DataAction): DataFinding => ({
  kind,
  symbol: "X",
  day,
  what: `${kind} ${day}`,
  action,
});

it("summarizeFindings groups by kind and action, the gravest first, then the most frequent", () => {
  const findings = [
    finding("stale-run", 5, "kept"),
    finding("placeholder", 9, "marked"),
    finding("weekend-row", 3, "left-out"),
    finding("placeholder", 2, "marked"),
    finding("missing-column", null, "kept"),
    finding("stale-run", 8, "kept"),
  ];
  expect(summarizeFindings(findings)).toEqual([
    { kind: "weekend-row", action: "left-out", count: 1, first: 3, last: 3, example: "weekend-row 3" },
    { kind: "placeholder", action: "marked", count: 2, first: 2, last: 9, example: "placeholder 9" },
    { kind: "stale-run", action: "kept", count: 2, first: 5, last: 8, example: "stale-run 5" },
    {
      kind: "missing-column",
      action: "kept",
      count: 1,
      first: null,
      last: null,
      example: "missing-column null",
    },
  ]);
});

it("findingRow prints the day, or a dash for the whole series", () => {
  expect(findingRow(finding("stale-run", 1, "kept"))).toEqual([
    "1970-01-02",
    "stale-run",
    "kept",
    "stale-run 1",
  ]);
  expect(findingRow(finding("missing-column", null, "kept"))[0]).toBe("-");
});
