import type { ResultDocument } from "../../result/result-schema.ts";
import { type ChartData, chartDataOf } from "./charts/chart-data.ts";
import { type Html, html } from "./html-text.ts";
import { renderPage } from "./page.ts";
import { renderAnswer } from "./sections/answer-section.ts";
import { renderEquity } from "./sections/equity-section.ts";
import { renderKinds } from "./sections/kinds-section.ts";
import { renderMonths } from "./sections/months-section.ts";
import { renderPrices } from "./sections/price-section.ts";
import { renderRecord } from "./sections/record-section.ts";
import { renderSignals } from "./sections/signals-section.ts";
import { renderTrades } from "./sections/trades-section.ts";

/** What a page is made with beside its result. */
export interface HtmlReportOptions {
  /** the page's script (see storage/page-script.ts); without one the page has its pictures and tables, and no more */
  readonly script?: string;
}

/**
 * The report of a run as one HTML file: nothing is fetched, and it shows and prints without scripts.
 *
 * Texts from outside (titles, sources, names) are escaped wherever they stand, a policy in the page lets no script run
 * but edict's own, and no request leaves it.
 *
 * @returns the same text for the same result
 */
export function renderHtmlReport(result: ResultDocument, options: HtmlReportOptions = {}): string {
  const data = chartDataOf(result);
  return renderPage({
    title: result.strategy.name,
    body: html`${renderMasthead(result)}
<main id="report">
${renderSections(result, data)}</main>
<footer><p>Drawn by edict from the result of run <code>${result.runId}</code> alone. A backtest is not a forecast.</p></footer>`,
    data,
    script: options.script ?? null,
  });
}

/** Name, hypothesis, and the way to each section. */
export function renderMasthead(result: ResultDocument): Html {
  const { strategy, span } = result;
  const params = Object.entries(strategy.params).map(([name, value]) => `${name} ${value}`);
  return html`<header id="masthead">
<p class="kicker">edict backtest<span>${span.from ?? "no session"}${span.to === null ? "" : ` to ${span.to}`}</span><button id="theme" class="scripted" type="button">Colours: auto</button></p>
<h1 dir="auto">${strategy.name}</h1>
<p class="dek" dir="auto">${strategy.hypothesis}</p>
${params.length === 0 ? null : html`<p class="params">${params.join(" \u00b7 ")}</p>`}
</header>
`;
}

/** The sections of a report in their order; those without content are left out. */
export function renderSections(result: ResultDocument, data: ChartData): Html[] {
  const sections = [
    renderAnswer(result),
    renderPrices(result, data),
    renderEquity(result, data),
    renderKinds(result),
    renderMonths(result),
    renderTrades(result),
    renderSignals(result),
    renderRecord(result),
  ];
  return sections.filter((section) => section !== null);
}
