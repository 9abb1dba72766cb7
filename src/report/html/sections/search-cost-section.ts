import { formatCount, formatCounted } from "../../../decode/format-count.ts";
import type { SweepDocument } from "../../../search/sweep-schema.ts";
import { formatObjective, OBJECTIVE_NAMES } from "../../format-objective.ts";
import { formatPValue } from "../../format-p-value.ts";
import { formatDecimal, formatPercent, UNDEFINED_TEXT } from "../../format-values.ts";
import { spreadChart } from "../charts/spread-chart.ts";
import { type Html, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { legendEntry, renderFigure } from "./figure.ts";
import { renderSection } from "./section.ts";

/** What the search has cost: its best among all its points and by chance, and in sample against out of sample. */
export function renderSearchCost(sweep: SweepDocument): Html | null {
  const { distribution, evidence } = sweep;
  if (distribution === null && evidence === null) return null;
  return renderSection({
    id: "cost",
    title: "What the search has cost",
    lede: "Whoever tries many points finds a good one, skill or not. The tests ask how good a best the same search finds where there is nothing to find.",
    body: html`${renderSpread(sweep)}${renderInAndOut(sweep)}${renderTests(sweep)}`,
  });
}

function renderSpread({ distribution, evidence, objective }: SweepDocument): Html | null {
  if (distribution === null) return null;
  const show = (value: number) => formatObjective(objective, value);
  const shiftedMedian = evidence?.calendar?.shiftedMedian ?? null;
  const { lowest, lower, median, upper, highest } = distribution;
  const chance =
    shiftedMedian === null ? "" : `; shifted calendars have a best of ${show(shiftedMedian)} in the median`;
  return renderFigure({
    id: "spread-chart",
    chart: (size) => spreadChart({ ...distribution, shiftedMedian }, show, size),
    description: `All points by their ${OBJECTIVE_NAMES[objective]}: lowest ${show(lowest)}, half of them from ${show(lower)} to ${show(upper)}, the middle ${show(median)}, the best ${show(highest)}${chance}.`,
    legend: html`<b>${OBJECTIVE_NAMES[objective]}</b>${legendEntry("invested", "the middle half of all points")}${shiftedMedian !== null && legendEntry("diamond", "what the same search finds by chance")}`,
  });
}

/** In sample against out of sample: the same points on one half of the sessions and on the other. */
function renderInAndOut({ evidence }: SweepDocument): Html | null {
  const overfitting = evidence?.overfitting ?? null;
  if (overfitting === null) return null;
  const { probability, splits, blocks, variants, medianRank, probabilityOfLoss, degradation } = overfitting;
  return html`<h3>In sample against out of sample</h3>
${renderDataTable({
  caption: `${formatCount(splits)} ways to halve ${formatCount(blocks)} blocks of sessions: of ${formatCounted(variants, "point")} the best of one half, on the other`,
  columns: [{ title: "Measure" }, { title: "Value", align: "right" }, { title: "What it says" }],
  rows: [
    [
      "Overfitting (PBO)",
      html`<b>${formatPercent(probability, 0)}</b>`,
      "of the splits leave the best of one half at or below the median of the other; 50% is what guessing gives",
    ],
    [
      "Rank out of sample",
      formatPercent(medianRank, 0),
      "of all points are beaten by the best of the other half, in the median",
    ],
    [
      "Loses out of sample",
      formatPercent(probabilityOfLoss, 0),
      "of the splits have a best that loses in the other half",
    ],
    [
      "Slope",
      degradation === null ? UNDEFINED_TEXT : formatDecimal(degradation),
      "of out of sample on in sample: 1 keeps what was found, 0 nothing, below 0 the better the worse",
    ],
  ],
})}`;
}

function renderTests({ evidence, objective }: SweepDocument): Html | null {
  if (evidence === null) return null;
  const {
    trials,
    deflatedSharpe,
    realityCheck,
    superiorPredictiveAbility: spa,
    calendar,
    bootstrap,
  } = evidence;
  const draws = bootstrap === null ? "" : `; ${formatCounted(bootstrap.draws, "resample")}`;
  return html`<h3>Tests</h3>
${renderDataTable({
  caption: `The tests compare ${formatCount(evidence.variants)} of ${formatCounted(evidence.candidates, "candidate")}; seed ${evidence.seed}`,
  columns: [{ title: "Measure" }, { title: "Value", align: "right" }, { title: "What it says" }],
  rows: [
    [
      "Shifted calendars, p",
      html`<b>${formatPValue(calendar?.pValue)}</b>`,
      calendar === null
        ? "not tested"
        : `the same search on ${formatCount(calendar.shifts)} other calendars finds a best of ${formatObjective(objective, calendar.shiftedMedian)} in the median`,
    ],
    [
      "Deflated Sharpe ratio",
      formatPValue(deflatedSharpe.independent),
      `chance that the true Sharpe ratio of the best is above 0; ${formatPValue(deflatedSharpe.all)} if every point counts as a trial of its own`,
    ],
    [
      "Independent trials",
      trials === null ? UNDEFINED_TEXT : formatCount(trials.byMeanCorrelation),
      trials === null
        ? ""
        : `by a mean correlation of ${formatDecimal(trials.meanCorrelation)}; ${formatDecimal(trials.byEigenvalues, 1)} dimensions by eigenvalues`,
    ],
    [
      "Reality check, p",
      formatPValue(realityCheck?.pValue),
      `White: the best mean return against cash${draws}`,
    ],
    [
      "Superior predictive ability, p",
      formatPValue(spa?.pValue),
      spa === null
        ? "Hansen"
        : `Hansen: between ${formatPValue(spa.lower)} and ${formatPValue(spa.upper)}${draws}`,
    ],
  ],
})}`;
}
