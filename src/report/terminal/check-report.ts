import { formatCounted } from "../../decode/format-count.ts";
import type { CheckFinding, CheckSeverity } from "../../signals/check-finding.ts";

import { layoutWidth, paint, type TerminalStyle } from "./style.ts";
import { wrap } from "./wrap-text.ts";

/** What a check was of. */
export interface CheckListing {
  readonly findings: readonly CheckFinding[];
  /** signals looked at */
  readonly signals: number;
  readonly files: readonly string[];
  /** what was not checked, and what it would take, e.g. no calendar of sessions */
  readonly unchecked: readonly string[];
  /** print notes one by one, too; otherwise they are counted */
  readonly notes: boolean;
}

/** Each finding as severity, id and what, then at and fix; errors first, and a count at the end. */
export function renderCheck(listing: CheckListing, style: TerminalStyle): string {
  const { aside, loss, alarm } = paint(style);
  const width = layoutWidth(style);
  const colour: Record<CheckSeverity, (text: string) => string> = {
    error: loss,
    warning: alarm,
    note: aside,
  };
  const shown = listing.findings.filter((finding) => listing.notes || finding.severity !== "note");
  const blocks = shown.map(({ severity, id, what, at, fix }) => {
    const [first = "", ...more] = wrap(`${id === null ? "" : `${id}: `}${what}`, width - 9);
    const details = [`at   ${at}`, `fix  ${fix}`].map((line) => aside(`         ${line}`));
    return [
      `${colour[severity](severity.padEnd(8))} ${first}`,
      ...more.map((line) => `         ${line}`),
      ...details,
    ].join("\n");
  });
  const hidden = listing.findings.length - shown.length;
  const lines = [
    ...blocks.flatMap((block) => [block, ""]),
    `${formatCounted(listing.signals, "signal")} in ${listing.files.join(", ")}: ${countsInWords(listing.findings)}`,
    ...(hidden > 0 ? [aside(`--notes prints the notes, too`)] : []),
    ...listing.unchecked.map((line) => aside(`not checked: ${line}`)),
  ];
  return `${lines.join("\n")}\n`;
}

/** e.g. "1 error, 2 warnings, no notes". */
export function countsInWords(findings: readonly CheckFinding[]): string {
  const count = (severity: CheckSeverity) =>
    findings.filter((finding) => finding.severity === severity).length;
  const words = (severity: CheckSeverity) => {
    const many = count(severity);
    return many === 0 ? `no ${severity}s` : formatCounted(many, severity);
  };
  return `${words("error")}, ${words("warning")}, ${words("note")}`;
}
