import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderLivePage } from "../../src/report/html/live-page.ts";
import type { LivePanel } from "../../src/report/html/live-panel.ts";
import { renderHtmlReport } from "../../src/report/html/render-html-report.ts";
import { param } from "../../src/strategy/param.ts";
import { pageScript } from "../page-script.ts";
import { aResult, testSignals } from "../report/a-result.ts";
import { violations } from "./axe.ts";
import { asFile, BROWSER, visit } from "./browser.ts";
import { searchPages } from "./search-pages.ts";

/** A live page with every kind of control, something wrong, and evidence that is still to come. */
const PANEL: LivePanel = {
  specs: {
    hold: param.integer(8, { min: 1, max: 20 }),
    stop: param.fraction(0.08, { min: 0.02, max: 0.3 }),
    first: param.boolean(true),
    side: param.choice("long", ["long", "short"]),
  },
  values: { hold: 8, stop: 0.08, first: true, side: "long" },
  issues: [{ what: "unknown field", at: "strategy.ts rules[0]", fix: "leave it out" }],
  status: "30 trades, run in 9 ms",
  awaited: ["significance", "study", "sensitivity"],
};

describe.skipIf(BROWSER === undefined)("the rules of accessibility", () => {
  const files = new Map<string, ReturnType<typeof asFile>>();
  beforeAll(async () => {
    const { pages } = await searchPages();
    // A dozen signals have every part of a page that hundreds have, and axe looks at each row.
    const result = aResult({ withEvidence: true, withCloses: true, signals: testSignals(420, 30) });
    files.set("report", asFile(renderHtmlReport(result, { script: await pageScript() })));
    files.set("live page that computes", asFile(renderLivePage(result, PANEL, await pageScript())));
    for (const name of ["sweep", "study", "walk-forward"] as const) files.set(name, asFile(pages[name]));
  });
  afterAll(() => {
    for (const file of files.values()) file.remove();
  });

  it.each(["report", "sweep", "study", "walk-forward", "live page that computes"])(
    "are kept, and words stand out from their ground in light and in dark: %s",
    async (name) => {
      const reader = await visit(files.get(name)!.address);
      const { page } = reader;
      await page.waitForFunction(() => document.documentElement.classList.contains("js"));
      expect(await violations(reader)).toEqual([]);
      await reader.close();
    },
  );
});
