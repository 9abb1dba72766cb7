import type { ResultDocument } from "../../result/result-schema.ts";
import { type ChartData, chartDataOf } from "./charts/chart-data.ts";
import { type PackedChartData, packChartData } from "./charts/pack-chart-data.ts";
import { html } from "./html-text.ts";
import { type LivePanel, renderIssues, renderLivePanel, renderParams } from "./live-panel.ts";
import { type PackedScript, renderPage } from "./page.ts";
import { renderMasthead, reportSections } from "./render-html-report.ts";

/** A change that a live page takes in without being loaded anew. */
export interface LiveUpdate {
  /** grows with every run */
  readonly sequence: number;
  readonly status: string;
  /** controls of the parameters and list of what is wrong, as HTML */
  readonly params: string;
  readonly issues: string;
  /** HTML of parts of the report by their ids; an empty one takes the part away */
  readonly parts: Readonly<Record<string, string>>;
  /** ids of all parts in their order */
  readonly order: readonly string[];
  /** what the charts draw; null leaves them as they are */
  readonly data: PackedChartData | null;
}

/** The page of a live run as it is first loaded. */
export function renderLivePage(
  result: ResultDocument | null,
  panel: LivePanel,
  script: PackedScript,
): string {
  const data = result === null ? EMPTY : chartDataOf(result);
  return renderPage({
    title: result?.strategy.name ?? "edict dev",
    body: html`${renderLivePanel(panel)}<div id="masthead-place">${result !== null && renderMasthead(result)}</div>
<main id="report">
${result !== null && reportSections(result, data).map((section) => section.render())}</main>`,
    data,
    script,
    connects: "'self'",
  });
}

const EMPTY: ChartData = {
  currency: "",
  capital: 0,
  days: [],
  equity: [],
  drawdown: [],
  exposure: [],
  benchmark: null,
  instruments: [],
  signals: [],
};

/** Parts that the reader sees first: they travel ahead of the tables. */
const FIRST_PARTS = ["answer", "price", "equity"];

/** The updates of a new result: first what is looked at, then the rest. */
export function* liveUpdates(
  sequence: number,
  result: ResultDocument,
  panel: LivePanel,
): Generator<LiveUpdate> {
  const data = chartDataOf(result);
  const sections = reportSections(result, data, { isLive: true });
  const order = sections.map((section) => section.id);
  const rendered = (isFirst: boolean) =>
    sections
      .filter((section) => FIRST_PARTS.includes(section.id) === isFirst)
      .map((section) => [section.id, section.render()?.text ?? ""] as const);
  const base = { ...barOf(sequence, panel), order };
  const masthead = ["masthead", renderMasthead(result).text] as const;
  yield { ...base, parts: Object.fromEntries([masthead, ...rendered(true)]), data: packChartData(data) };
  yield { ...base, parts: Object.fromEntries(rendered(false)), data: null };
}

/** The update of a run that failed: what is wrong, beside the last good result. */
export function liveFailure(sequence: number, panel: LivePanel): LiveUpdate {
  return { ...barOf(sequence, panel), parts: {}, order: [], data: null };
}

function barOf(
  sequence: number,
  panel: LivePanel,
): Pick<LiveUpdate, "sequence" | "status" | "params" | "issues"> {
  return {
    sequence,
    status: panel.status,
    params: renderParams(panel).text,
    issues: renderIssues(panel.issues).text,
  };
}
