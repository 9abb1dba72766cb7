import axe from "axe-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtmlReport } from "../../src/report/html/render-html-report.ts";
import { pageScript } from "../page-script.ts";
import { aResult, testSignals } from "../report/a-result.ts";
import { asFile, BROWSER, type Visit, visit } from "./browser.ts";
import { searchPages } from "./search-pages.ts";

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** What axe has to complain of in a page with everything opened that can be: rule and place. */
async function violations({ page }: Visit, rules?: readonly string[]): Promise<string[]> {
  return page.evaluate(async (values) => {
    const result = await window.axe.run({
      resultTypes: ["violations" as const],
      ...(values === undefined ? {} : { runOnly: { type: "rule" as const, values: [...values] } }),
    });
    return result.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    );
  }, rules);
}

describe.skipIf(BROWSER === undefined)("the rules of accessibility", () => {
  const files = new Map<string, ReturnType<typeof asFile>>();
  beforeAll(async () => {
    const { pages } = await searchPages();
    // A dozen signals have every part of a page that hundreds have, and axe looks at each row.
    const result = aResult({ withEvidence: true, withCloses: true, signals: testSignals(420, 30) });
    files.set("report", asFile(renderHtmlReport(result, { script: await pageScript() })));
    for (const name of ["sweep", "study", "walk-forward"] as const) files.set(name, asFile(pages[name]));
  });
  afterAll(() => {
    for (const file of files.values()) file.remove();
  });

  it.each(["report", "sweep", "study", "walk-forward"])(
    "are kept, and words stand out from their ground in light and in dark: %s",
    async (name) => {
      const reader = await visit(files.get(name)!.address);
      const { page } = reader;
      await page.waitForFunction(() => document.documentElement.classList.contains("js"));
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      await page.evaluate(axe.source);
      expect(await violations(reader)).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await violations(reader, ["color-contrast"])).toEqual([]);
      await reader.close();
    },
    120_000,
  );
});
