import { assertArgument } from "../decode/assert-argument.ts";
import type { ResultDocument } from "./result-schema.ts";

/**
 * A result as the text of its file: JSON that git diffs well. Each field, each row of a list and each column of
 * a series stands on a line of its own, so that one trade that changes is one line that changes. The same
 * document always gives the same bytes.
 */
export function formatResult(result: ResultDocument): string {
  assertArgument(result, "object", "result", "give what backtest() returns");
  const lines: string[] = [];
  addRecord(lines, result, { before: "", indent: "", after: "" });
  // Its last line ends as the others do: a text of some hundred kilobytes is put together once.
  lines.push("");
  return lines.join("\n");
}

/** A list of objects is broken into one line a row, to this depth; an object that holds others only at the top. */
const DEEPEST_LIST = 2;
const DEEPEST_OBJECT = 1;

/** Where a value stands: after its indent and name, and before a comma if another follows. */
interface Place {
  readonly before: string;
  readonly indent: string;
  readonly after: string;
}

function addRecord(lines: string[], value: object, { before, indent, after }: Place): void {
  const isList = Array.isArray(value);
  const [open, close] = isList ? "[]" : "{}";
  const inner = `${indent}  `;
  const fields = Object.entries(value).filter(([, field]) => isList || field !== undefined);
  if (fields.length === 0) {
    lines.push(`${before}${open}${close}${after}`);
    return;
  }
  lines.push(before + open);
  for (const [at, [name, field]] of fields.entries()) {
    const label = isList ? inner : `${inner}${JSON.stringify(name)}: `;
    addValue(lines, field, { before: label, indent: inner, after: at < fields.length - 1 ? "," : "" });
  }
  lines.push(`${indent}${close}${after}`);
}

function addValue(lines: string[], value: unknown, place: Place): void {
  const depth = place.indent.length / 2;
  const isBroken = holdsObjects(value) && depth <= (Array.isArray(value) ? DEEPEST_LIST : DEEPEST_OBJECT);
  if (isBroken) addRecord(lines, value as object, place);
  else lines.push(`${place.before}${JSON.stringify(value)}${place.after}`);
}

function holdsObjects(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((item) => typeof item === "object" && item !== null);
}
