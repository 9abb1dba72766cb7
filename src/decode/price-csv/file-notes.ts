import type { ColumnMapping } from "./column-mapping.ts";
import { plainName, roleOfColumn } from "./column-names.ts";

/** A file's table, and the lines around it that are no rows. */
export interface FileNotes {
  /** the table, from its header on */
  readonly text: string;
  /** the number of its first line, from 1 */
  readonly firstLine: number;
  /** the other lines, in the order of the file */
  readonly notes: readonly string[];
}

/** A header further down than this is not looked for. */
const MOST_LINES_ABOVE = 30;
const MOST_LINES_BELOW = 5;
/** A longer line is no note; and patterns over long blanks would take for ever. */
const LONGEST_NOTE = 500;
const LINE_FEED = 10;

/**
 * Takes off what terminals and spreadsheets write around a table: `sep=;`, comments, the settings of a download
 * above the header; a line such as `数据来源：Wind` below the rows.
 *
 * Above, everything is left out up to the first line whose cells name a date and a close, if there is one. Below,
 * the last lines are left out that have text in their first cell alone, and that cannot be the beginning of a row
 * that was cut off: they begin with `#`, or hold a colon or several words. A line of totals has numbers, and stays.
 *
 * @param text with LF line breaks
 */
export function cutFileNotes(text: string, mapping: ColumnMapping): FileNotes {
  const above = findHeader(text, mapping);
  const [body, below] = cutBelow(text.slice(above.at));
  const notes = text.slice(0, above.at).split("\n");
  return {
    text: body,
    firstLine: above.lines + 1,
    notes: [...notes, ...below].map((line) => line.trim()).filter((line) => /[^\s,;|"]/.test(line)),
  };
}

/** Where the header starts, and how many lines stand above it. */
function findHeader(text: string, mapping: ColumnMapping): { readonly at: number; readonly lines: number } {
  let start = 0;
  for (let lines = 0; lines < MOST_LINES_ABOVE && start < text.length; lines++) {
    const end = text.indexOf("\n", start);
    const line = text.slice(start, end < 0 ? text.length : end);
    if (isHeader(line, mapping)) return { at: start, lines };
    if (end < 0) break;
    start = end + 1;
  }
  return withoutBlankLines(text);
}

/** Where there is no line to be known as a header, empty lines alone are no part of the table. */
function withoutBlankLines(text: string): { readonly at: number; readonly lines: number } {
  const at = /^\n*/.exec(text)?.[0].length ?? 0;
  return { at, lines: at };
}

function isHeader(line: string, { columns }: ColumnMapping): boolean {
  const cells = line.split(/[,;\t|]/).map((cell) => cell.trim().replace(/^"|"$/g, ""));
  if (cells.length < 2) return false;
  const names = new Set(cells.map(plainName));
  const has = (role: "date" | "close" | "adjustedClose") =>
    (columns[role] !== undefined && names.has(plainName(columns[role]))) ||
    cells.some((cell) => roleOfColumn(cell) === role);
  return has("date") && (has("close") || has("adjustedClose"));
}

function cutBelow(text: string): readonly [text: string, notes: readonly string[]] {
  const notes: string[] = [];
  let end = text.length;
  while (notes.length < MOST_LINES_BELOW) {
    let stop = end;
    while (stop > 0 && text.charCodeAt(stop - 1) === LINE_FEED) stop -= 1;
    const start = text.lastIndexOf("\n", stop - 1) + 1;
    const line = text.slice(start, stop);
    if (start === 0 || !isNote(line)) break;
    notes.unshift(line);
    end = start;
  }
  return [notes.length === 0 ? text : text.slice(0, end), notes];
}

function isNote(line: string): boolean {
  if (line.length > LONGEST_NOTE) return false;
  const text = line.replace(/[\s,;|]+$/, "").trim();
  if (text === "" || /[,;\t|]/.test(text) || /^["\d]/.test(text)) return false;
  return text.startsWith("#") || /[:：]/.test(text) || text.split(/\s+/).length >= 4;
}
