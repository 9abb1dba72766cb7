import { type Html, html } from "../html-text.ts";

/** A row of controls above a table. */
export interface Filter {
  /** id of the table */
  readonly table: string;
  readonly label: string;
  /** lists to choose from: a name, and the values with their texts; a row matches if its `data-k` holds the value */
  readonly choices: readonly (readonly [string, readonly (readonly [string, string])[]])[];
}

/** A field to search in and lists to choose from. The page's script shows it; without one the table is whole. */
export function renderFilter({ table, label, choices }: Filter): Html {
  return html`<form class="filter scripted" data-filters="${table}" role="search" aria-label="${label}">
<input type="search" name="text" placeholder="${label}" aria-label="${label}" autocomplete="off" spellcheck="false">
${choices.map(
  ([
    name,
    values,
  ]) => html`<select name="choice" aria-label="${name}"><option value="">${name}: all</option>${values.map(
    ([value, text]) => html`<option value="${value}">${text}</option>`,
  )}</select>
`,
)}<output aria-live="polite"></output>
</form>
`;
}
