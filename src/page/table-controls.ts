/// <reference lib="dom" />

/** How a table is sorted and filtered, by its id: kept, so that a table drawn anew looks as the reader left it. */
interface TableState {
  sortBy: number | null;
  isDescending: boolean;
}

const states = new Map<string, TableState>();

/** Makes the headings of sortable tables buttons, and the fields above tables filter. Safe to call again. */
export function attachTableControls(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("table.sortable:not([data-ready])")) {
    table.dataset.ready = "";
    const names = [...table.tHead!.rows[0]!.cells].map((cell) => cell.textContent ?? "");
    for (const [column, name] of names.entries()) makeButton(table, name, column);
    if (table.classList.contains("cards")) nameCells(table, names);
    const state = states.get(table.id);
    if (state !== undefined) sort(table, state);
  }
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-filters]:not([data-ready])")) {
    form.dataset.ready = "";
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => filter(form));
    filter(form);
  }
}

function makeButton(table: HTMLTableElement, name: string, column: number): void {
  const heading = table.tHead!.rows[0]!.cells[column]!;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  heading.replaceChildren(button);
  button.addEventListener("click", () => {
    const before = states.get(table.id);
    const isAgain = before?.sortBy === column;
    const state = {
      sortBy: column,
      isDescending: isAgain ? !before!.isDescending : table.classList.contains(`n${column + 1}`),
    };
    states.set(table.id, state);
    sort(table, state);
  });
}

/** On a phone a row becomes a card; each cell then shows the name of its column. */
function nameCells(table: HTMLTableElement, names: readonly string[]): void {
  for (const row of table.tBodies[0]!.rows) {
    [...row.cells].forEach((cell, index) => {
      if (index > 0) cell.dataset.h = names[index] ?? "";
    });
  }
}

function sort(table: HTMLTableElement, { sortBy, isDescending }: TableState): void {
  if (sortBy === null) return;
  const body = table.tBodies[0]!;
  const rows = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[sortBy]) }));
  const sign = isDescending ? -1 : 1;
  rows.sort((a, b) => sign * compare(a.key, b.key));
  body.replaceChildren(...rows.map(({ row }) => row));
  [...table.tHead!.rows[0]!.cells].forEach((cell, index) => {
    if (index === sortBy) cell.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  });
}

function keyOf(cell: HTMLTableCellElement | undefined): string {
  return cell?.firstChild?.textContent ?? "";
}

const words = new Intl.Collator("en", { numeric: true });

/** Numbers by value (`-6.21%`, `1,234`, `HKD 5`), all else as words. */
function compare(a: string, b: string): number {
  const [left, right] = [numberIn(a), numberIn(b)];
  return left !== null && right !== null ? left - right : words.compare(a, b);
}

function numberIn(text: string): number | null {
  const digits = /^(?:[A-Z]{3} )?([+-]?[\d,]+(?:\.\d+)?)%?$/.exec(text.trim())?.[1];
  return digits === undefined ? null : Number(digits.replaceAll(",", ""));
}

function filter(form: HTMLFormElement): void {
  const table = document.getElementById(form.dataset.filters!) as HTMLTableElement | null;
  if (table === null) return;
  const text = form.querySelector<HTMLInputElement>("[name=text]")!.value.trim().toLowerCase();
  const choices = [...form.querySelectorAll<HTMLSelectElement>("[name=choice]")]
    .map((one) => one.value)
    .filter(Boolean);
  const rows = [...table.tBodies[0]!.rows];
  let shown = 0;
  for (const row of rows) {
    const kinds = (row.dataset.k ?? "").split(" ");
    const matches =
      choices.every((choice) => kinds.includes(choice)) &&
      (text === "" || (row.textContent ?? "").toLowerCase().includes(text));
    row.hidden = !matches;
    if (matches) shown++;
  }
  const isFiltered = text !== "" || choices.length > 0;
  form.querySelector("output")!.textContent = isFiltered ? `${shown} of ${rows.length} shown` : "";
}
