import { describe, expect, it } from "vitest";
import { formatPValue } from "../../../src/report/format-p-value.ts";
import { chartDataOf } from "../../../src/report/html/charts/chart-data.ts";
import { renderHtmlReport, reportSections } from "../../../src/report/html/render-html-report.ts";
import { aResult } from "../a-result.ts";

const result = aResult({ withEvidence: true, withCloses: true });
const data = chartDataOf(result);
const sections = new Map(
  reportSections(result, data).map(({ id, render }) => [id, render()?.text ?? null] as const),
);
/** Words of a section, without its marks. */
// What keeps words together on a line is no space between them.
const wordsOf = (id: string) =>
  (sections.get(id) ?? "")
    .replace(/<span class="unbroken">(.*?)<\/span>/g, "$1")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

describe("the sections of a report with evidence", () => {
  it("stand in the order of the argument", () => {
    expect([...sections].flatMap(([id, text]) => (text === null ? [] : [id]))).toEqual([
      "answer",
      "price",
      "equity",
      "luck",
      "study",
      "sensitivity",
      "sentiment",
      "kinds",
      "months",
      "trades",
      "signals",
      "record",
    ]);
  });

  it("print the p-value of the calendar shift that the result holds", () => {
    if ("missing" in result.significance) throw new Error(result.significance.missing);
    const p = result.significance.calendarShift.statistics!.meanTradeReturn!.twoSided;
    expect(wordsOf("luck")).toContain(`p = ${formatPValue(p)} two-sided`);
    expect(wordsOf("answer")).toContain(`p = ${formatPValue(p)}, two-sided`);
  });

  it("print every range of the study and every row of the sensitivity", () => {
    if ("missing" in result.study || "missing" in result.sensitivity) throw new Error("no evidence");
    expect(sections.get("study")!.match(/<td>days? /g)).toHaveLength(result.study.ranges.length);
    for (const row of result.sensitivity.rows) expect(wordsOf("sensitivity")).toContain(row.label);
  });

  it("say one thing once: what the answer tells of the press is no caveat, too", () => {
    expect(result.warnings.map((warning) => warning.code)).toContain("press-selected");
    expect(wordsOf("answer").match(/favours events that moved prices/g)).toHaveLength(1);
  });

  it("name every instrument, parameter and hash for the record", () => {
    const record = wordsOf("record");
    for (const series of result.data.prices) expect(record).toContain(series.symbol);
    for (const name of Object.keys(result.strategy.params)) expect(record).toContain(`Parameter ${name}`);
    expect(sections.get("record")).toContain(result.data.signals.sha256);
    expect(record).not.toContain("[object Object]");
  });

  it("give every picture words, and every table a name", () => {
    const page = renderHtmlReport(result);
    const plots = page.match(/<div class="plot"[^>]*>/g) ?? [];
    expect(plots.length).toBeGreaterThanOrEqual(6);
    for (const plot of plots) expect(plot).toMatch(/role="img" aria-label="[^"]{40,}"/);
    for (const table of page.match(/<table[^>]*>/g) ?? []) expect(table).toMatch(/aria-label="[^"]+"/);
  });
});

describe("a report without evidence", () => {
  it("leaves those sections out, and says that luck was not tested", () => {
    const bare = aResult();
    const rendered = reportSections(bare, chartDataOf(bare)).filter(({ render }) => render() !== null);
    const ids = rendered.map(({ id }) => id);
    expect(ids).not.toContain("luck");
    expect(ids).not.toContain("study");
    expect(rendered[0]!.render()!.text).toContain("Whether that was luck was not tested");
  });
});
