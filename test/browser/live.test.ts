import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DevServer, startDevServer } from "../../src/serve/dev-server.ts";
import { pageScript } from "../page-script.ts";
import { liveFolder } from "../serve/live-folder.ts";
import { violations } from "./axe.ts";
import { BROWSER, eventually, type Visit, visit } from "./browser.ts";

describe.skipIf(BROWSER === undefined)("the live page in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "edict-live-"));
  const files = liveFolder(folder);
  let server: DevServer;
  let reader: Visit;

  beforeAll(async () => {
    server = await startDevServer({ ...files.options, script: await pageScript(), port: 0 });
    reader = await visit(server.url);
    await reader.page
      .locator('[data-chart="price 0"] .drawn svg path')
      .first()
      .waitFor({ state: "attached" });
    await settled();
  });
  afterAll(async () => {
    await reader.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const trades = () => reader.page.locator("#trades-table tbody tr").count();
  const status = () => reader.page.locator("#live-status").textContent();
  /** Until the evidence of the last change is there. */
  async function settled() {
    await reader.page.waitForFunction(
      () =>
        "sequence" in document.documentElement.dataset && document.querySelector("section.stale") === null,
    );
  }

  it("shows the report, with a slider for each parameter at its value", async () => {
    expect(await trades()).toBe(2);
    const slider = reader.page.locator("input[name=hold]");
    expect(await slider.inputValue()).toBe("4");
    expect(await slider.getAttribute("min")).toBe("1");
    expect(await slider.getAttribute("max")).toBe("20");
    expect(await status()).toMatch(/^2 trades, run in \d+ ms$/);
  });

  it("runs again as a slider moves, and keeps zoom, sorting and filters", async () => {
    const { page } = reader;
    const labels = () => page.locator('[data-chart="price 0"] .drawn svg text').allTextContents();
    await page.getByRole("button", { name: "Zoom in" }).click();
    await page.locator("#trades-table th button", { hasText: "Return" }).click();
    await page.getByRole("searchbox", { name: "Filter trades" }).fill("act");
    const zoomed = await labels();
    const before = await page.locator("#answer .figures dd").first().textContent();
    await page.locator("input[name=hold]").fill("12");
    await eventually(() => page.locator("#answer .figures dd").first().textContent()).not.toBe(before);
    await settled();
    expect(await page.locator(".params").textContent()).toContain("hold 12");
    expect(await labels()).toEqual(zoomed);
    expect(await page.locator("#trades-table th").nth(5).getAttribute("aria-sort")).toBe("descending");
    expect(await page.getByRole("searchbox", { name: "Filter trades" }).inputValue()).toBe("act");
    await page.getByRole("button", { name: "Show all" }).click();
  });

  it("does not move the charts up while a slider moves and the evidence is away", async () => {
    const { page } = reader;
    // The height of every frame that is drawn while the slider moves, and until the evidence is back.
    const start = await page.evaluate(() => {
      const tops: number[] = [];
      const look = () => {
        tops.push((document.getElementById("price") as HTMLElement).offsetTop);
        requestAnimationFrame(look);
      };
      look();
      Object.assign(window, { tops });
      return tops[0] as number;
    });
    for (const hold of ["3", "16", "12"]) {
      const was = await page.evaluate(() => document.documentElement.dataset.sequence);
      await page.locator("input[name=hold]").fill(hold);
      await eventually(() => page.evaluate(() => document.documentElement.dataset.sequence)).not.toBe(was);
      await settled();
    }
    const tops = await page.evaluate(() => (window as unknown as { tops: number[] }).tops);
    expect(tops.length).toBeGreaterThan(10);
    expect(Math.min(...tops)).toBe(start);
  });

  it("takes in a saved strategy, a saved catalogue and saved prices without being loaded anew", async () => {
    const { page } = reader;
    await page.evaluate(() => {
      (window as unknown as { kept: boolean }).kept = true;
    });
    const source = readFileSync(files.strategy, "utf8");
    writeFileSync(files.strategy, source.replace('side: "long"', 'side: "short"'));
    await expect
      .poll(() => page.locator("#trades-table tbody tr").first().textContent())
      .toContain("short TEST.HK");
    writeFileSync(files.strategy, source);
    await expect
      .poll(() => page.locator("#trades-table tbody tr").first().textContent())
      .toContain("long TEST.HK");
    writeFileSync(files.signals, files.signalsText(3));
    await eventually(trades).toBe(3);
    const last = () => page.locator("#record .facts", { hasText: "Span" }).textContent();
    const span = await last();
    writeFileSync(files.prices, files.pricesText(100));
    await eventually(last).not.toBe(span);
    expect(await page.evaluate(() => (window as unknown as { kept?: boolean }).kept)).toBe(true);
  });

  it("says what is wrong as what, at and fix beside the last good result, and clears it when it is mended", async () => {
    const { page } = reader;
    await settled();
    const good = await page.locator("#answer").textContent();
    const source = readFileSync(files.strategy, "utf8");
    writeFileSync(files.strategy, source.replace("weight", "wieght"));
    const issue = page.locator("#live-issues .issue");
    await eventually(() => issue.locator(".what").textContent()).toBe('unknown field "wieght"');
    expect(await issue.locator("code").textContent()).toContain("rules[0].legs[0].wieght");
    expect(await issue.textContent()).toContain('did you mean "weight"?');
    expect(await status()).toBe("the last good result stands below");
    expect(await page.locator("#answer").textContent()).toBe(good);
    writeFileSync(files.strategy, `${source}\n)`);
    await eventually(() => issue.locator(".what").textContent()).toMatch(/Unexpected|Expected/);
    writeFileSync(files.strategy, source);
    await eventually(() => issue.count()).toBe(0);
    expect(await status()).toMatch(/run in \d+ ms/);
  });

  it("says of evidence that is to come that it is being computed, where the page had none", async () => {
    const { page } = reader;
    await settled();
    // Known before the prices begin: nothing is traded.
    writeFileSync(files.signals, files.signalsText(3).replaceAll('"2025-', '"2019-'));
    await eventually(trades).toBe(0);
    await settled();
    expect(await page.locator("#luck, #sensitivity").count()).toBe(0);
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      new MutationObserver((changes) => {
        for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
          if (node instanceof Element && node.querySelector("[data-awaited]"))
            seen.push(node.id, node.textContent!);
        }
      }).observe(document.getElementById("report")!, { childList: true });
    });
    writeFileSync(files.signals, files.signalsText(3));
    await eventually(trades).toBe(3);
    await settled();
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen).toContain("luck");
    expect(seen.join(" ").replace(/\s+/g, " ")).toContain("Was it luck? computing ...");
    expect(await page.locator("[data-awaited]").count()).toBe(0);
    expect(await page.locator("#report").getAttribute("aria-busy")).toBe("false");
    expect(await page.locator("#luck").count()).toBe(1);
  });

  it("keeps the rules of accessibility, at rest and with something wrong", async () => {
    await settled();
    expect(await violations(reader)).toEqual([]);
    const source = readFileSync(files.strategy, "utf8");
    writeFileSync(files.strategy, source.replace("weight", "wieght"));
    await eventually(() => reader.page.locator("#live-issues .issue").count()).toBe(1);
    expect(await violations(reader, "#live")).toEqual([]);
    writeFileSync(files.strategy, source);
    await eventually(() => reader.page.locator("#live-issues .issue").count()).toBe(0);
  });

  it("follows an editor that saves by putting a new file in the old one's place", async () => {
    const source = readFileSync(files.strategy, "utf8");
    const draft = join(folder, "draft.tmp");
    writeFileSync(draft, source.replace("A test of the live page", "Saved by renaming"));
    cpSync(draft, `${files.strategy}.new`);
    const { renameSync } = await import("node:fs");
    renameSync(`${files.strategy}.new`, files.strategy);
    await eventually(() => reader.page.locator("h1").textContent()).toBe("Saved by renaming");
    expect(await reader.page.title()).toBe("Saved by renaming - edict");
    mkdirSync(join(folder, "unrelated"), { recursive: true });
  });

  it("needs nothing but its own server, and complains of nothing", () => {
    expect(reader.complaints).toEqual([]);
    expect(
      reader.requests.filter((url) => !url.startsWith(server.url) && !/^(blob|data):/.test(url)),
    ).toEqual([]);
  });
});
