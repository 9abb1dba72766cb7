import stringWidth from "fast-string-width";
import { inertText } from "./inert-text.ts";
import { cut, wrap } from "./wrap-text.ts";

/** A column of a text table. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** the column that gives way when the table is too wide for a terminal; its texts are cut with `...` */
  readonly flexible?: boolean;
  /** the last column alone: on a terminal its texts go on beneath themselves, and nothing of them is cut */
  readonly wraps?: boolean;
  /** says what its row is: a table with such columns is parted where it is too wide, and they stand in each part */
  readonly names?: boolean;
}

/** How a table is fitted. */
export interface TableLayout {
  /** columns of the terminal; Infinity in a pipe, where nothing is cut */
  readonly width: number;
  /** what does not fit goes on beneath, rather than beyond the edge: row by row, or as a table of its own */
  readonly folds: boolean;
}

/** Spaces between columns; and where they are short. */
const GAP = "  ";
const NARROW_GAP = " ";
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
  const titles = hasTitles ? [columns.map((column) => column.title)] : [];
  const all = [...titles, ...lines];
  const widths = widthsOf(columns, all);
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + GAP.length, 0);
  // Where the others leave too little room, the last text goes on beneath the row instead.
  const hasRoom = before + SHORTEST_CUT <= width;
  if (folds && hasRoom && columns.at(-1)?.wraps === true) return renderWrapped(columns, all, widths, width);
  if (folds) {
    const isParted = columns.some(({ names }) => names === true);
    const placesOf = isParted ? partedColumns : foldedColumns;
    const places = placesOf(columns, widths, width, GAP);
    if (places.length > 1) {
      const heads = hasTitles ? stackTitles(columns, widthsOf(columns, lines)) : [];
      const narrow = widthsOf(columns, [...heads, ...lines]);
      const closer = placesOf(columns, narrow, width, NARROW_GAP);
      // Closer together only where that saves a column from going on beneath.
      const isCloser = closer[0]!.length > places[0]!.length;
      const fitted: Fitted = isCloser
        ? { columns, widths: narrow, places: closer, width, gap: NARROW_GAP }
        : { columns, widths, places, width, gap: GAP };
      const head = isCloser ? heads : titles;
      if (isParted) return renderParted(head, lines, fitted);
      return [...(hasTitles ? [head] : []), ...lines.map((row) => [row])]
        .map((stack) => renderFolded(stack, fitted))
        .join("\n");
    }
  }
  shrink(columns, widths, width, GAP);
  return all.map((row) => renderRow(columns, row, widths, GAP)).join("\n");
}

/** A table whose last column takes the room that the others leave, and as many lines as it needs. */
function renderWrapped(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  width: number,
): string {
  const last = columns.length - 1;
  const before = widths.slice(0, last).reduce((sum, one) => sum + one + GAP.length, 0);
  const room = width - before;
  return rows
    .flatMap((row) => {
      const [first = "", ...more] = wrap(row[last] ?? "", room);
      return [
        renderRow(columns, [...row.slice(0, last), first], [...widths.slice(0, last), room], GAP),
        ...more.map((text) => " ".repeat(before) + text),
      ];
    })
    .join("\n");
}

function widthsOf(columns: readonly Column[], rows: readonly (readonly string[])[]): number[] {
  return columns.map((_, index) => Math.max(0, ...rows.map((row) => stringWidth(row[index] ?? ""))));
}

/** Titles of several words that are wider than what stands under them, one word on another; a coloured one stays whole. */
function stackTitles(columns: readonly Column[], widths: readonly number[]): string[][] {
  const stacks = columns.map(({ title }, index) =>
    stringWidth(title) > widths[index]! && !title.includes("\u001b") ? title.split(" ") : [title],
  );
  const height = Math.max(...stacks.map((words) => words.length));
  return Array.from({ length: height }, (_, line) =>
    stacks.map((words) => words[line - (height - words.length)] ?? ""),
  );
}

function shrink(columns: readonly Column[], widths: number[], width: number, gap: string): void {
  const total = () => widths.reduce((sum, one) => sum + one, 0) + gap.length * (widths.length - 1);
  for (let index = columns.length - 1; index >= 0; index--) {
    const excess = total() - width;
    if (excess <= 0) return;
    if (columns[index]?.flexible) widths[index] = Math.max(SHORTEST_CUT, widths[index]! - excess);
  }
}

