import { formatCount, formatCounted } from "../../decode/format-count.ts";
import type { SweepDocument } from "../../search/sweep-schema.ts";
import { UNDEFINED_TEXT } from "../format-values.ts";
import { labelText } from "../point-text.ts";
import { type Html, html } from "./html-text.ts";
import { renderMasthead } from "./masthead.ts";
import { renderPage } from "./page.ts";
import type { HtmlReportOptions } from "./render-html-report.ts";
import { renderHeatMap } from "./sections/heat-map-section.ts";
import { renderPlateau } from "./sections/plateau-section.ts";
import { renderPoints } from "./sections/points-section.ts";
import {
  type Fact,
  renderFacts,
  renderHash,
  renderPriceTable,
  settingFacts,
} from "./sections/record-parts.ts";
import { renderSearchCost } from "./sections/search-cost-section.ts";
import { renderAll, renderSection } from "./sections/section.ts";
import { renderSweepAnswer } from "./sections/sweep-answer-section.ts";

/**
 * The page of a sweep, from its summary alone: the best point and what it is worth, the map, the plateau, in sample
 * against out of sample.
 *
 * @returns the same text for the same summary
 */
export function renderSweepPage(sweep: SweepDocument, options: HtmlReportOptions = {}): string {
  return renderPage({
    title: `Sweep: ${sweep.strategy.name}`,
    body: html`${renderMasthead({
      kicker: "edict sweep",
      span: sweep.span,
      title: sweep.strategy.name,
      dek: sweep.strategy.hypothesis,
      facts: sweep.space.axes.map(axisText),
    })}<main id="report">
${renderAll([
  { id: "answer", label: null, render: () => renderSweepAnswer(sweep) },
  { id: "map", label: "Map", render: () => renderHeatMap(sweep) },
  { id: "plateau", label: "Plateau", render: () => renderPlateau(sweep) },
  { id: "cost", label: "Cost of the search", render: () => renderSearchCost(sweep) },
  { id: "points", label: "Best points", render: () => renderPoints(sweep) },
  { id: "record", label: "Record", render: () => renderRecord(sweep) },
])}</main>
<footer><p>Drawn by edict from the summary of sweep <code>${sweep.sweepId}</code> alone. A backtest is not a forecast.</p></footer>`,
    data: null,
    script: options.script ?? null,
  });
}

type Axis = SweepDocument["space"]["axes"][number];

function axisText(axis: Axis): string {
  if (axis.type === "range") return `${axis.name} ${labelText(axis.min)} to ${labelText(axis.max)}`;
  const [first, last] = [axis.values[0], axis.values.at(-1)];
  return axis.values.length === 1
    ? `${axis.name} ${labelText(first)}`
    : `${axis.name} ${labelText(first)} to ${labelText(last)} (${formatCount(axis.values.length)})`;
}

function renderRecord(sweep: SweepDocument): Html {
  return renderSection({
    id: "record",
    title: "For the record",
    lede: "The same strategy source, space, configuration, signals and prices give the same sweep id and the same numbers.",
    body: html`${renderFacts("Sweep", sweepFacts(sweep))}${renderFacts("Configuration of every point's run", settingFacts(sweep.config))}${renderPriceTable(sweep.data.prices)}`,
  });
}

function sweepFacts({
  sweepId,
  strategy,
  space,
  counts,
  span,
  engine,
  data,
  minTrades,
}: SweepDocument): Fact[] {
  return [
    ["Sweep id", html`<code>${sweepId}</code>`],
    ["Strategy file", html`<code dir="auto">${strategy.file}</code>`],
    ["Strategy SHA-256", renderHash(strategy.sha256)],
    ["Points", `${formatCount(counts.points)}, ${space.method}, seed ${space.seed}`],
    ["Left out by constraints", formatCount(counts.excluded)],
    ["Failed", formatCount(counts.failed)],
    ["Without a value", formatCount(counts.undefined)],
    [`With fewer than ${formatCounted(minTrades, "trade")}`, formatCount(counts.fewTrades)],
    ["Candidates", formatCount(counts.candidates)],
    ["Constraints", space.constraints.join("; ") || "none"],
    ...Object.entries(space.held).map(([name, value]): Fact => [`Held: ${name}`, labelText(value)]),
    [
      "Span",
      `${span.from ?? UNDEFINED_TEXT} to ${span.to ?? UNDEFINED_TEXT}, ${formatCounted(span.sessions, "session")}`,
    ],
    ["Engine", engine.reason === null ? engine.name : `${engine.name}: ${engine.reason}`],
    ["Signals", html`${formatCount(data.signals.count)} in <code dir="auto">${data.signals.file}</code>`],
    ["Signals SHA-256", renderHash(data.signals.sha256)],
  ];
}
