import { formatCount, formatCounted } from "../../../decode/format-count.ts";
import type { ResultDocument, ResultSignal, ResultTrade } from "../../../result/result-schema.ts";
import { formatSignedPercent, formatStance, UNDEFINED_TEXT } from "../../format-values.ts";
import { tallySignals } from "../../signal-tally.ts";
import { whySkipped } from "../charts/chart-data.ts";
import { type Html, type HtmlPart, html, webAddress } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { renderFilter } from "./filter.ts";
import { ROWS_OF_A_LONG_SECTION, renderSection } from "./section.ts";

/** What became of every signal: those that a rule asked for, each with its fate, and the others folded away. */
export function renderSignals(result: ResultDocument): Html {
  const asked = result.signals.filter((signal) => signal.reason !== "not-selected");
  const tally = tallySignals(result.signals);
  const traded = tally.opened + tally.extended;
  return renderSection({
    id: "signals",
    title: "Signals",
    lede: `The rules asked for ${formatCounted(tally.asked, "signal")}${tally.cases === tally.asked ? "" : ` in ${formatCounted(tally.cases, "case")}, since several rules asked for the same`}: ${formatCount(traded)} traded, ${formatCount(tally.skipped)} skipped. A time that no source backs counts as the end of its day under timing "safe"; this run's timing was "${result.config.timing}".`,
    isLong: asked.length > ROWS_OF_A_LONG_SECTION,
    body: html`${asked.length === 0 ? html`<p>No signal is one that the rules ask for.</p>` : renderAsked(result, asked)}${renderOthers(result, asked)}`,
  });
}

function renderAsked(result: ResultDocument, asked: readonly ResultSignal[]): Html {
  const trades = new Map(result.trades.map((trade) => [trade.id, trade]));
  const kinds = [...new Set(asked.map((signal) => signal.kind))].sort();
  const isOneEach = new Set(asked.map((signal) => signal.id)).size === asked.length;
  const hasRules = new Set(result.signals.map((signal) => signal.rule)).size > 1;
  return html`${renderFilter({
    table: "signals-table",
    label: "Filter signals",
    choices: [
      [
        "Fate",
        [
          ["traded", "traded"],
          ["extended", "extended a trade"],
          ["skipped", "skipped"],
        ],
      ],
      ["Kind", kinds.map((kind) => [`kind:${kind}`, kind] as const)],
    ],
  })}${renderDataTable({
    id: "signals-table",
    caption: `${formatCounted(asked.length, isOneEach ? "signal" : "case")} that the rules asked for`,
    becomesCards: true,
    columns: [
      { title: "Signal", isSortable: true },
      { title: "Kind", isSortable: true },
      { title: "Stance", align: "right", isSortable: true },
      { title: "Published", isSortable: true, isUnbroken: true },
      { title: "Known", isSortable: true, isUnbroken: true },
      { title: "What happened", isSortable: true },
    ],
    rows: asked.map((signal) => askedCells(signal, trades, hasRules)),
    rowAttributes: (index) => {
      const signal = asked[index]!;
      const fate = signal.disposition === "skipped" ? "skipped" : (signal.reason ?? "traded");
      return html` data-k="${fate} kind:${signal.kind}"`;
    },
  })}`;
}

function askedCells(
  signal: ResultSignal,
  trades: ReadonlyMap<string, ResultTrade>,
  hasRules: boolean,
): HtmlPart[] {
  const { publishedAt } = signal;
  return [
    html`<span dir="auto">${signal.title}</span> ${signal.sources.map(renderSource)}`,
    html`${signal.kind}<small>${signal.status}${hasRules ? `, rule ${signal.rule}` : ""}</small>`,
    formatStance(signal.stance),
    html`${publishedAt.date}<small>${publishedAt.time ?? publishedAt.session}, ${publishedAt.basis}</small>`,
    html`${signal.knownAt.slice(0, 10)}<small>${signal.knownAt.slice(11, 16)} Shanghai</small>`,
    renderFate(signal, trades),
  ];
}

/** Links only what is on the web; anything else is printed as it is. */
function renderSource(source: string): Html {
  const address = webAddress(source);
  if (address === null) return html`<small class="source" dir="auto">${source}</small> `;
  return html`<a class="source" href="${address}" rel="noreferrer" target="_blank">${new URL(address).hostname.replace(/^www\./, "")}</a> `;
}

function renderFate(signal: ResultSignal, trades: ReadonlyMap<string, ResultTrade>): Html {
  if (signal.disposition === "skipped") return html`Skipped<small dir="auto">${whySkipped(signal)}</small>`;
  const told = signal.tradeIds.map((id) => {
    const trade = trades.get(id)!;
    return html`<span class="of"><a href="#${id}">${id}</a> ${trade.instrument} <b class="${trade.return < 0 ? "loss" : "gain"}">${formatSignedPercent(trade.return, 2)}</b></span> `;
  });
  return html`${signal.reason === "extended" ? "Extended " : "Traded "}${told}${signal.detail === null ? null : html`<small dir="auto">${signal.detail}</small>`}`;
}

function renderOthers(result: ResultDocument, asked: readonly ResultSignal[]): Html | null {
  const seen = new Set(asked.map((signal) => signal.id));
  const others = result.signals.filter((signal) => !seen.has(signal.id) && seen.add(signal.id));
  if (others.length === 0) return null;
  return html`<details><summary>${formatCounted(others.length, "signal")} that no rule asked for</summary>
${renderDataTable({
  caption: "Signals that no rule asked for",
  columns: [
    { title: "Known", isUnbroken: true },
    { title: "Kind" },
    { title: "Stance", align: "right" },
    { title: "Signal" },
  ],
  rows: others.map((signal) => [
    signal.knownAt.slice(0, 10),
    signal.kind,
    formatStance(signal.stance),
    signal.title === "" ? UNDEFINED_TEXT : html`<span dir="auto">${signal.title}</span>`,
  ]),
})}</details>`;
}
