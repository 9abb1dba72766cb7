/**
 * One thing that is wrong: what it is, where it stands, and how to mend it.
 *
 * Printed as
 *
 *     "2026-02-30" is not a calendar day
 *       at   signals/2026.json [3].publishedAt
 *       fix  write it as YYYY-MM-DD, e.g. 2026-02-27
 */
export interface Issue {
  readonly what: string;
  readonly at?: string;
  readonly fix?: string;
}

/** Exit codes of the command line: 1 a fault of edict's, 2 bad input or usage, 3 market data not available. */
export type ExitCode = 1 | 2 | 3;

/** Base of every error edict throws on purpose; it carries all issues found in one pass, never only the first. */
export abstract class EdictError extends Error {
  /** in words: the classes' own names are shortened in what is published */
  abstract override readonly name: string;
  abstract readonly exitCode: ExitCode;
  readonly issues: readonly Issue[];

  /** @param options `cause`: what a strategy's own code threw, whose stack tells the line */
  constructor(issues: Issue | readonly Issue[], options?: ErrorOptions) {
    const list = Array.isArray(issues) ? (issues as readonly Issue[]) : [issues as Issue];
    super(list.map(formatIssue).join("\n"), options);
    this.issues = list;
  }
}

/** The user's file, flag or strategy is wrong. */
export class InputError extends EdictError {
  override readonly name: string = "InputError";
  readonly exitCode = 2;
}

/** Prices are missing, refused or unreachable. */
export class MarketDataError extends EdictError {
  override readonly name: string = "MarketDataError";
  readonly exitCode = 3;
}

/** A promise edict makes to itself is broken: always a defect of edict's, never of the input. */
export class InvariantError extends EdictError {
  override readonly name: string = "InvariantError";
  readonly exitCode = 1;
}

/** An issue as three lines: what, at, fix. */
export function formatIssue(issue: Issue): string {
  const lines = [issue.what];
  if (issue.at !== undefined) lines.push(`  at   ${issue.at}`);
  if (issue.fix !== undefined) lines.push(`  fix  ${issue.fix}`);
  return lines.join("\n");
}
