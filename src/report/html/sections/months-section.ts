import { monthlyReturns, yearlyReturns } from "../../../analysis/metrics/period-returns.ts";
import type { ResultDocument } from "../../../result/result-schema.ts";
import { parseCalendarDay } from "../../../time/calendar-day.ts";
import { formatSignedPercent } from "../../format-values.ts";
import { type Html, html } from "../html-text.ts";
import { renderSection } from "./section.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Tints of a cell, 1 to 5; a return of this size or more has the deepest. */
const DEEPEST_TINT_AT = 0.1;
const TINTS = 5;

/** Calendar returns: a row a year, a column a month, deeper tints for larger moves. */
export function renderMonths(result: ResultDocument): Html | null {
  const { equity, date } = result.equity;
  if (equity.length < 2) return null;
  const days = date.map((text) => parseCalendarDay(text)!);
  const byMonth = new Map(
    monthlyReturns(equity, days).map((period) => [`${period.year}-${period.month}`, period.return]),
  );
  const years = yearlyReturns(equity, days);
  const idle = idleYears(result, years);
  return renderSection({
    id: "months",
    title: "Month by month",
    body: html`<p class="caption">Monthly returns in percent, after costs</p>
<div class="scroll" role="region" tabindex="0" aria-label="Monthly returns">
<table class="months" aria-label="Monthly returns in percent, after costs">
<thead><tr><th scope="col">Year</th>${MONTHS.map((month) => html`<th scope="col" class="n">${month}</th>`)}<th scope="col" class="n">Year</th></tr></thead>
<tbody>
${idle.length > 0 && renderIdle(idle.map(({ year }) => year))}${years.slice(idle.length).map(
  ({ year, return: total }) => html`<tr><th scope="row">${year}</th>${MONTHS.map((_, month) =>
    renderMonth(byMonth.get(`${year}-${month + 1}`)),
  )}<td class="n total">${percent(total)}</td></tr>
`,
)}</tbody>
</table>
</div>`,
  });
}

/** The years at the beginning in which nothing was held; a single one stands like any other. */
function idleYears<Year extends { readonly year: number }>(
  result: ResultDocument,
  years: readonly Year[],
): Year[] {
  const first = result.equity.exposure.findIndex((share) => share !== 0);
  const begins = first < 0 ? years.at(-1)?.year : Number(result.equity.date[first]?.slice(0, 4));
  const idle = years.filter(({ year }) => year < (begins ?? 0));
  return idle.length < 2 ? [] : idle;
}

function renderIdle(years: readonly number[]): Html {
  return html`<tr><th scope="row">${years[0]} to ${years.at(-1)}</th><td class="flat idle" colspan="12">nothing was held</td><td class="n total">0.0</td></tr>
`;
}

function renderMonth(value: number | undefined): Html {
  if (value === undefined) return html`<td></td>`;
  const text = percent(value);
  if (Number(text) === 0) return html`<td class="n flat">${text}</td>`;
  const tint = Math.min(TINTS, Math.ceil((Math.abs(value) / DEEPEST_TINT_AT) * TINTS));
  return html`<td class="n ${value < 0 ? "down" : "up"}-${tint}">${text}</td>`;
}

/** Without the sign of percent, which the caption names: twelve columns have to fit a phone. */
function percent(value: number): string {
  return formatSignedPercent(value).replace("%", "");
}
