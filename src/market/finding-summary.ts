import { type CalendarDay, formatCalendarDay } from "../time/calendar-day.ts";
import type { DataAction, DataFinding, DataFindingKind } from "./data-finding.ts";

/** Findings of one kind and action in one series. */
export interface FindingSummary {
  readonly kind: DataFindingKind;
  readonly action: DataAction;
  readonly count: number;
  /** first and last day, null if the finding is about the whole series */
  readonly first: CalendarDay | null;
  readonly last: CalendarDay | null;
  /** what the first of them says */
  readonly example: string;
}

const SEVERITY: readonly DataAction[] = ["refused", "left-out", "marked", "kept"];

/** Groups findings by kind and action, the gravest action first, then the most frequent. */
export function summarizeFindings(findings: readonly DataFinding[]): readonly FindingSummary[] {
  const groups = new Map<string, DataFinding[]>();
  for (const finding of findings) {
    const key = `${finding.kind} ${finding.action}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()]
    .map(summaryOf)
    .sort((a, b) => SEVERITY.indexOf(a.action) - SEVERITY.indexOf(b.action) || b.count - a.count);
}

/** A finding as a row of a table: day, kind, what was done, and the values. */
export function findingRow(
  finding: DataFinding,
): readonly [day: string, kind: string, action: string, what: string] {
  return [
    finding.day === null ? "-" : formatCalendarDay(finding.day),
    finding.kind,
    finding.action,
    finding.what,
  ];
}

function summaryOf(group: readonly DataFinding[]): FindingSummary {
  const first = group[0] as DataFinding;
  const days = group.flatMap(({ day }) => (day === null ? [] : [day]));
  return {
    kind: first.kind,
    action: first.action,
    count: group.length,
    first: days.length === 0 ? null : days.reduce((a, b) => Math.min(a, b)),
    last: days.length === 0 ? null : days.reduce((a, b) => Math.max(a, b)),
    example: first.what,
  };
}
