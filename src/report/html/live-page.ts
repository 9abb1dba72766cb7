import type { ResultDocument } from "../../result/result-schema.ts";
import { type ChartData, chartDataOf } from "./charts/chart-data.ts";
import { type PackedChartData, packChartData } from "./charts/pack-chart-data.ts";
import { html } from "./html-text.ts";
import { type LivePanel, renderIssues, renderLivePanel, renderParams } from "./live-panel.ts";
import { type PackedScript, renderPage } from "./page.ts";
import { renderRunMasthead, reportSections } from "./render-html-report.ts";
import { awaitedSections } from "./sections/awaited-section.ts";
import { CONTENTS, renderAll, renderEach } from "./sections/section.ts";

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
  /** HTML of parts that are still being computed, by their ids: shown where the page has nothing of them yet */
  readonly awaited: Readonly<Record<string, string>>;
  /** ids of all parts in their order */
  readonly order: readonly string[];
  /** what the charts draw; null leaves them as they are */
  readonly data: PackedChartData | null;
  /** the parts that are not in it belong to an earlier run until the next update */
  readonly isProvisional: boolean;
}

/** The page of a live run as it is first loaded. */
export function renderLivePage(
  result: ResultDocument | null,
  panel: LivePanel,
  script: PackedScript,
): string {
  const data = result === null ? EMPTY : chartDataOf(result);
  const shown = result === null ? null : withoutAwaited(result, panel);
  return renderPage({
    title: result?.strategy.name ?? "edict dev",
    body: html`${renderLivePanel(panel)}<div id="masthead-place">${shown !== null && renderRunMasthead(shown)}</div>
<main id="report">
${shown !== null && renderAll(liveSections(shown, data, panel))}</main>`,
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
  sentiment: null,
  instruments: [],
  signals: [],
};

/** Parts that follow a slider while it moves. */
const QUICK_PARTS = ["answer", "price", "equity"];

/**
 * The update of a run without its evidence: what is looked at, and word that the rest is being computed.
 *
 * @param isFirst whether the pages have no result yet: they get every part then, so that none is missing without a word
 */
export function quickUpdate(
  sequence: number,
  result: ResultDocument,
  panel: LivePanel,
  isFirst: boolean,
): LiveUpdate {
  const data = chartDataOf(result);
  const shown = withoutAwaited(result, panel);
  const awaited = awaitedSections(panel.awaited);
  return {
    ...updateOf(
      sequence,
      shown,
      panel,
      data,
      (id) => QUICK_PARTS.includes(id) || (isFirst && !awaited.has(id)),
    ),
    awaited: Object.fromEntries([...awaited].map(([id, render]) => [id, render()?.text ?? ""])),
    data: packChartData(data),
    isProvisional: true,
  };
}

/** The update of a run with its evidence: all parts, which the charts have drawn already. */
export function wholeUpdate(sequence: number, result: ResultDocument, panel: LivePanel): LiveUpdate {
  return updateOf(sequence, result, panel, chartDataOf(result), () => true);
}

/** The result as long as its evidence is computed: what was not tested is not said to be turned off. */
function withoutAwaited(result: ResultDocument, { awaited, issues }: LivePanel): ResultDocument {
  if (!awaited.includes("significance")) return result;
  const missing =
    issues.length === 0 ? "it is being computed" : "it is computed when what is wrong has been mended";
  return { ...result, significance: { missing } };
}

/** The sections of a live page, in which those that are being computed have a place. */
function liveSections(result: ResultDocument, data: ChartData, { awaited, issues }: LivePanel) {
  const pending = awaitedSections(issues.length === 0 ? awaited : []);
  return reportSections(result, data).map((source) => ({
    ...source,
    render: pending.get(source.id) ?? source.render,
  }));
}

function updateOf(
  sequence: number,
  result: ResultDocument,
  panel: LivePanel,
  data: ChartData,
  isWanted: (id: string) => boolean,
): LiveUpdate {
  const sections = reportSections(result, data, { isLive: true });
  const wanted = sections.filter(({ id }) => isWanted(id));
  const rendered = new Map(renderEach(wanted).map(([id, part]) => [id, part.text]));
  // What is left out now was not asked for: the list of contents stands for all of them, or stays as it was.
  if (wanted.length < sections.length) rendered.delete(CONTENTS);
  for (const { id } of wanted) if (!rendered.has(id)) rendered.set(id, "");
  return {
    ...barOf(sequence, panel),
    parts: { masthead: renderRunMasthead(result).text, ...Object.fromEntries(rendered) },
    awaited: {},
    order: sections.flatMap(({ id }, index) => (index === 0 ? [id, CONTENTS] : [id])),
    data: null,
    isProvisional: false,
  };
}

/** The update of a run that failed: what is wrong, beside the last good result. */
export function liveFailure(sequence: number, panel: LivePanel): LiveUpdate {
  return { ...barOf(sequence, panel), parts: {}, awaited: {}, order: [], data: null, isProvisional: false };
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
