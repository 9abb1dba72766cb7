import type { Issue } from "../errors.ts";
import type { Decoded } from "./decode-with.ts";
import { type JsonFinding, lineAndColumn, scanJson } from "./scan-json.ts";
import { isDeeperThan, MOST_DEPTH } from "./value-depth.ts";

/** One line of a JSONL file, parsed. */
export interface JsonLine {
  /** from 1 */
  readonly line: number;
  readonly value: unknown;
}

/**
 * Reads a JSON text into a value, as yet unchecked.
 *
 * Refused, with line and column (`file:line:column`): syntax errors, keys that stand twice in one object (JSON.parse
 * would keep the last and say nothing), and nesting deeper than 64. A byte order mark is passed over.
 *
 * @param file name of the text in issues
 */
export function parseJsonText(text: string, file: string): Decoded<unknown> {
  const body = withoutByteOrderMark(text);
  if (body.trim() === "") {
    return { issues: [{ what: "the file is empty", at: file, fix: "write JSON into it, or leave it out" }] };
  }
  let value: unknown;
  let failure: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    failure = error;
  }
  if (failure === undefined && !isDeeperThan(value, MOST_DEPTH) && keepsEveryField(body, value))
    return { value };
  const issues = scanJson(body).map((finding) => issueOf(finding, body, file));
  if (issues.length > 0) return { issues };
  if (failure !== undefined)
    return { issues: [{ what: `not JSON: ${(failure as Error).message}`, at: file }] };
  if (isDeeperThan(value, MOST_DEPTH)) return { issues: [tooDeep(file)] };
  return { value };
}

/**
 * Whether every field of a JSON text is in its value: then no key stands twice. Each field writes one colon, and the
 * colons inside texts are the same in both, unless one is written as an escape. Counting them takes a tenth of the time
 * of {@link scanJson}, which says where a key stands twice.
 */
function keepsEveryField(text: string, value: unknown): boolean {
  return !/\\u003a/i.test(text) && countColons(text) === countColons(JSON.stringify(value));
}

function countColons(text: string): number {
  return text.split(":").length;
}

/**
 * Reads a JSONL text: one JSON value a line, blank lines passed over.
 *
 * @returns the lines that could be read, and the issues of the others, with `file:line` as their place
 */
export function parseJsonLines(
  text: string,
  file: string,
): { readonly lines: readonly JsonLine[]; readonly issues: readonly Issue[] } {
  const lines: JsonLine[] = [];
  const issues: Issue[] = [];
  const rows = withoutByteOrderMark(text).split("\n");
  rows.forEach((row, index) => {
    if (row.trim() === "") return;
    const line = index + 1;
    const parsed = parseJsonText(row, `${file}:${line}`);
    if (parsed.issues === undefined) lines.push({ line, value: parsed.value });
    else issues.push(...parsed.issues.map((issue) => onOneLine(issue, `${file}:${line}`)));
  });
  return { lines, issues };
}

/** An issue about nesting that no real file has. */
export function tooDeep(file: string): Issue {
  return {
    what: `lists and objects nest deeper than ${MOST_DEPTH} levels`,
    at: file,
    fix: "flatten it: nothing that edict reads nests like that",
  };
}

function issueOf(finding: JsonFinding, text: string, file: string): Issue {
  const { line, column } = lineAndColumn(text, finding.offset);
  const at = `${file}:${line}:${column}`;
  return finding.kind === "syntax"
    ? {
        what: `not JSON: ${finding.what}`,
        at,
        fix: "mend the text there; JSON has no comments and no trailing commas",
      }
    : { what: finding.what, at, fix: "keep one of the two" };
}

/** Inside one row the line is always 1: `file:7:1:20` becomes `file:7:20`. */
function onOneLine(issue: Issue, place: string): Issue {
  const inRow = `${place}:1:`;
  return issue.at?.startsWith(inRow) ? { ...issue, at: `${place}:${issue.at.slice(inRow.length)}` } : issue;
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
