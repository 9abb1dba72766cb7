import { initParser, type Schema } from "udsv";
import type { Issue } from "../../errors.ts";
import { formatCounted } from "../format-count.ts";
import { type ColumnMapping, NO_MAPPING } from "./column-mapping.ts";
import { cutFileNotes } from "./file-notes.ts";

/** Text split into rows and cells; nothing is interpreted yet, and the header is row 0. */
export interface CsvTable {
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: "," | ";" | "\t" | "|";
  readonly lineBreak: "LF" | "CRLF" | "CR";
  readonly isQuoted: boolean;
  /** text, with LF line breaks, that the rows were read from */
  readonly text: string;
  /** the line of the file, from 1, at which that text begins */
  readonly firstLine: number;
  /** lines above and below the table that are no rows */
  readonly notes: readonly string[];
}

const DELIMITERS = [",", ";", "\t", "|"] as const;
/** More issues than this from one file are counted, not listed. */
const MOST_ISSUES = 100;

/**
 * Splits delimited text (RFC 4180) with udsv. Delimiter and line break are found, empty lines are skipped, lines
 * around the table are taken off (see `cutFileNotes`), and every row must have as many cells as the first: udsv
 * itself would run a short row into the next one.
 *
 * @param file as it is named in issues
 * @param mapping the user's names of columns, by which a header may be known
 * @returns the table, or one issue for each row of another width
 */
export function readCsvTable(
  text: string,
  file: string,
  mapping: ColumnMapping = NO_MAPPING,
): CsvTable | { readonly issues: readonly Issue[] } {
  const lineBreak = text.includes("\r\n") ? "CRLF" : text.includes("\r") ? "CR" : "LF";
  const whole = lineBreak === "LF" ? text : text.replace(/\r\n?/g, "\n");
  const { text: lines, firstLine: startLine, notes } = cutFileNotes(whole, mapping);
  const firstLine = lines.slice(0, endOfLine(lines, 0));
  if (firstLine.trim() === "") {
    return { issues: [{ what: "the file is empty", at: file, fix: "give a file with a header and rows" }] };
  }
  const delimiter = findDelimiter(firstLine);
  const isQuoted = lines.includes('"');
  const header = nonEmptyLines(lines).next().value as { text: string };
  const width = countCells(header.text, delimiter);
  const table = { delimiter, lineBreak, isQuoted, text: lines, firstLine: startLine, notes } as const;
  if (isQuoted && hasOddLine(table, width)) return { issues: findOddLines(table, width, file) };
  const rows = splitRows(lines, delimiter, isQuoted, width);
  if (rows === undefined) {
    const odd = findOddLines(table, width, file);
    return { issues: odd.length > 0 ? odd : [findStrayQuote(table, file)] };
  }
  return { ...table, rows };
}

/**
 * All rows, or `undefined` if udsv ran rows together. Without quotes it looks for the next delimiter across line
 * breaks, so a short row shows as fewer rows than lines, and a long one as a delimiter inside the last cell; at
 * the end of the text it would look for ever, which the closing row of empty cells prevents.
 */
function splitRows(
  text: string,
  delimiter: string,
  isQuoted: boolean,
  width: number,
): string[][] | undefined {
  const schema = { skip: 0, col: delimiter, row: "\n", encl: isQuoted ? '"' : "", esc: isQuoted ? '"' : "" };
  const closing = delimiter.repeat(width - 1);
  const hasLineBreak = text.endsWith("\n");
  const parser = initParser({ ...schema, trim: false, cols: new Array(width) } as unknown as Schema);
  if (width === 1)
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => [unquote(line)]);
  const rows = parser.stringArrs(`${text}${hasLineBreak ? "" : "\n"}${closing}\n`) as string[][];
  const last = rows.pop();
  if (last === undefined || last.length !== width || last.some((cell) => cell !== "")) return undefined;
  if (isQuoted) return isWhole(rows, text, width) ? rows : undefined;
  for (const row of rows) if (row[width - 1]!.includes(delimiter)) return undefined;
  return countLines(text) === rows.length ? rows : undefined;
}

