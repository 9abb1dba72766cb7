import type { ResultDocument } from "../../result/result-schema.ts";
import { type ChartData, chartDataOf } from "./charts/chart-data.ts";
import { type Html, html } from "./html-text.ts";
import { type PackedScript, renderPage } from "./page.ts";
import { renderAnswer } from "./sections/answer-section.ts";
import { renderEquity } from "./sections/equity-section.ts";
import type { FigureMode } from "./sections/figure.ts";
import { renderKinds } from "./sections/kinds-section.ts";
import { renderLuck } from "./sections/luck-section.ts";
import { renderMonths } from "./sections/months-section.ts";
import { renderPrices } from "./sections/price-section.ts";
import { renderRecord } from "./sections/record-section.ts";
import { renderSensitivity } from "./sections/sensitivity-section.ts";
import { renderSentiment } from "./sections/sentiment-section.ts";
import { renderSignals } from "./sections/signals-section.ts";
import { renderStudy } from "./sections/study-section.ts";
import { renderTrades } from "./sections/trades-section.ts";

/** What a page is made with beside its result. */
export interface HtmlReportOptions {
  /** the page's script (see storage/page-script.ts); without one the page has its pictures and tables, and no more */
  readonly script?: PackedScript;
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
${reportSections(result, data).map((section) => section.render())}</main>
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

/** A section that is rendered when it is wanted; null is one that has nothing to show. */
export interface SectionSource {
  readonly id: string;
  readonly render: () => Html | null;
}

/** The sections of a report in their order. */
export function reportSections(
  result: ResultDocument,
  data: ChartData,
  mode: FigureMode = { isLive: false },
): readonly SectionSource[] {
  return [
    { id: "answer", render: () => renderAnswer(result) },
    { id: "price", render: () => renderPrices(result, data, mode) },
    { id: "equity", render: () => renderEquity(result, data, mode) },
    { id: "luck", render: () => renderLuck(result) },
    { id: "study", render: () => renderStudy(result) },
    { id: "sensitivity", render: () => renderSensitivity(result) },
    { id: "sentiment", render: () => renderSentiment(result, data, mode) },
    { id: "kinds", render: () => renderKinds(result) },
    { id: "months", render: () => renderMonths(result) },
    { id: "trades", render: () => renderTrades(result) },
    { id: "signals", render: () => renderSignals(result) },
    { id: "record", render: () => renderRecord(result) },
  ];
}
