import type { Study, StudyRangeRow } from "../../../result/study-schema.ts";
import { formatPValue } from "../../format-p-value.ts";
import { formatDecimal, formatRelativeDay, formatReturn, UNDEFINED_TEXT } from "../../format-values.ts";
import { rangeText } from "../../study-answer.ts";
import { type Html, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { renderSection } from "./section.ts";

/** Every test of the headline range with its convention, and the days of the window one by one. */
export function renderStudyTests({ ranges, days }: Study): Html | null {
  const [headline] = ranges as [StudyRangeRow];
  const tests = headline.headline === null ? headline.tests : [headline.headline, ...headline.tests];
  if (tests.length === 0) return null;
  const tooFew = headline.headlineReason;
  const names = Object.keys(days[0]?.p ?? {});
  return renderSection({
    id: "tests",
    title: "Every test",
    lede: `Over ${rangeText(headline.sessions)}, two-sided. Naive ones take the events as independent and are too bold where events come in bursts.${tooFew === null ? "" : ` There are no p-values: ${tooFew}.`}`,
    body: html`${renderDataTable({
      id: "tests-table",
      becomesCards: true,
      caption: "Tests of the headline range",
      columns: [
        { title: "Test", isSortable: true },
        { title: "Statistic", align: "right", isSortable: true },
        { title: "p", align: "right", isSortable: true },
        { title: "Convention" },
      ],
      rows: tests.map((test) => [
        html`${test.name}${test.naive && html`<small>naive</small>`}`,
        test.statistic === null ? UNDEFINED_TEXT : formatDecimal(test.statistic, 3),
        test.naive ? formatPValue(test.p) : html`<b>${formatPValue(test.p)}</b>`,
        html`<span dir="auto">${test.reason === null || test.reason === tooFew ? test.convention : test.reason}</span>`,
      ]),
    })}<details><summary>Day by day</summary>${renderDataTable({
      caption: "Average abnormal returns by session",
      columns: [
        { title: "Day", align: "right" },
        { title: "Events", align: "right" },
        { title: "AAR", align: "right" },
        { title: "CAAR", align: "right" },
        ...names.map((name) => ({ title: `p ${name}`, align: "right" as const })),
      ],
      rows: days.map((day) => [
        formatRelativeDay(day.day),
        day.events,
        formatReturn(day.average),
        formatReturn(day.cumulative),
        ...names.map((name) => formatPValue(day.p[name] ?? null)),
      ]),
    })}</details>`,
  });
}