/** A quote that stands within a cell, or is never closed, makes udsv run cells together. */
function isWhole(rows: readonly (readonly string[])[], text: string, width: number): boolean {
  let lines = 0;
  for (const _ of nonEmptyLines(text)) lines += 1;
  return rows.length === lines && rows.every((row) => row.length === width);
}

function findStrayQuote(table: SplitText, file: string): Issue {
  const isStray = (text: string) =>
    (text.split('"').length - 1) % 2 === 1 || /[^"]"[^"]/.test(withoutDelimiters(text, table.delimiter));
  let place = file;
  for (const { line, text } of nonEmptyLines(table.text, table.firstLine)) {
    if (!text.includes('"') || !isStray(text)) continue;
    place = `${file}:${line}`;
    break;
  }
  const fix = "close it, or write a quote inside a quoted cell twice";
  return { what: "a quote is never closed, or stands inside a cell", at: place, fix };
}

/** Quotes at the ends of cells are where they belong; what is left of a line shows the others. */
function withoutDelimiters(text: string, delimiter: string): string {
  return text
    .split(delimiter)
    .map((cell) => cell.trim().replace(/^"|"$/g, ""))
    .join("");
}

/** The number of lines that are not empty. */
function countLines(text: string): number {
  let lines = 0;
  for (let start = 0; start < text.length; ) {
    const end = endOfLine(text, start);
    if (end > start) lines += 1;
    start = end + 1;
  }
  return lines;
}

function unquote(cell: string): string {
  return cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

/** Where row `index` of a table stands: the number of its line, from 1, and the line itself. */
export function lineOfRow(table: CsvTable, index: number): { readonly line: number; readonly text: string } {
  let row = 0;
  for (const line of nonEmptyLines(table.text, table.firstLine)) {
    if (row === index) return line;
    row += 1;
  }
  throw new RangeError(`there is no row ${index}`);
}

function findDelimiter(firstLine: string): CsvTable["delimiter"] {
  let best: CsvTable["delimiter"] = ",";
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const count = firstLine.split(delimiter).length - 1;
    if (count > most) {
      best = delimiter;
      most = count;
    }
  }
  return best;
}

type SplitText = Pick<CsvTable, "text" | "delimiter" | "firstLine">;

function hasOddLine(table: SplitText, width: number): boolean {
  for (const { text } of nonEmptyLines(table.text))
    if (countCells(text, table.delimiter) !== width) return true;
  return false;
}

function findOddLines(table: SplitText, width: number, file: string): readonly Issue[] {
  const issues: Issue[] = [];
  let more = 0;
  for (const { line, text } of nonEmptyLines(table.text, table.firstLine)) {
    const cells = countCells(text, table.delimiter);
    if (cells === width) continue;
    if (issues.length === MOST_ISSUES) {
      more += 1;
      continue;
    }
    issues.push({
      what: `the row has ${formatCounted(cells, "cell")}, the header ${width}: ${cut(text)}`,
      at: `${file}:${line}`,
      fix: "complete or delete the row; put quotes around a cell that holds the delimiter",
    });
  }
  if (more > 0)
    issues.push({
      what: `${formatCounted(more, "more row", ["has", "have"])} another number of cells`,
      at: file,
    });
  return issues;
}

/** Rows that are not empty: a line break inside quotes does not end a row. */
function* nonEmptyLines(text: string, firstLine = 1): Generator<{ line: number; text: string }> {
  let line = firstLine;
  let quote = text.indexOf('"');
  for (let start = 0; start < text.length; ) {
    let isInside = false;
    let breaks = 0;
    let end = start - 1;
    do {
      end = endOfLine(text, end + 1);
      breaks += 1;
      for (; quote >= 0 && quote < end; quote = text.indexOf('"', quote + 1)) isInside = !isInside;
    } while (isInside && end < text.length);
    if (end > start) yield { line, text: text.slice(start, end) };
    start = end + 1;
    line += breaks;
  }
}

function countCells(line: string, delimiter: string): number {
  let cells = 1;
  let isInside = false;
  for (const character of line) {
    if (character === '"') isInside = !isInside;
    else if (character === delimiter && !isInside) cells += 1;
  }
  return cells;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

/** A line as it is quoted in an issue. */
export function cut(line: string): string {
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
}
