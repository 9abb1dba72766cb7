import stringify from "json-stringify-pretty-compact";
import type { ResultDocument } from "./result-schema.ts";

const LINE_WIDTH = 120;

/**
 * A result as the text of its file: JSON that git diffs well. Short objects stand on one line, each column of a
 * series on a line of its own. The same document always gives the same bytes.
 */
export function formatResult(result: ResultDocument): string {
  const fields = Object.entries(result).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${formatField(name, value)}`,
  );
  return `{\n${fields.join(",\n")}\n}\n`;
}

function formatField(name: string, value: unknown): string {
  if (name === "equity") return formatColumns(value as Record<string, unknown>);
  if (name === "closes" && value !== null) {
    return `[${(value as Record<string, unknown>[]).map(formatColumns).join(", ")}]`;
  }
  return stringify(value, { maxLength: LINE_WIDTH }).replaceAll("\n", "\n  ");
}

function formatColumns(columns: Record<string, unknown>): string {
  const lines = Object.entries(columns).map(
    ([name, column]) => `    ${JSON.stringify(name)}: ${JSON.stringify(column)}`,
  );
  return `{\n${lines.join(",\n")}\n  }`;
}
