import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtmlReport } from "../../src/report/html/render-html-report.ts";
import { pageScript } from "../page-script.ts";
import { aResult } from "../report/a-result.ts";
import { HOSTILE_TEXTS, hostileSignals } from "../report/hostile-text.ts";
import { asFile, BROWSER, type Visit, visit } from "./browser.ts";

describe.skipIf(BROWSER === undefined)("hostile titles, sources and names in a browser", () => {
  let reader: Visit;
  let remove = () => {};
  let address = "";
  beforeAll(async () => {
    const result = aResult({
      withCloses: true,
      name: HOSTILE_TEXTS[1],
      hypothesis: HOSTILE_TEXTS[8],
      signals: hostileSignals(),
    });
    ({ address, remove } = asFile(renderHtmlReport(result, { script: await pageScript() })));
    reader = await visit(address, { viewport: { width: 390, height: 800 } });
  });
  afterAll(async () => {
    await reader.close();
    remove();
  });

  it("run nothing, ask for nothing and complain of nothing, in tables, charts and tooltips", async () => {
    const { page } = reader;
    const price = page.locator('[data-chart="price 0"]');
    await price.scrollIntoViewIfNeeded();
    await price.locator(".drawn svg path").first().waitFor({ state: "attached" });
    await price.focus();
    const headings = new Set<string>();
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("ArrowRight");
      headings.add((await price.locator(".tooltip b").textContent()) ?? "");
    }
    expect(headings).toContain(HOSTILE_TEXTS[0]);
    expect(await price.locator(".tooltip :is(script, img)").count()).toBe(0);
    await page.locator("#trades-table th button", { hasText: "Signal" }).click();
    await page.locator('form[data-filters="signals-table"] input').fill("<script>");
    expect(await page.locator("#signals-table tbody tr:visible").count()).toBeGreaterThan(0);
    expect(await page.evaluate(() => "pwned" in window)).toBe(false);
    expect(reader.complaints).toEqual([]);
    expect(reader.requests.filter((url) => url !== address && !url.startsWith("blob:"))).toEqual([]);
  });

  it("make no link that runs, and print such sources as words", async () => {
    const links = await reader.page
      .locator("a.source")
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol));
    expect([...new Set(links)]).toEqual(["https:"]);
    expect(await reader.page.locator("small.source", { hasText: "javascript:" }).count()).toBeGreaterThan(0);
  });

  it("do not widen the page, however long the word", async () => {
    expect(await reader.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it("keep text that runs from right to left to itself", async () => {
    const cells = reader.page.locator("#trades-table tbody tr td:first-child > span");
    expect(
      await cells.evaluateAll((all) =>
        all.every((cell) => getComputedStyle(cell).unicodeBidi.includes("isolate")),
      ),
    ).toBe(true);
  });

  it("would not run even if a script were in the page: the policy lets edict's own run, and no other", async () => {
    await reader.page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.pwned = 'injected'";
      document.body.append(script);
    });
    expect(await reader.page.evaluate(() => "pwned" in window)).toBe(false);
  });
});
