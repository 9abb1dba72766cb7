import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DARK, LIGHT } from "../../src/report/html/charts/chart-colors.ts";
import { renderHtmlReport } from "../../src/report/html/render-html-report.ts";
import { pageScript } from "../page-script.ts";
import { aResult } from "../report/a-result.ts";
import { asFile, BROWSER, eventually, type Visit, visit } from "./browser.ts";

const result = aResult({ withEvidence: true, withCloses: true });
let address = "";
let remove = () => {};

beforeAll(async () => {
  ({ address, remove } = asFile(renderHtmlReport(result, { script: await pageScript() })));
});
afterAll(() => remove());

/** Brings a chart into view and waits until it is alive. */
async function wake({ page }: Visit, name: string) {
  const plot = page.locator(`[data-chart="${name}"]`);
  await plot.scrollIntoViewIfNeeded();
  await plot.locator(".drawn svg path").first().waitFor({ state: "attached" });
  return plot;
}

const rgb = (color: string) =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)).join(", ")})`;

describe.skipIf(BROWSER === undefined)("a report in a browser", () => {
  let reader: Visit;
  beforeAll(async () => {
    reader = await visit(address);
  });
  afterAll(() => reader.close());

  it("brings its charts to life, without a complaint and without asking anyone for anything", async () => {
    for (const name of ["price 0", "equity", "sentiment"]) {
      const plot = await wake(reader, name);
      expect(await plot.locator(".drawn svg path").count()).toBeGreaterThan(10);
      expect(await plot.locator(".wide").isVisible()).toBe(false);
    }
    expect(reader.complaints).toEqual([]);
    expect(
      reader.requests.filter((url) => url !== address && !url.startsWith("blob:") && url !== "data:,"),
    ).toEqual([]);
  });

  it("tells title, source, time and fate of the very signal that is pointed at", async () => {
    const { page } = reader;
    const plot = await wake(reader, "price 0");
    await plot.evaluate((element) => element.scrollIntoView({ block: "center" }));
    // The drawing beneath has the same places, and each mark's words.
    const marks = await plot.locator(".wide circle:has(title)").evaluateAll((circles) =>
      circles.map((circle) => ({
        x: Number(circle.getAttribute("cx")),
        y: Number(circle.getAttribute("cy")),
        words: circle.querySelector("title")!.textContent!.split("\n"),
      })),
    );
    const signals = marks.filter((mark) => /stance/.test(mark.words[1]!));
    expect(signals.length).toBeGreaterThan(20);
    const box = (await plot.boundingBox())!;
    expect(box.width).toBe(960);
    for (const { x, y, words } of [signals[0]!, signals[10]!, signals.at(-1)!]) {
      await page.mouse.move(box.x + x, box.y + y);
      const shown = await plot.locator(".tooltip > *").allTextContents();
      expect(shown).toEqual(words);
      expect(shown.join("\n")).toMatch(/^Known .*\nSource: example\.org\n(Traded|Extended|Skipped)/m);
    }
    await page.mouse.move(0, 0);
    expect(await plot.locator(".tooltip").isVisible()).toBe(false);
  });

  it("reads out the day under the pointer on the equity chart", async () => {
    const plot = await wake(reader, "equity");
    const box = (await plot.boundingBox())!;
    await reader.page.mouse.move(box.x + 500, box.y + 100);
    const [day, ...values] = await plot.locator(".tooltip > *").allTextContents();
    const at = result.equity.date.indexOf(day!);
    expect(at).toBeGreaterThan(0);
    expect(values[0]).toBe(
      `Strategy ${((result.equity.equity[at]! / result.config.capital - 1) * 100).toFixed(2).replace(/^(?=\d)/, "+")}%`,
    );
    expect(values[1]).toMatch(/^\^HSI [+-]/);
  });

  it("zooms all charts together by dragging, keys and buttons, and shows the whole again", async () => {
    const { page } = reader;
    const equity = await wake(reader, "equity");
    const price = await wake(reader, "price 0");
    const dates = (plot: typeof price) => plot.locator(".drawn svg text").allTextContents();
    const both = async () => [await dates(price), await dates(equity)];
    const whole = await both();
    await price.evaluate((element) => element.scrollIntoView({ block: "center" }));
    const box = (await price.boundingBox())!;
    await page.mouse.move(box.x + 400, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 480, box.y + 120, { steps: 4 });
    expect(await price.locator(".selection").isVisible()).toBe(true);
    await page.mouse.up();
    expect(await price.locator(".selection").isVisible()).toBe(false);
    await eventually(() => dates(price)).not.toEqual(whole[0]);
    await eventually(() => dates(equity)).not.toEqual(whole[1]);
    await page.mouse.dblclick(box.x + 400, box.y + 100);
    await eventually(both).toEqual(whole);
    await page.getByRole("button", { name: "Zoom in" }).click();
    await eventually(() => dates(equity)).not.toEqual(whole[1]);
    await page.getByRole("button", { name: "Show all" }).click();
    await eventually(both).toEqual(whole);
    await price.focus();
    await page.keyboard.press("+");
    await eventually(() => dates(price)).not.toEqual(whole[0]);
    await page.keyboard.press("0");
    await eventually(both).toEqual(whole);
  });

  it("goes from mark to mark by the arrow keys, in the order of time", async () => {
    const { page } = reader;
    const price = await wake(reader, "price 0");
    await price.focus();
    const known: string[] = [];
    for (let step = 0; step < 6; step++) {
      await page.keyboard.press("ArrowRight");
      const lines = await price.locator(".tooltip > *").allTextContents();
      known.push(lines.find((line) => line.startsWith("Known"))!);
    }
    expect(known).toEqual([...known].sort());
    await page.keyboard.press("Escape");
    expect(await price.locator(".tooltip").isVisible()).toBe(false);
  });

  it("finds a trade in the chart by its id, and a trade's row by its mark", async () => {
    const { page } = reader;
    const trade = result.trades[7]!;
    await page.locator(`button[data-trade="${trade.id}"]`).click();
    const price = page.locator('[data-chart="price 0"]');
    await expect
      .poll(() => price.locator(".tooltip").textContent())
      .toContain(`${trade.id}, ${trade.side} ${trade.instrument}`);
    await page.keyboard.press("Escape");
    await eventually(async () => (await price.boundingBox())!.y).toBeGreaterThan(0);
    // Pointing and clicking at the entry goes back to the row.
    const [x, y] = await price.evaluate((plot) => {
      const entry = [...plot.querySelectorAll(".drawn svg path[transform]")].find((path) =>
        path.getAttribute("d")!.startsWith("M0 -1L1 1"),
      );
      const box = entry!.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    });
    await page.mouse.click(x!, y!);
    const words = await price.locator(".tooltip > *").allTextContents();
    const id = /^(t\d+),/.exec(words.find((line) => /^t\d+,/.test(line))!)![1]!;
    await eventually(() => page.locator("tr.found").getAttribute("id", { timeout: 2000 })).toBe(id);
    await page.getByRole("button", { name: "Show all" }).click();
  });

  it("sorts by a column's numbers, and the other way round", async () => {
    const { page } = reader;
    const column = () =>
      page
        .locator("#trades-table tbody tr td:nth-child(6)")
        .evaluateAll((cells) => cells.map((cell) => Number.parseFloat(cell.textContent!)));
    await page.locator("#trades-table th button", { hasText: "Return" }).click();
    const down = await column();
    expect(down).toEqual([...down].sort((a, b) => b - a));
    expect(down).toHaveLength(result.trades.length);
    expect(await page.locator("#trades-table th").nth(5).getAttribute("aria-sort")).toBe("descending");
    await page.locator("#trades-table th button", { hasText: "Return" }).click();
    expect(await column()).toEqual([...down].sort((a, b) => a - b));
    await page.locator("#trades-table th button", { hasText: "In" }).click();
    const days = await page
      .locator("#trades-table tbody tr td:nth-child(3)")
      .evaluateAll((cells) => cells.map((cell) => cell.firstChild!.textContent!));
    expect(days).toEqual([...days].sort());
  });

  it("filters by words and by choice, and says how many are left", async () => {
    const { page } = reader;
    const shown = () => page.locator("#signals-table tbody tr:visible").count();
    const all = await shown();
    const form = page.locator('form[data-filters="signals-table"]');
    await form.getByLabel("Fate").selectOption("skipped");
    const skipped = result.signals.filter(
      (signal) => signal.disposition === "skipped" && signal.reason !== "not-selected",
    );
    expect(await shown()).toBe(skipped.length);
    expect(await form.locator("output").textContent()).toBe(`${skipped.length} of ${all} shown`);
    await form.getByLabel("Fate").selectOption("");
    await form.getByLabel("Filter signals").fill("FOUNDERS");
    expect(await shown()).toBe(
      result.signals.filter((signal) => signal.reason !== "not-selected" && /founders/i.test(signal.title))
        .length,
    );
    await form.getByLabel("Filter signals").fill("");
    expect(await shown()).toBe(all);
  });

  it("goes from the system's colours to light to dark and back", async () => {
    const { page } = reader;
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await ground()).toBe(rgb(DARK.paper));
    const button = page.locator("#theme");
    await button.click();
    expect(await ground()).toBe(rgb(LIGHT.paper));
    await page.emulateMedia({ colorScheme: "light" });
    await button.click();
    expect(await ground()).toBe(rgb(DARK.paper));
    const line = page.locator('[data-chart="price 0"] .drawn svg text').first();
    expect(await line.evaluate((text) => getComputedStyle(text).fill)).toBe(rgb(DARK.muted));
    await button.click();
    expect(await ground()).toBe(rgb(LIGHT.paper));
  });

  it("prints the drawings in light colours, without the controls", async () => {
    const { page } = reader;
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const price = page.locator('[data-chart="price 0"]');
    expect(await price.locator(".wide").isVisible()).toBe(true);
    expect(await price.locator(".drawn").isVisible()).toBe(false);
    expect(await page.locator("form[data-filters]").first().isVisible()).toBe(false);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      "rgb(255, 255, 255)",
    );
    await page.emulateMedia({ media: "screen", colorScheme: "light" });
    expect(reader.complaints).toEqual([]);
  });
});

describe.skipIf(BROWSER === undefined)("a report on several instruments", () => {
  it("draws the one that is chosen, on the same time as the others, with its own trades", async () => {
    const [series] = result.data.prices;
    const several = {
      ...result,
      data: {
        ...result.data,
        prices: [...result.data.prices, { ...series!, symbol: "OTHER.HK", name: "Another" }],
      },
      closes: [...result.closes!, { ...result.closes![0]!, symbol: "OTHER.HK" }],
      trades: result.trades.map((trade, index) =>
        index % 3 === 0 ? { ...trade, instrument: "OTHER.HK" } : trade,
      ),
    };
    const file = asFile(renderHtmlReport(several, { script: await pageScript() }));
    const reader = await visit(file.address);
    const { page } = reader;
    await wake(reader, "price 0");
    expect(await page.locator("#price-1").isVisible()).toBe(false);
    await page.getByRole("button", { name: "Zoom in" }).click();
    await page.getByText("OTHER.HK").first().click();
    const other = await wake(reader, "price 1");
    expect(await page.locator("#price-0").isVisible()).toBe(false);
    await page.locator('[data-trade="t2"]').click();
    await eventually(() => page.locator("#price-0").isVisible()).toBe(true);
    await page.locator('[data-trade="t1"]').click();
    await eventually(() => other.locator(".tooltip").textContent()).toContain("t1, long OTHER.HK");
    expect(reader.complaints).toEqual([]);
    await reader.close();
    file.remove();
  });
});

describe.skipIf(BROWSER === undefined)("a report on a phone", () => {
  it("fits the width, with charts and rows laid out for it", async () => {
    const reader = await visit(address, {
      viewport: { width: 390, height: 800 },
      hasTouch: true,
      isMobile: true,
    });
    const { page } = reader;
    const price = await wake(reader, "price 0");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect((await price.boundingBox())!.width).toBe(358);
    // A finger on a mark tells the same as a pointer.
    await price.evaluate((element) => element.scrollIntoView({ block: "center" }));
    const box = (await price.boundingBox())!;
    await page.touchscreen.tap(box.x + 200, box.y + 120);
    await eventually(() => price.locator(".tooltip b").textContent()).not.toBe("");
    const card = page.locator("#trades-table tbody tr").first();
    expect(await card.evaluate((row) => getComputedStyle(row).display)).toBe("grid");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(reader.complaints).toEqual([]);
    await reader.close();
  });
});

describe.skipIf(BROWSER === undefined)("a report without scripts", () => {
  it.each([
    ["a desktop", 1200, ".wide"],
    ["a phone", 390, ".narrow"],
  ] as const)("shows every chart as a drawing and every table whole on %s", async (_, width, drawing) => {
    const reader = await visit(address, { javaScriptEnabled: false, viewport: { width, height: 900 } });
    const { page } = reader;
    const charts = page.locator(`.plot > ${drawing} > svg`);
    expect(await charts.count()).toBe(await page.locator(".plot").count());
    for (const chart of await charts.all()) {
      await chart.scrollIntoViewIfNeeded();
      expect((await chart.boundingBox())!.height).toBeGreaterThan(100);
    }
    expect(await page.locator("#trades-table tbody tr").count()).toBe(result.trades.length);
    expect(await page.locator("form[data-filters]").first().isVisible()).toBe(false);
    expect(await page.locator("#theme").isVisible()).toBe(false);
    await page.locator("details summary").last().click();
    expect(await page.locator("details[open]").count()).toBe(1);
    await reader.close();
  });
});
