import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { renderHtmlReport } from "../../src/report/html/render-html-report.ts";
import { startDevServer } from "../../src/serve/dev-server.ts";
import { pageScript } from "../page-script.ts";
import { aResult, testSignals } from "../report/a-result.ts";
import { liveFolder } from "../serve/live-folder.ts";
import { asFile, BROWSER, visit } from "./browser.ts";
import { queueTime } from "./queue-time.ts";

/** Other work on the machine can make any one try slow: what the page can do is its best of several. */
const TRIES = 12;

/**
 * The shortest of as many tries as it takes to come under a limit, in milliseconds on a machine with nothing else to do:
 * what it waits for a processor is taken off.
 */
async function best(
  page: Page,
  limit: number,
  measure: (attempt: number) => Promise<number>,
  prepare: () => Promise<unknown> = async () => undefined,
): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES && shortest >= limit; attempt++) {
    await prepare();
    const queued = await queueTime(page.context().browser() as Browser);
    const took = await measure(attempt);
    shortest = Math.min(shortest, took - queued());
  }
  return shortest;
}

declare global {
  interface Window {
    /** resolves with the milliseconds until the chart was drawn again and painted */
    untilDrawn: (name: string, start?: () => void) => Promise<number>;
  }
}

/** Put into a page: watches a chart for the next time it is drawn. */
function watchDrawing(): void {
  window.untilDrawn = (name, start) =>
    new Promise((resolve) => {
      const began = performance.now();
      const observer = new MutationObserver(() => {
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
      });
      const drawn = document.querySelector(`[data-chart="${name}"] .drawn`) as Element;
      observer.observe(drawn, { subtree: true, childList: true, attributes: true });
      start?.();
    });
}

describe.skipIf(BROWSER === undefined)("speed in a browser", () => {
  it("paints a report of 5,000 sessions and 500 trades in under 300 ms, and zooms it in under 150", async () => {
    const signals = testSignals(5000, 8);
    const result = aResult({ withCloses: true, sessions: 5000, signals, params: { hold: 3 } });
    expect(result.trades.length).toBeGreaterThanOrEqual(450);
    const { address, remove } = asFile(renderHtmlReport(result, { script: await pageScript() }));
    const { page, close } = await visit(address);
    const paint = await best(page, 300, async () => {
      await page.reload();
      await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
      return page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]!.startTime);
    });
    expect(paint).toBeLessThan(300);
    await page.locator('[data-chart="price 0"] .drawn svg path').first().waitFor({ state: "attached" });
    await page.evaluate(watchDrawing);
    const zoom = await best(page, 150, (attempt) =>
      page.evaluate(
        (name) =>
          window.untilDrawn("price 0", () =>
            document.querySelector<HTMLElement>(`[data-zoom=${name}]`)!.click(),
          ),
        attempt % 2 === 0 ? "in" : "all",
      ),
    );
    expect(zoom).toBeLessThan(150);
    await close();
    remove();
  });

  it("shows a moved slider and a saved strategy in under 100 ms", async () => {
    const folder = mkdtempSync(join(tmpdir(), "edict-speed-"));
    const files = liveFolder(folder);
    const server = await startDevServer({ ...files.options, script: await pageScript(), port: 0 });
    const { page, close } = await visit(server.url);
    await page.locator('[data-chart="price 0"] .drawn svg path').first().waitFor({ state: "attached" });
    await page.evaluate(watchDrawing);
    // Until the evidence of the last change is there: a run under way would be measured with the next.
    const settle = () =>
      page.waitForFunction(
        () =>
          "sequence" in document.documentElement.dataset && document.querySelector("section.stale") === null,
      );
    const slide = await best(
      page,
      100,
      async (attempt) =>
        page.evaluate(
          (hold) =>
            window.untilDrawn("price 0", () => {
              const slider = document.querySelector<HTMLInputElement>("input[name=hold]")!;
              slider.value = String(hold);
              slider.dispatchEvent(new Event("input", { bubbles: true }));
            }),
          5 + attempt,
        ),
      settle,
    );
    const source = readFileSync(files.strategy, "utf8");
    const save = await best(
      page,
      100,
      async (attempt) => {
        const drawn = page.evaluate(() => window.untilDrawn("price 0"));
        await page.waitForTimeout(50);
        const saved = performance.now();
        writeFileSync(files.strategy, source.replace('"long"', attempt % 2 === 0 ? '"short"' : '"long"'));
        await drawn;
        return performance.now() - saved;
      },
      settle,
    );
    expect(slide).toBeLessThan(100);
    expect(save).toBeLessThan(100);
    await close();
    await server.close();
    rmSync(folder, { recursive: true });
  });
});