/** Which columns stand on each line of a folded row: as many as fit, the flexible ones at their shortest. */
function foldedColumns(
  columns: readonly Column[],
  widths: readonly number[],
  width: number,
  gap: string,
): number[][] {
  const lines: number[][] = [[]];
  let used = 0;
  for (const index of columns.keys()) {
    const wide = widths[index]!;
    const need = columns[index]?.flexible === true ? Math.min(wide, SHORTEST_CUT) : wide;
    const line = lines.at(-1)!;
    if (line.length > 0 && used + gap.length + need > width) {
      lines.push([index]);
      used = INDENT.length + need;
    } else {
      used += (line.length > 0 ? gap.length : 0) + need;
      line.push(index);
    }
  }
  return lines;
}

/** Which columns stand in each part of a table: those that name a row in all, of the others as many as fit. */
function partedColumns(
  columns: readonly Column[],
  widths: readonly number[],
  width: number,
  gap: string,
): number[][] {
  const need = (index: number) =>
    columns[index]?.flexible === true ? Math.min(widths[index]!, SHORTEST_CUT) : widths[index]!;
  const indexes = [...columns.keys()];
  const names = indexes.filter((index) => columns[index]?.names === true);
  const own = names.reduce((sum, index) => sum + need(index) + gap.length, 0);
  const parts: number[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const index of indexes.filter((one) => columns[one]?.names !== true)) {
    used += gap.length + need(index);
    if (used > width) {
      parts.push([...names]);
      used = own + need(index);
    }
    parts.at(-1)!.push(index);
  }
  return parts;
}

/** A table in parts, one below the other, each with its titles and with what names its rows. */
function renderParted(
  head: readonly (readonly string[])[],
  rows: readonly (readonly string[])[],
  { columns, widths, places, width, gap }: Fitted,
): string {
  return places
    .map((place) => {
      const own = place.map((index) => columns[index]!);
      const fitted = place.map((index) => widths[index]!);
      shrink(own, fitted, width, gap);
      const lineOf = (row: readonly string[]) =>
        renderRow(
          own,
          place.map((index) => row[index] ?? ""),
          fitted,
          gap,
        );
      return [...head.map(lineOf).filter((line) => line !== ""), ...rows.map(lineOf)].join("\n");
    })
    .join("\n\n");
}

/** How the rows of a table that is too wide are laid out. */
interface Fitted {
  readonly columns: readonly Column[];
  readonly widths: readonly number[];
  /** which columns stand on each line of a row */
  readonly places: readonly (readonly number[])[];
  readonly width: number;
  readonly gap: string;
}

/** A row with what of it has no room beneath; the lines of its titles come as a stack and stay together. */
function renderFolded(
  stack: readonly (readonly string[])[],
  { columns, widths, places, width, gap }: Fitted,
): string {
  const lines = places.flatMap((place, at) => {
    const indent = at === 0 ? "" : INDENT;
    const room = width - indent.length;
    const own = place.map((index) => columns[index]!);
    const fitted = place.map((index) => widths[index]!);
    shrink(own, fitted, room, gap);
    return stack.flatMap((row) => {
      const texts = place.map((index) => row[index] ?? "");
      // A text that is wider than the terminal by itself is broken between its words.
      const [only = ""] = texts.length === 1 ? texts : [];
      if (stringWidth(only) > room)
        return wrap(only, room).map((text) => indent + (own[0]?.flexible === true ? cut(text, room) : text));
      return [indent + renderRow(own, texts, fitted, gap)];
    });
  });
  // What a row leaves empty beneath takes no line.
  return lines.filter((line, at) => (at === 0 && stack.length === 1) || line.trim() !== "").join("\n");
}

function renderRow(
  columns: readonly Column[],
  row: readonly string[],
  widths: readonly number[],
  gap: string,
): string {
  return columns
    .map((column, index) => {
      const text = cut(row[index] ?? "", widths[index]!);
      const padding = " ".repeat(Math.max(0, widths[index]! - stringWidth(text)));
      return column.align === "right" ? padding + text : text + padding;
    })
    .join(gap)
    .trimEnd();
}
