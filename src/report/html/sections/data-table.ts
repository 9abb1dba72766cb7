import { type Html, type HtmlPart, html } from "../html-text.ts";

/** A column of a table in the page. */
export interface TableColumn {
  readonly title: string;
  readonly align?: "right";
  /** dates and the like, which are not broken over lines */
  readonly isUnbroken?: boolean;
  /** readers can sort by it; numbers and ISO dates sort as they should */
  readonly isSortable?: boolean;
}

/** A cell with what it sorts by, where that is not its text. */
export interface SortedCell {
  readonly show: HtmlPart;
  readonly sortBy: number | string;
}

export type TableCell = HtmlPart | SortedCell;

export interface DataTable {
  readonly caption: HtmlPart;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** attributes of each row, e.g. an id to link to */
  readonly rowAttributes?: (index: number) => Html;
  readonly id?: string;
  /** on a phone each row becomes a card, its cells named by the columns' titles */
  readonly becomesCards?: boolean;
}

/** A table inside a box that scrolls sideways, so that the page itself never does. */
export function renderDataTable(table: DataTable): Html {
  const { columns, rows, id } = table;
  const classes = [
    table.becomesCards ? "cards" : "",
    columns.some((one) => one.isSortable) ? "sortable" : "",
  ];
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${table.caption}">
<table${id === undefined ? null : html` id="${id}"`} class="${classes.filter((one) => one !== "").join(" ")}">
<caption>${table.caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col"${alignment(column)}>${column.title}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (
    row,
    index,
  ) => html`<tr${table.rowAttributes?.(index)}>${row.map((cell, at) => renderCell(cell, columns[at] as TableColumn))}</tr>
`,
)}</tbody>
</table>
</div>
`;
}

function renderCell(cell: TableCell, column: TableColumn): Html {
  const name = alignment(column);
  if (isSorted(cell)) return html`<td${name} data-v="${cell.sortBy}">${cell.show}</td>`;
  return html`<td${name}>${cell}</td>`;
}

function isSorted(cell: TableCell): cell is SortedCell {
  return typeof cell === "object" && cell !== null && "sortBy" in cell;
}

function alignment(column: TableColumn): Html | null {
  if (column.align === "right") return html` class="n"`;
  return column.isUnbroken === true ? html` class="d"` : null;
}
