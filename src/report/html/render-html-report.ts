import type { ResultDocument } from "../../result/result-schema.ts";
import { type ChartData, chartDataOf } from "./charts/chart-data.ts";
import { type Html, html } from "./html-text.ts";
import { renderMasthead } from "./masthead.ts";
import { type PackedScript, renderPage } from "./page.ts";
import { renderAnswer } from "./sections/answer-section.ts";
import { renderEquity } from "./sections/equity-section.ts";
import type { FigureMode } from "./sections/figure.ts";
import { renderKinds } from "./sections/kinds-section.ts";
import { renderLuck } from "./sections/luck-section.ts";
import { renderMonths } from "./sections/months-section.ts";
import { renderPrices } from "./sections/price-section.ts";
import { renderRecord } from "./sections/record-section.ts";
import { renderAll, type SectionSource } from "./sections/section.ts";
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
    body: html`${renderRunMasthead(result)}
<main id="report">
${renderAll(reportSections(result, data))}</main>
<footer><p>Drawn by edict from the result of run <code>${result.runId}</code> alone. A backtest is not a forecast.</p></footer>`,
    data,
    script: options.script ?? null,
  });
}

/** The masthead of a run. */
export function renderRunMasthead({ strategy, span }: ResultDocument): Html {
  return renderMasthead({
    kicker: "edict backtest",
    span,
    title: strategy.name,
    dek: strategy.hypothesis,
    facts: Object.entries(strategy.params).map(([name, value]) => `${name} ${value}`),
  });
}

/** The sections of a report in their order. */
export function reportSections(
  result: ResultDocument,
  data: ChartData,
  mode: FigureMode = { isLive: false },
): readonly SectionSource[] {
  return [
    { id: "answer", label: null, render: () => renderAnswer(result) },
    { id: "price", label: "Price", render: () => renderPrices(result, data, mode) },
    { id: "equity", label: "Equity", render: () => renderEquity(result, data, mode) },
    { id: "luck", label: "Luck", render: () => renderLuck(result) },
    { id: "study", label: "Event study", render: () => renderStudy(result) },
    { id: "sensitivity", label: "Sensitivity", render: () => renderSensitivity(result) },
    { id: "sentiment", label: "Sentiment", render: () => renderSentiment(result, data, mode) },
    { id: "kinds", label: "By kind", render: () => renderKinds(result) },
    { id: "months", label: "By month", render: () => renderMonths(result) },
    { id: "trades", label: "Trades", render: () => renderTrades(result) },
    { id: "signals", label: "Signals", render: () => renderSignals(result) },
    { id: "record", label: "Record", render: () => renderRecord(result) },
  ];
}
