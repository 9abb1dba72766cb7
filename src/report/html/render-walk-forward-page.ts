import { formatCount, formatCounted } from "../../decode/format-count.ts";
import type { WalkForwardDocument } from "../../search/walk-forward-schema.ts";
import { formatObjective, OBJECTIVE_NAMES } from "../format-objective.ts";
import { formatDecimal, UNDEFINED_TEXT } from "../format-values.ts";
import { pointText } from "../point-text.ts";
import { walkForwardAnswer } from "../walk-forward-answer.ts";
import { foldsChart } from "./charts/folds-chart.ts";
import { type Html, html } from "./html-text.ts";
import { renderMasthead } from "./masthead.ts";
import { renderPage } from "./page.ts";
import type { HtmlReportOptions } from "./render-html-report.ts";
import { renderAlarm, renderCaveats, renderFigures, renderSentences } from "./sections/answer-parts.ts";
import { renderDataTable } from "./sections/data-table.ts";
import { legendEntry, renderFigure } from "./sections/figure.ts";
import { renderFacts, renderHash } from "./sections/record-parts.ts";
import { renderAll, renderSection } from "./sections/section.ts";

/**
 * The page of a walk-forward, from its summary alone: what was chosen in each fold, in sample against out of sample.
 * The trades and the equity have a page of their own: that of the result with the same run id.
 *
 * @returns the same text for the same summary
 */
export function renderWalkForwardPage(walk: WalkForwardDocument, options: HtmlReportOptions = {}): string {
  const { folds } = walk;
  return renderPage({
    title: `Walk-forward: ${walk.strategy.name}`,
    body: html`${renderMasthead({
      kicker: "edict walk-forward",
      // A last window without an end goes on to that of the prices.
      span: {
        from: folds[0]?.test.from ?? null,
        to: folds.length === 0 ? null : (folds.at(-1)?.test.to ?? "the end of the prices"),
      },
      title: walk.strategy.name,
      dek: "Parameters chosen on the past, the next signals traded with them, again and again.",
      facts: [
        `${formatCounted(walk.points, "point")} searched in each of ${formatCounted(folds.length, "fold")}`,
        `by ${walk.by}, ${walk.window}`,
        `${formatCounted(walk.purge, "session")} purged, ${formatCount(walk.embargo)} embargoed`,
      ],
    })}<main id="report">
${renderAll([
  { id: "answer", label: null, render: () => renderAnswer(walk) },
  { id: "folds", label: "Folds", render: () => renderFolds(walk) },
  { id: "record", label: "Record", render: () => renderRecord(walk) },
])}</main>
<footer><p>Drawn by edict from the summary of walk-forward <code>${walk.runId}</code> alone. A backtest is not a forecast.</p></footer>`,
    data: null,
    script: options.script ?? null,
  });
}

function renderAnswer(walk: WalkForwardDocument): Html {
  const { objective, inSample, outOfSample, efficiency, folds } = walk;
  const show = (value: number | null) => formatObjective(objective, value);
  const trades = folds.reduce((sum, fold) => sum + (fold.outOfSample.tradeCount ?? 0), 0);
  return html`<section id="answer" aria-label="The answer">
${renderAlarm(walk.warnings.some(({ code }) => code === "synthetic-prices"))}
${renderSentences(walkForwardAnswer(walk))}
${renderCaveats(walk.warnings.filter(({ code }) => code !== "synthetic-prices"))}
${renderFigures([
  { label: "In sample", value: show(inSample), aside: `mean ${OBJECTIVE_NAMES[objective]}` },
  { label: "Out of sample", value: show(outOfSample), aside: "of the same points, later" },
  {
    label: "Kept",
    value: efficiency === null ? UNDEFINED_TEXT : formatDecimal(efficiency),
    aside: efficiency === null ? "needs a gain in sample" : "out of sample / in sample",
  },
  { label: "Trades", value: formatCount(trades), aside: "out of sample" },
])}
</section>
`;
}

function renderFolds({ folds, objective }: WalkForwardDocument): Html | null {
  if (folds.length === 0) return null;
  const show = (value: number | null | undefined) => formatObjective(objective, value ?? null);
  const pairs = folds.map(({ test, inSample, outOfSample }, index) => ({
    label: `${index + 1}: ${test.from} to ${test.to ?? "end"}`,
    inSample: inSample?.[objective] ?? null,
    outOfSample: outOfSample[objective],
  }));
  return renderSection({
    id: "folds",
    title: "In sample against out of sample",
    lede: "A ring is what the chosen point had made where it was chosen, a dot what it made in the window after that.",
    body: html`${renderFigure({
      id: "folds-chart",
      chart: (size) => foldsChart(pairs, (value) => show(value), size),
      description: `In sample and out of sample by fold: ${pairs
        .map(({ label, inSample, outOfSample }) => `${label}, ${show(inSample)} and ${show(outOfSample)}`)
        .join("; ")}.`,
      legend: html`<b>${OBJECTIVE_NAMES[objective]}</b>${legendEntry("ring", "in sample")}${legendEntry("dot-strategy", "out of sample")}${legendEntry("dot-loss", "out of sample, below 0")}`,
    })}${renderDataTable({
      id: "folds-table",
      caption: "What was chosen in each fold",
      becomesCards: true,
      columns: [
        { title: "Fold", align: "right", isSortable: true },
        { title: "Learnt from", isUnbroken: true },
        { title: "Traded", isUnbroken: true },
        { title: "Chosen" },
        { title: "In sample", align: "right", isSortable: true },
        { title: "Out of sample", align: "right", isSortable: true },
        { title: "Return", align: "right", isSortable: true },
        { title: "Trades", align: "right", isSortable: true },
      ],
      rows: folds.map(({ train, test, params, inSample, outOfSample }, index) => [
        index + 1,
        html`${train.from ?? "the start"}<small>to ${train.to}</small>`,
        html`${test.from}<small>to ${test.to ?? "the end"}</small>`,
        params === null ? "nothing" : html`<span dir="auto">${pointText(params)}</span>`,
        show(inSample?.[objective]),
        html`<b>${show(outOfSample[objective])}</b>`,
        formatObjective("totalReturn", outOfSample.totalReturn),
        formatObjective("tradeCount", outOfSample.tradeCount),
      ]),
    })}`,
  });
}

function renderRecord({ runId, strategy, folds }: WalkForwardDocument): Html {
  return renderSection({
    id: "record",
    title: "For the record",
    lede: `Trades and equity out of sample stand in the result ${runId}.json, which has a page of its own.`,
    body: renderFacts("Walk-forward", [
      ["Run id", html`<code>${runId}</code>`],
      ["Strategy file", html`<code dir="auto">${strategy.file}</code>`],
      ["Strategy SHA-256", renderHash(strategy.sha256)],
      ...folds.map(
        ({ train }, index) =>
          [
            `Fold ${index + 1}`,
            html`${formatCounted(train.candidates, "candidate")}, signals before <span class="hash">${train.signalsBefore}</span>`,
          ] as const,
      ),
    ]),
  });
}
