import { formatCount, formatCounted } from "../../../decode/format-count.ts";
import type { ResultDocument } from "../../../result/result-schema.ts";
import type { Significance } from "../../../result/significance-schema.ts";
import { formatPValue, pValueInWords } from "../../format-p-value.ts";
import {
  formatDecimal,
  formatOptional,
  formatPercent,
  formatSignedPercent,
  UNDEFINED_TEXT,
} from "../../format-values.ts";
import { shiftChart } from "../charts/shift-chart.ts";
import { type Html, type HtmlPart, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { EVIDENCE_SECTIONS } from "./evidence-sections.ts";
import { legendEntry, renderFigure } from "./figure.ts";
import { renderSection } from "./section.ts";

const BURSTS_SHOWN = 5;

/** Was it luck: the run among shifted calendars, every p-value with its interval, and what single bursts carry. */
export function renderLuck(result: ResultDocument): Html | null {
  const { significance } = result;
  if ("missing" in significance) return null;
  const { bursts, calendarShift } = significance;
  const test = calendarShift.statistics?.meanTradeReturn ?? null;
  return renderSection({
    ...EVIDENCE_SECTIONS.significance,
    lede:
      test === null
        ? `There is no p-value: ${bursts.refused ?? "no shifted calendar traded"}.`
        : "The whole signal calendar is moved to other dates, its bursts kept together, and run again through the same rule: each bar counts shifted calendars by their mean trade.",
    body: html`${test !== null && renderShifts(test, significance)}${calendarShift.statistics !== null && bursts.refused === null && renderStatistics(significance)}${renderBursts(significance, result)}${renderNotes(significance)}`,
  });
}

type Shifted = NonNullable<NonNullable<Significance["calendarShift"]["statistics"]>["meanTradeReturn"]>;

function renderShifts(test: Shifted, { calendarShift }: Significance): Html {
  const { draws, exhaustive } = calendarShift;
  const [low, , high] = test.quantiles;
  return renderFigure({
    id: "luck-chart",
    chart: (size) => shiftChart(test, size),
    description: `Histogram of the mean trade in ${formatCount(draws)} shifted calendars: nine in ten lie between ${formatSignedPercent(low, 2)} and ${formatSignedPercent(high, 2)}; the run itself made ${formatSignedPercent(test.observed, 2)}, ${pValueInWords(test.twoSided)}.`,
    legend: html`<b>${pValueInWords(test.twoSided)}</b> <span class="quiet">two-sided, ${exhaustive ? `all ${formatCount(draws)}` : `${formatCount(draws)} random`} shifts</span>${legendEntry("shifted", "shifted calendars")}${legendEntry("beyond", "as extreme as the run")}`,
  });
}

type StatisticKey = keyof NonNullable<Significance["calendarShift"]["statistics"]>;

const ROWS: readonly (readonly [string, StatisticKey, (value: number) => string])[] = [
  ["Mean trade", "meanTradeReturn", (value) => formatSignedPercent(value, 2)],
  ["Total return", "totalReturn", (value) => formatSignedPercent(value)],
  ["Sharpe ratio", "sharpeRatio", (value) => formatDecimal(value)],
  ["Deepest drawdown", "maxDrawdown", (value) => formatSignedPercent(value)],
];

function renderStatistics({ calendarShift, intervals }: Significance): Html {
  return renderDataTable({
    caption: "The run among its shifted calendars",
    columns: [
      { title: "Statistic" },
      { title: "As run", align: "right" },
      { title: "95% interval", align: "right" },
      { title: "Shifted, mean", align: "right" },
      { title: "Shifted, 5% to 95%", align: "right" },
      { title: "p, two-sided", align: "right" },
    ],
    rows: ROWS.map(([label, key, format]) => {
      const test = calendarShift.statistics?.[key] ?? null;
      const interval = key === "maxDrawdown" ? undefined : intervals?.[key];
      const ends =
        interval === undefined || interval.low === null
          ? UNDEFINED_TEXT
          : `${format(interval.low)} to ${format(interval.high)}`;
      return test === null
        ? [label, UNDEFINED_TEXT, ends, UNDEFINED_TEXT, UNDEFINED_TEXT, UNDEFINED_TEXT]
        : [
            label,
            format(test.observed),
            ends,
            format(test.mean),
            `${format(test.quantiles[0])} to ${format(test.quantiles[2])}`,
            html`<b>${formatPValue(test.twoSided)}</b>`,
          ];
    }),
  });
}

function renderBursts({ byBurst, bursts }: Significance, result: ResultDocument): Html | null {
  if (byBurst.length === 0) return null;
  const titles = new Map(result.signals.map((signal) => [signal.id, signal.title]));
  return renderDataTable({
    caption: `What carries it: the largest of ${formatCounted(bursts.count, "burst")} of signals, and the rule run without each`,
    columns: [
      { title: "Burst" },
      { title: "Of profit", align: "right" },
      { title: "Total without", align: "right" },
      { title: "Mean trade without", align: "right" },
    ],
    rows: byBurst
      .slice(0, BURSTS_SHOWN)
      .map(({ signalIds, from, share, without }) => [
        html`<span dir="auto">${titles.get(signalIds[0]!) ?? signalIds[0]}</span>${signalIds.length > 1 && ` and ${signalIds.length - 1} more`}<small>${from === null ? "no entry" : `first entry ${from}`}</small>`,
        formatOptional(share, (value) => formatPercent(value, 0)),
        formatOptional(without.totalReturn, (value) => formatSignedPercent(value)),
        formatOptional(without.meanTradeReturn, (value) => formatSignedPercent(value, 2)),
      ]),
  });
}

function renderNotes({
  bursts,
  calendarShift,
  intervals,
  naive,
  deflatedSharpe,
  bestSession,
}: Significance): Html {
  const notes: HtmlPart[] = [];
  if (bestSession !== null) {
    notes.push(
      `Best session ${bestSession.date}: ${formatSignedPercent(bestSession.return)} on the account${bestSession.share === null ? "" : `, ${formatPercent(bestSession.share, 0)} of the whole gain`}.`,
    );
  }
  if (intervals !== null) {
    notes.push(
      `Intervals: bootstrap of whole bursts, ${formatCounted(intervals.replicates, "replicate")}, ${formatDecimal(intervals.sessionsPerBlock, 1)} sessions and ${formatDecimal(intervals.tradesPerBlock, 1)} trades each on average.`,
    );
  }
  const isTested = calendarShift.statistics !== null && bursts.refused === null;
  if (isTested) notes.push(`How: ${calendarShift.convention}; seed ${calendarShift.seed}.`);
  if (isTested && calendarShift.engineReason !== null)
    notes.push(`By the general engine: ${calendarShift.engineReason}.`);
  if (naive?.tTest !== null && naive?.tTest !== undefined) {
    notes.push(
      `Naive, for comparison only: t(${naive.tTest.degreesOfFreedom}) = ${formatDecimal(naive.tTest.t)}, ${pValueInWords(naive.tTest.p)}. ${naive.warning}`,
    );
  }
  if (deflatedSharpe !== null) {
    notes.push(
      deflatedSharpe.value === null
        ? `Deflated Sharpe ratio: undefined, ${deflatedSharpe.reason}.`
        : `Deflated Sharpe ratio ${formatDecimal(deflatedSharpe.value, 3)}: the chance that the true Sharpe ratio beats the best of as many worthless variants.`,
    );
  }
  return html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
}
