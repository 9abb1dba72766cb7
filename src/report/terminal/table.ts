import stringWidth from "fast-string-width";
import { inertText } from "./inert-text.ts";

/** A column of a text table. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** the column that gives way when the table is too wide for a terminal; its texts are cut with `...` */
  readonly flexible?: boolean;
}

/** How a table is fitted. */
export interface TableLayout {
  /** columns of the terminal; Infinity in a pipe, where nothing is cut */
  readonly width: number;
  /** rows that do not fit go on beneath, rather than beyond the edge */
  readonly folds: boolean;
}

const GAP = "  ";
/** Where a folded row goes on. */
const INDENT = "    ";
const SHORTEST_CUT = 24;

/**
 * A table of texts, fitted to a width. Cells may hold colours and characters of any width.
 *
 * @param rows one text a column
 * @param layout columns of the terminal; only flexible columns are cut to fit them
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  layout: number | TableLayout,
): string {
  const { width, folds } = typeof layout === "number" ? { width: layout, folds: false } : layout;
  const hasTitles = columns.some((column) => column.title !== "");
  // A cell is one line: what its text holds beside words must not break the row.
  const lines = rows.map((row) => row.map((text) => inertText(text.replace(/\s/g, " "))));
  const all = hasTitles ? [columns.map((column) => column.title), ...lines] : lines;
  const widths = columns.map((_, index) => Math.max(0, ...all.map((row) => stringWidth(row[index] ?? ""))));
  if (folds) {
    const places = foldedColumns(columns, widths, width);
    if (places.length > 1)
      return all.map((row) => renderFolded(columns, row, widths, places, width)).join("\n");
  }
  shrink(columns, widths, width);
  return all.map((row) => renderRow(columns, row, widths)).join("\n");
}

function shrink(columns: readonly Column[], widths: number[], width: number): void {
  const total = () => widths.reduce((sum, one) => sum + one, 0) + GAP.length * (widths.length - 1);
  for (let index = columns.length - 1; index >= 0; index--) {
    const excess = total() - width;
    if (excess <= 0) return;
    if (columns[index]?.flexible) widths[index] = Math.max(SHORTEST_CUT, (widths[index] as number) - excess);
  }
}

/** Which columns stand on each line of a folded row: as many as fit, the flexible ones at their shortest. */
function foldedColumns(columns: readonly Column[], widths: readonly number[], width: number): number[][] {
  const lines: number[][] = [[]];
  let used = 0;
  for (const index of columns.keys()) {
    const wide = widths[index] as number;
    const need = columns[index]?.flexible === true ? Math.min(wide, SHORTEST_CUT) : wide;
    const line = lines.at(-1) as number[];
    if (line.length > 0 && used + GAP.length + need > width) {
      lines.push([index]);
      used = INDENT.length + need;
    } else {
      used += (line.length > 0 ? GAP.length : 0) + need;
      line.push(index);
    }
  }
  return lines;
}

function renderFolded(
  columns: readonly Column[],
  row: readonly string[],
  widths: readonly number[],
  places: readonly (readonly number[])[],
  width: number,
): string {
  const lines = places.flatMap((place, at) => {
    const indent = at === 0 ? "" : INDENT;
    const room = width - indent.length;
    const own = place.map((index) => columns[index] as Column);
    const [only = ""] = place.length === 1 ? [row[place[0] as number] ?? ""] : [];
    // A text that is wider than the terminal by itself is broken between its words.
    if (stringWidth(only) > room)
      return wrap(only, room).map((text) => indent + (own[0]?.flexible === true ? cut(text, room) : text));
    const fitted = place.map((index) => widths[index] as number);
    shrink(own, fitted, room);
    return [
      indent +
        renderRow(
          own,
          place.map((index) => row[index] ?? ""),
          fitted,
        ),
    ];
  });
  // What a row leaves empty beneath takes no line.
  return lines.filter((line, at) => at === 0 || line.trim() !== "").join("\n");
}

function renderRow(columns: readonly Column[], row: readonly string[], widths: readonly number[]): string {
  return columns
    .map((column, index) => {
      const text = cut(row[index] ?? "", widths[index] as number);
      const padding = " ".repeat(Math.max(0, (widths[index] as number) - stringWidth(text)));
      return column.align === "right" ? padding + text : text + padding;
    })
    .join(GAP)
    .trimEnd();
}

/** `text` cut to `width` columns; a cut one ends in `...`. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = "";
  let used = 0;
  for (const character of text) {
    const next = stringWidth(character);
    if (used + next > width - 3) break;
    kept += character;
    used += next;
  }
  return `${kept}...`;
}

/** Words broken into lines of at most `width` columns; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of inertText(text).split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (stringWidth(longer) <= width || line === "") line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
