import { formatCount, formatCounted } from "../../decode/format-count.ts";
import type { StudyDocument } from "../../result/study-document-schema.ts";
import type { Study, StudyRangeRow } from "../../result/study-schema.ts";
import { formatPValue } from "../format-p-value.ts";
import { formatDecimal, formatPercent, formatReturn, UNDEFINED_TEXT } from "../format-values.ts";
import { rangeText, studyAnswer, studySettings, studySpan, whyNoP } from "../study-answer.ts";
import { type Html, html } from "./html-text.ts";
import { renderMasthead } from "./masthead.ts";
import { renderPage } from "./page.ts";
import type { HtmlReportOptions } from "./render-html-report.ts";
import { renderAlarm, renderFigures, renderSentences } from "./sections/answer-parts.ts";
import { renderEvents } from "./sections/events-section.ts";
import { renderGroupsByKind } from "./sections/groups-section.ts";
import {
  type Fact,
  renderFacts,
  renderHash,
  renderPriceTable,
  settingFacts,
} from "./sections/record-parts.ts";
import { renderAll, renderSection } from "./sections/section.ts";
import { renderStudy } from "./sections/study-section.ts";
import { renderStudyTests } from "./sections/study-tests-section.ts";

/**
 * The page of an event study, from its document alone: the answer, the path around day 0, abnormal returns by kind,
 * every test, every event.
 *
 * @returns the same text for the same document
 */
export function renderStudyPage(document: StudyDocument, options: HtmlReportOptions = {}): string {
  const { subject, study, studyId } = document;
  return renderPage({
    title: `Event study: ${subject.title}`,
    body: html`${renderMasthead({
      kicker: "edict study",
      span: "missing" in study ? null : studySpan(study),
      title: subject.title,
      dek: `What ${subject.instruments.join(", ")} did around the signals.`,
      facts: Object.entries(subject.strategy?.params ?? {}).map(
        ([name, value]) => `${name} ${String(value)}`,
      ),
    })}<main id="report">
${"missing" in study ? renderMissing(study.missing) : renderAll(sectionsOf(document, study))}</main>
<footer><p>Drawn by edict from study <code>${studyId}</code> alone.</p></footer>`,
    data: null,
    script: options.script ?? null,
  });
}

function renderMissing(reason: string): Html {
  return html`<section id="answer" aria-label="The answer">${renderSentences([`There is no event study: ${reason}.`])}</section>
`;
}

function sectionsOf(document: StudyDocument, study: Study) {
  return [
    { id: "answer", label: null, render: () => renderAnswer(study, document.data.synthetic) },
    { id: "study", label: "Around the signals", render: () => renderStudy({ study, signals: [] }, false) },
    { id: "groups", label: "By kind", render: () => renderGroupsByKind(study) },
    { id: "tests", label: "Tests", render: () => renderStudyTests(study) },
    { id: "events", label: "Events", render: () => renderEvents(study) },
    { id: "record", label: "Record", render: () => renderRecord(document, study) },
  ];
}

function renderAnswer(study: Study, isSynthetic: boolean): Html {
  const [headline] = study.ranges as [StudyRangeRow];
  const { sessions, average, interval, median, events, bursts, minimumDetectable } = headline;
  const p = headline.headline?.p ?? null;
  const positive = study.events.filter(({ cumulative }) => cumulative !== null && cumulative > 0).length;
  const known = study.events.filter(({ cumulative }) => cumulative !== null).length;
  return html`<section id="answer" aria-label="The answer">
${renderAlarm(isSynthetic)}
${renderSentences(studyAnswer(study))}
${renderFigures([
  {
    label: `CAAR, ${rangeText(sessions)}`,
    value: formatReturn(average),
    aside: interval === null ? "" : `${formatReturn(interval.low)} to ${formatReturn(interval.high)}`,
  },
  p === null
    ? { label: "Shifted calendar", value: "No p-value", aside: whyNoP(headline) }
    : { label: "p, shifted calendar", value: formatPValue(p), aside: "two-sided" },
  { label: "Median", value: formatReturn(median), aside: "of the events" },
  {
    label: "Above 0",
    value: known === 0 ? UNDEFINED_TEXT : formatPercent(positive / known, 0),
    aside: `${formatCount(positive)} of ${formatCounted(known, "event")}`,
  },
  { label: "Events", value: formatCount(events), aside: `in ${formatCounted(bursts, "burst")}` },
  {
    label: "Could find",
    value: minimumDetectable === null ? UNDEFINED_TEXT : formatPercent(minimumDetectable, 2),
    aside: "smallest true mean",
  },
])}
</section>
`;
}

function renderRecord({ studyId, subject, data }: StudyDocument, study: Study): Html {
  const strategy: Fact[] =
    subject.strategy === null
      ? []
      : [
          ["Strategy file", html`<code dir="auto">${subject.strategy.file}</code>`],
          ["Strategy SHA-256", renderHash(subject.strategy.sha256)],
        ];
  return renderSection({
    id: "record",
    title: "For the record",
    lede: studySettings(study),
    body: html`${renderFacts("Study", [
      ["Study id", html`<code>${studyId}</code>`],
      ...strategy,
      ...settingFacts(subject.selection === null ? {} : { selection: subject.selection }),
      ...study.ranges.map(
        (range): Fact => [
          `Effective events, ${rangeText(range.sessions)}`,
          range.effectiveEvents === null ? UNDEFINED_TEXT : formatDecimal(range.effectiveEvents, 1),
        ],
      ),
      ["Signals", html`${formatCount(data.signals.count)} in <code dir="auto">${data.signals.file}</code>`],
      ["Signals SHA-256", renderHash(data.signals.sha256)],
    ])}${renderFacts("Settings", settingFacts(study.settings))}${renderPriceTable(data.prices)}`,
  });
}
