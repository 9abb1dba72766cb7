import type { ResultDocument } from "./result-schema.ts";

/**
 * A result as the text of its file: JSON that git diffs well. Each field, each row of a list and each column of
 * a series stands on a line of its own, so that one trade that changes is one line that changes. The same
 * document always gives the same bytes.
 */
export function formatResult(result: ResultDocument): string {
  return `${formatRecord(result, "")}\n`;
}

/** A list of objects is broken into one line a row, to this depth; an object that holds others only at the top. */
const DEEPEST_LIST = 2;
const DEEPEST_OBJECT = 1;

function formatRecord(value: object, indent: string): string {
  const inner = `${indent}  `;
  const depth = inner.length / 2;
  const lines = Array.isArray(value)
    ? value.map((item) => inner + formatValue(item, inner, depth))
    : Object.entries(value)
        .filter(([, field]) => field !== undefined)
        .map(([name, field]) => `${inner}${JSON.stringify(name)}: ${formatValue(field, inner, depth)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return lines.length === 0 ? open + close : `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

function formatValue(value: unknown, indent: string, depth: number): string {
  const isBroken = holdsObjects(value) && depth <= (Array.isArray(value) ? DEEPEST_LIST : DEEPEST_OBJECT);
  return isBroken ? formatRecord(value as object, indent) : JSON.stringify(value);
}

function holdsObjects(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((item) => typeof item === "object" && item !== null);
}
