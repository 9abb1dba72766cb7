import { formatCount, formatCounted } from "../decode/format-count.ts";
import type { ResultSignal } from "../result/result-schema.ts";

/** How many signals a run looked at and what became of those that its rules asked for. */
export interface SignalTally {
  /** signals, each counted once however many rules looked at it */
  readonly signals: number;
  /** rules that looked at them: a signal has a row under each */
  readonly rules: number;
  /** signals that some rule asked for */
  readonly asked: number;
  /** rows asked for: a signal that two rules asked for is two */
  readonly cases: number;
  readonly opened: number;
  readonly extended: number;
  readonly skipped: number;
}

/** Counts the signals of a result, of which each has a row under every rule: the folds of a walk-forward are rules, too. */
export function tallySignals(rows: readonly ResultSignal[]): SignalTally {
  const asked = rows.filter(({ reason }) => reason !== "not-selected");
  const traded = asked.filter(({ disposition }) => disposition === "traded");
  const extended = traded.filter(({ reason }) => reason === "extended").length;
  return {
    signals: distinct(rows, "id"),
    rules: distinct(rows, "rule"),
    asked: distinct(asked, "id"),
    cases: asked.length,
    opened: traded.length - extended,
    extended,
    skipped: asked.length - traded.length,
  };
}

/**
 * How many signals were asked for, and how often where several rules asked for the same.
 *
 * @example sayAsked({ signals: 200, rules: 3, asked: 58, cases: 61, opened: 40, extended: 8, skipped: 13 }) // => "58 (in 61 cases)"
 */
export function sayAsked({ asked, cases }: SignalTally): string {
  return cases === asked ? formatCount(asked) : `${formatCount(asked)} (in ${formatCounted(cases, "case")})`;
}

function distinct(rows: readonly ResultSignal[], key: "id" | "rule"): number {
  return new Set(rows.map((row) => row[key])).size;
}
