import { formatCount } from "../../../decode/format-count.ts";
import type { ResultDocument } from "../../../result/result-schema.ts";
import { UNDEFINED_TEXT } from "../../format-values.ts";
import { type Html, type HtmlPart, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";

/** Something that a run, a search or a study was made with: its name and its value. */
export type Fact = readonly [string, HtmlPart];

/** Facts in two columns under a heading. */
export function renderFacts(title: string, facts: readonly Fact[]): Html {
  return html`<h3>${title}</h3>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
`;
}

/** Every setting by its path, e.g. `costs.bps`. One that holds nothing, e.g. no replaced instrument, says so. */
export function settingFacts(settings: object): Fact[] {
  return Object.entries(settings).flatMap(([name, value]) => factsOf(name, value));
}

function factsOf(name: string, value: unknown): Fact[] {
  if (typeof value !== "object" || value === null) return [[name, settingText(value)]];
  const fields = Object.entries(value);
  if (fields.length === 0) return [[name, "none"]];
  return fields.flatMap(([field, content]) => factsOf(`${name}.${field}`, content));
}

function settingText(value: unknown): string {
  if (value === null) return UNDEFINED_TEXT;
  return typeof value === "number" && Number.isInteger(value) ? formatCount(value) : String(value);
}

/** The beginning of a hash; pointed at, the whole. */
export function renderHash(sha256: string): Html {
  return html`<code class="hash" title="${sha256}">${sha256.slice(0, 16)}</code>`;
}

/** The prices that were read, with where they came from and what was found in them. */
export function renderPriceTable(prices: ResultDocument["data"]["prices"]): Html {
  return html`<h3>Prices</h3>
${renderDataTable({
  caption: "Prices that were read",
  columns: [
    { title: "Instrument" },
    { title: "Used as" },
    { title: "Source" },
    { title: "Adjustment" },
    { title: "Days", isUnbroken: true },
    { title: "Sessions", align: "right" },
    { title: "Findings" },
    { title: "SHA-256" },
  ],
  rows: prices.map((series) => [
    html`${series.symbol}<small>${series.name}, ${series.exchange}, ${series.currency}</small>`,
    series.roles.join(", "),
    html`<span dir="auto">${series.source}</span>${series.synthetic ? html`<small>SYNTHETIC</small>` : null}`,
    series.adjustment,
    html`${series.from ?? UNDEFINED_TEXT}<small>to ${series.to ?? UNDEFINED_TEXT}</small>`,
    formatCount(series.sessions),
    Object.entries(series.findings)
      .map(([finding, count]) => `${finding} ${formatCount(count)}`)
      .join(", ") || "none",
    renderHash(series.sha256),
  ]),
})}`;
}
