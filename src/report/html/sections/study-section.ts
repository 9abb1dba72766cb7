import { FEWEST_BURSTS } from "../../../analysis/significance/bursts.ts";
import { formatCount, formatCounted } from "../../../decode/format-count.ts";
import type { ResultDocument } from "../../../result/result-schema.ts";
import type { Study, StudyRangeRow } from "../../../result/study-schema.ts";
import { formatPValue, pValueInWords } from "../../format-p-value.ts";
import { formatDecimal, formatPercent, formatReturn, UNDEFINED_TEXT } from "../../format-values.ts";
import { rangeText, whyNoP } from "../../study-answer.ts";
import { studyChart } from "../charts/study-chart.ts";
import { type Html, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { EVIDENCE_SECTIONS } from "./evidence-sections.ts";
import { legendEntry, renderFigure } from "./figure.ts";
import { renderSection } from "./section.ts";

/**
 * Event study: how the instruments moved around the signals, whatever the rule did about it.
 *
 * @param hasGroups whether the groups are folded into it; a page of the study alone gives them a section
 */
export function renderStudy(
  { study, signals }: Pick<ResultDocument, "study" | "signals">,
  hasGroups = true,
): Html | null {
  if ("missing" in study) return null;
  const { settings, counts, days } = study;
  const against =
    settings.model === "mean-adjusted"
      ? "the instrument's own mean"
      : (settings.benchmark ?? "the instrument's own mean");
  return renderSection({
    ...EVIDENCE_SECTIONS.study,
    lede: `Event study of ${formatCounted(counts.events, "event")}: what the instruments did beyond ${against}, whatever the rule made of it. Day 0 is the first session whose close is at or after the signal was known.`,
    body: html`${renderFigure({
      id: "study-chart",
      chart: (size) => studyChart(study, size),
      description: describe(study),
      legend: html`<b>CAAR</b>${legendEntry("strategy", `cumulated average abnormal return${days[0] === undefined ? "" : `, from day ${days[0].day}`}`)}${legendEntry("invested", "95% band across events; too narrow where they overlap")}`,
    })}${renderRanges(study)}${renderNotes(study)}${hasGroups && renderGroups(study)}${renderRefused(study, signals)}`,
  });
}

function describe({ days, ranges }: Study): string {
  const [headline] = ranges as [StudyRangeRow];
  const p = headline.headline?.p ?? null;
  const last = days.findLast(({ cumulative }) => cumulative !== null);
  return `Line chart of the cumulated average abnormal return by session around day 0; it ends at ${formatReturn(last?.cumulative ?? null)}. Over ${rangeText(headline.sessions)} it was ${formatReturn(headline.average)}, ${p === null ? `without a p-value (${whyNoP(headline)})` : pValueInWords(p)}.`;
}

function renderRanges({ ranges }: Study): Html {
  return renderDataTable({
    caption: `Cumulated average abnormal returns; p by shifting the whole calendar, none below ${FEWEST_BURSTS} bursts`,
    columns: [
      { title: "Sessions", isUnbroken: true },
      { title: "Events", align: "right" },
      { title: "Bursts", align: "right" },
      { title: "CAAR", align: "right" },
      { title: "Median", align: "right" },
      { title: "Buy and hold", align: "right" },
      { title: "Could find", align: "right" },
      { title: "p", align: "right" },
    ],
    rows: ranges.map((range) => [
      rangeText(range.sessions),
      formatCount(range.events),
      formatCount(range.bursts),
      formatReturn(range.average),
      formatReturn(range.median),
      formatReturn(range.buyAndHold),
      range.minimumDetectable === null ? UNDEFINED_TEXT : formatPercent(range.minimumDetectable, 2),
      html`<b>${formatPValue(range.headline?.p ?? null)}</b>`,
    ]),
  });
}

function renderGroups(study: Study): Html | null {
  const table = renderGroupTable(study);
  return table === null
    ? null
    : html`<details><summary>By kind, status, time and the like</summary>${table}</details>`;
}

/** Events by kind, actor, time and the like; none without groups. */
export function renderGroupTable({ groups }: Study): Html | null {
  if (groups.length === 0) return null;
  return renderDataTable({
    id: "groups-table",
    caption: `Groups of events, over the first range; p, none below ${FEWEST_BURSTS} bursts, adjusted for the number of groups of the same sort (Benjamini-Yekutieli)`,
    columns: [
      { title: "By", isSortable: true },
      { title: "Group", isSortable: true },
      { title: "Events", align: "right", isSortable: true },
      { title: "Bursts", align: "right", isSortable: true },
      { title: "CAAR", align: "right", isSortable: true },
      { title: "Positive", align: "right", isSortable: true },
      { title: "p", align: "right", isSortable: true },
      { title: "p adjusted", align: "right", isSortable: true },
    ],
    rows: groups.map((group) => [
      group.by,
      group.key,
      formatCount(group.events),
      formatCount(group.bursts),
      formatReturn(group.average),
      formatPercent(group.positive, 0),
      formatPValue(group.p),
      formatPValue(group.adjusted),
    ]),
  });
}

function renderNotes({ unbacked, ranges }: Study): Html {
  const [{ effectiveEvents }] = ranges as [StudyRangeRow];
  return html`<ul class="notes">${
    effectiveEvents !== null &&
    html`<li>Overlapping windows make the events of the first range worth ${formatDecimal(effectiveEvents, 1)} independent ones. What the study could find is the smallest true mean that so many would show, with power 80%.</li>`
  }${
    unbacked !== null &&
    html`<li>The time of ${formatCounted(unbacked.events, "event")} is backed by no source, so day 0 may be the session after the true one: ${formatReturn(unbacked.before)} on the session before, ${formatReturn(unbacked.on)} on day 0, ${formatReturn(unbacked.after)} on day +1.</li>`
  }</ul>`;
}

/** What the study left out, one by one: nothing is dropped without a word. */
function renderRefused({ refused }: Study, signals: ResultDocument["signals"]): Html | null {
  if (refused.length === 0) return null;
  const titles = new Map(signals.map((signal) => [signal.id, signal.title]));
  return html`<details><summary>${formatCounted(refused.length, "event")} left out</summary>${renderDataTable(
    {
      caption: "Events that the study left out",
      columns: [{ title: "Signal" }, { title: "Instrument" }, { title: "Why" }],
      rows: refused.map(({ signalId, instrument, reason }) => [
        html`<span dir="auto">${titles.get(signalId) ?? signalId}</span>`,
        instrument,
        reason,
      ]),
    },
  )}</details>`;
}
