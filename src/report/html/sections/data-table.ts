import { type Html, type HtmlPart, html } from "../html-text.ts";

/** A column of a table in the page. */
export interface TableColumn {
  readonly title: string;
  readonly align?: "right";
  /** dates and the like, which are not broken over lines */
  readonly isUnbroken?: boolean;
  /** readers can sort by it: by the numbers, days or words that its cells begin with */
  readonly isSortable?: boolean;
}

export interface DataTable {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly HtmlPart[])[];
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
    ...alignments(columns),
  ];
  // The caption stands outside of the box: it would scroll away with a wide table.
  return html`<p class="caption">${table.caption}</p>
<div class="scroll" role="region" tabindex="0" aria-label="${table.caption}">
<table${id === undefined ? null : html` id="${id}"`} aria-label="${table.caption}" class="${classes.filter((one) => one !== "").join(" ")}">
<thead><tr>${columns.map((column) => html`<th scope="col">${column.title}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (row, index) => html`<tr${table.rowAttributes?.(index)}>${row.map((cell) => html`<td>${cell}</td>`)}</tr>
`,
)}</tbody>
</table>
</div>
`;
}

/** A class for each aligned column, by its place: one on every cell would make a long table half as long again. */
function alignments(columns: readonly TableColumn[]): string[] {
  // A wide table of figures: names on the left, everything else on the right.
  if (columns.length > 9 && columns.every((column, index) => (column.align === "right") === index > 0)) {
    return ["figures-but-first"];
  }
  return columns.flatMap((column, index) => {
    if (column.align === "right") return [`n${index + 1}`];
    return column.isUnbroken === true ? [`d${index + 1}`] : [];
  });
}
