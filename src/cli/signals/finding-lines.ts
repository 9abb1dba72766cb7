import type { CheckFinding } from "../../signals/check-finding.ts";

/** What a check of one signal found, as lines below the word of what was written. */
export function findingLines(findings: readonly CheckFinding[]): string {
  return findings.map(({ severity, what, fix }) => `${severity}: ${what}\n  fix  ${fix}\n`).join("");
}
