import { FEWEST_BURSTS } from "../../analysis/significance/bursts.ts";
import { formatCount, formatCounted } from "../../decode/format-count.ts";
import type { Study, StudyRangeRow, StudyTest } from "../../result/study-schema.ts";
import { formatPValue } from "../format-p-value.ts";
import {
  formatDecimal,
  formatPercent,
  formatRelativeDay,
  formatReturn,
  formatSignedPercent,
  UNDEFINED_TEXT,
} from "../format-values.ts";
import { rangeText, studyAnswer, studySettings } from "../study-answer.ts";
import { layoutWidth, paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";
import { wrap } from "./wrap-text.ts";

/** What a study is about, as its heading says it. */
export interface StudySubject {
  readonly title: string;
  readonly subtitle: string;
  readonly synthetic: boolean;
}

/** Days shown one by one: all of a short window, the ones around day 0 of a long one. */
const DAYS_AROUND_ZERO = 10;

/** An event study for a terminal: the answer, the ranges, the days, every test with its convention, the groups. */
export function renderStudyReport(study: Study, subject: StudySubject, style: TerminalStyle): string {
  const sections = [
    renderHeading(study, subject, style),
    renderRanges(study, style),
    renderUnbacked(study, style),
    renderDays(study, style),
    renderGroups(study, style),
    renderTests(study, style),
    renderRefused(study, style),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function renderHeading(
  study: Study,
  { title, subtitle, synthetic }: StudySubject,
  style: TerminalStyle,
): string {
  const { heading, aside, alarm } = paint(style);
  const width = layoutWidth(style);
  return [
    heading(title),
    ...wrap(subtitle, width),
    ...(synthetic ? [alarm("*** SYNTHETIC PRICES: made by a generator, not by a market. ***")] : []),
    "",
    ...studyAnswer(study).flatMap((sentence) => wrap(sentence, width)),
    "",
    ...wrap(studySettings(study), width).map(aside),
  ].join("\n");
}

function renderRanges({ ranges }: Study, style: TerminalStyle): string {
  const { heading } = paint(style);
  const table = renderTable(
    [
      { title: "", names: true },
      { title: "events", align: "right" },
      { title: "bursts", align: "right" },
      { title: "effective", align: "right" },
      { title: "CAAR", align: "right" },
      { title: "95% interval", align: "right" },
      { title: "median", align: "right" },
      { title: "weighted", align: "right" },
      { title: "BHAAR", align: "right" },
      { title: "could find", align: "right" },
      { title: "p shift", align: "right" },
    ],
    ranges.map((range) => [
      rangeText(range.sessions),
      formatCount(range.events),
      formatCount(range.bursts),
      range.effectiveEvents === null ? UNDEFINED_TEXT : formatDecimal(range.effectiveEvents, 1),
      formatReturn(range.average),
      range.interval === null
        ? UNDEFINED_TEXT
        : `${formatReturn(range.interval.low)} to ${formatReturn(range.interval.high)}`,
      formatReturn(range.median),
      formatReturn(range.precisionWeighted),
      formatReturn(range.buyAndHold),
      range.minimumDetectable === null ? UNDEFINED_TEXT : formatPercent(range.minimumDetectable, 2),
      formatPValue(range.headline?.p ?? null),
    ]),
    tableLayout(style),
  );
  return `${heading("Abnormal returns")}\n${table}`;
}

function renderUnbacked({ unbacked }: Study, style: TerminalStyle): string {
  if (unbacked === null) return "";
  const { events, before, on, after } = unbacked;
  return wrap(
    `The time of ${formatCounted(events, "event")} is backed by no source, so ${events === 1 ? "its" : "their"} day 0 may be the session after the true one: ${formatReturn(before)} on the session before, ${formatReturn(on)} on day 0, ${formatReturn(after)} on day +1.`,
    layoutWidth(style),
  ).join("\n");
}

function renderDays({ days }: Study, style: TerminalStyle): string {
  const { heading, aside } = paint(style);
  const shown = days.filter(({ day }) => Math.abs(day) <= DAYS_AROUND_ZERO);
  const tests = [...new Set(shown.flatMap(({ p }) => Object.keys(p)))];
  const table = renderTable(
    [
      { title: "day", align: "right", names: true },
      { title: "events", align: "right" },
      { title: "AAR", align: "right" },
      { title: "CAAR", align: "right" },
      ...tests.map((title) => ({ title: `p ${title}`, align: "right" as const })),
    ],
    shown.map(({ day, events, average, cumulative, p }) => [
      formatRelativeDay(day),
      formatCount(events),
      formatReturn(average),
      formatReturn(cumulative),
      ...tests.map((name) => formatPValue(p[name] ?? null)),
    ]),
    tableLayout(style),
  );
  const note =
    tests.length === 0
      ? `\n${aside(`No p-values: the events lie on fewer than ${FEWEST_BURSTS} sessions.`)}`
      : "";
  return `${heading("Day by day")}\n${table}${note}`;
}

/** Groupings whose name would push the table beyond 80 columns. */
const SHORT_GROUPINGS: Readonly<Record<string, string>> = { completeness: "family" };

function renderGroups({ groups }: Study, style: TerminalStyle): string {
  const { heading, aside } = paint(style);
  const table = renderTable(
    [
      { title: "by", names: true },
      { title: "", flexible: true, names: true },
      { title: "events", align: "right" },
      { title: "bursts", align: "right" },
      { title: "mean", align: "right" },
      { title: "median", align: "right" },
      { title: "above 0", align: "right" },
      { title: "p shift", align: "right" },
      { title: "p adjusted", align: "right" },
    ],
    groups.map((group, index) => [
      groups[index - 1]?.by === group.by ? "" : (SHORT_GROUPINGS[group.by] ?? group.by),
      group.key.replace(/^time /, ""),
      formatCount(group.events),
      formatCount(group.bursts),
      formatReturn(group.average),
      formatReturn(group.median),
      formatPercent(group.positive, 0),
      formatPValue(group.p),
      formatPValue(group.adjusted),
    ]),
    tableLayout(style),
  );
  const note = `No p-value below ${FEWEST_BURSTS} bursts. p adjusted: Benjamini-Yekutieli over the groups of one kind. Actors with 3 events or more.`;
  return `${heading("By group")}\n${table}\n${aside(note)}`;
}

/** Every test of the headline range with its convention; those that take events as independent are marked as naive. */
function renderTests({ ranges }: Study, style: TerminalStyle): string {
  const { heading, aside } = paint(style);
  const width = layoutWidth(style);
  const [headline] = ranges as [StudyRangeRow];
  const tests = [...(headline.headline === null ? [] : [headline.headline]), ...headline.tests];
  const tooFew = headline.headlineReason;
  const remark = ({ naive, reason }: StudyTest) =>
    reason === null || reason === tooFew ? (naive ? "naive: takes events as independent" : "") : reason;
  const table = renderTable(
    [
      { title: "test" },
      { title: "statistic", align: "right" },
      { title: "p", align: "right" },
      { title: "", wraps: true },
    ],
    tests.map((test) => [
      test.name,
      test.statistic === null ? UNDEFINED_TEXT : formatStatistic(test),
      formatPValue(test.p),
      remark(test),
    ]),
    tableLayout(style),
  );
  const conventions = tests.flatMap(({ name, convention }) => wrap(`${name}: ${convention}`, width));
  return [
    heading(`Tests over ${rangeText(headline.sessions)}, two-sided`),
    table,
    ...(tooFew === null ? [] : wrap(`No p-values: ${tooFew}.`, width)),
    ...conventions.map(aside),
  ].join("\n");
}

function formatStatistic({ statistic, name }: StudyTest): string {
  const isReturn = name === "calendar-shift" || name === "sign-flip";
  return isReturn ? formatSignedPercent(statistic as number, 2) : formatDecimal(statistic as number, 3);
}

function renderRefused({ refused }: Study, style: TerminalStyle): string {
  if (refused.length === 0) return "";
  const { heading } = paint(style);
  const table = renderTable(
    [{ title: "" }, { title: "" }, { title: "", wraps: true }],
    refused.map(({ signalId, instrument, reason }) => [signalId, instrument, reason]),
    tableLayout(style),
  );
  return `${heading("Left out")}\n${table}`;
}
