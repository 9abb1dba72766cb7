import { formatCount, formatCounted } from "../../../decode/format-count.ts";
import type { SweepDocument } from "../../../search/sweep-schema.ts";
import { formatObjective, OBJECTIVE_NAMES } from "../../format-objective.ts";
import { formatPValue, pValueInWords } from "../../format-p-value.ts";
import { formatDecimal, formatPercent, UNDEFINED_TEXT } from "../../format-values.ts";
import { pointText } from "../../point-text.ts";
import { type Html, html } from "../html-text.ts";
import {
  type FigureText,
  renderAlarm,
  renderCaveats,
  renderFigures,
  renderSentences,
} from "./answer-parts.ts";

/** A sweep's page opens with its best point, and with what searching alone would have found. */
export function renderSweepAnswer(sweep: SweepDocument): Html {
  return html`<section id="answer" aria-label="The answer">
${renderAlarm(sweep.data.synthetic)}
${renderSentences([bestSentence(sweep), chanceSentence(sweep)])}
${renderCaveats(sweep.warnings.filter(({ code }) => code !== "synthetic-prices"))}
${renderFigures(figures(sweep))}
</section>
`;
}

function bestSentence({ best, counts, distribution, objective }: SweepDocument): string {
  const points = `${formatCounted(counts.points, "point")}`;
  if (best === null) return `None of ${points} can be called the best.`;
  const show = (value: number | null) => formatObjective(objective, value);
  const others = distribution === null ? "" : `; the point in the middle made ${show(distribution.median)}`;
  return `The best of ${points} made a ${OBJECTIVE_NAMES[objective]} of ${show(best.metrics[objective])}, with ${pointText(best.params)}${others}.`;
}

function chanceSentence({ evidence, objective, best }: SweepDocument): string {
  if (best === null) return "";
  const calendar = evidence?.calendar ?? null;
  if (calendar === null) return "What the same search finds by chance was not tested.";
  const { shifts, shiftedMedian, pValue } = calendar;
  // p counts the search itself among the shifted ones; the sentence is about the others.
  const reached = Math.round(pValue * (shifts + 1)) - 1;
  const none = reached === 0;
  const asGood = none ? "never as good a one" : `as good a one on ${formatCount(reached)} of them`;
  return `On ${formatCount(shifts)} shifted calendars the same search finds a best of ${formatObjective(objective, shiftedMedian)} in the median, and ${asGood} (${pValueInWords(pValue)}${none ? `, the least that ${formatCounted(shifts, "shift")} can show` : ""}).`;
}

function figures({ best, distribution, evidence, objective, top }: SweepDocument): FigureText[] {
  const show = (value: number | null | undefined) => formatObjective(objective, value ?? null);
  const deflated = evidence?.deflatedSharpe.independent ?? null;
  const overfitting = evidence?.overfitting ?? null;
  const trials = evidence?.trials ?? null;
  return [
    {
      label: `Best ${OBJECTIVE_NAMES[objective]}`,
      value: show(best?.metrics[objective]),
      aside: `${formatCounted(top[0]?.metrics.tradeCount ?? 0, "trade")}`,
    },
    {
      label: "Point in the middle",
      value: show(distribution?.median),
      aside: `half in ${show(distribution?.lower)} to ${show(distribution?.upper)}`,
    },
    {
      label: "p, shifted calendars",
      value: formatPValue(evidence?.calendar?.pValue),
      aside: "as good a best by chance",
    },
    {
      label: "Deflated Sharpe",
      value: deflated === null ? UNDEFINED_TEXT : formatPercent(deflated, 0),
      aside: "chance that it is above 0",
    },
    {
      label: "Overfitting",
      value: overfitting === null ? UNDEFINED_TEXT : formatPercent(overfitting.probability, 0),
      aside: "of splits, worse than half",
    },
    {
      label: "Independent trials",
      value: trials === null ? UNDEFINED_TEXT : formatCount(trials.byMeanCorrelation),
      aside: trials === null ? "" : `mean correlation ${formatDecimal(trials.meanCorrelation)}`,
    },
  ];
}
