import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DARK, LIGHT } from "../../src/report/html/charts/chart-colors.ts";
import { HOSTILE_TEXTS } from "../report/hostile-text.ts";
import { asFile, BROWSER, type Visit, visit } from "./browser.ts";
import { searchPages } from "./search-pages.ts";

const rgb = (color: string) =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)).join(", ")})`;

describe.skipIf(BROWSER === undefined)(
  "the pages of a sweep, a study and a walk-forward in a browser",
  () => {
    const files = new Map<string, ReturnType<typeof asFile>>();
    let made: Awaited<ReturnType<typeof searchPages>>;
    let reader: Visit;
    const open = async (name: string) => {
      await reader.page.goto(files.get(name)!.address);
      await reader.page.waitForFunction(() => document.documentElement.classList.contains("js"));
    };
    beforeAll(async () => {
      made = await searchPages();
      for (const [name, html] of Object.entries(made.pages)) files.set(name, asFile(html));
      reader = await visit(files.get("sweep")!.address);
    });
    afterAll(async () => {
      await reader.close();
      for (const file of files.values()) file.remove();
    });

    it.each(["sweep", "study", "walk-forward"])(
      "draw every chart, ask nobody for anything, and complain of nothing: %s",
      async (name) => {
        await open(name);
        const charts = reader.page.locator(".plot > .wide > svg");
        expect(await charts.count()).toBe(await reader.page.locator(".plot").count());
        expect(await charts.count()).toBeGreaterThan(0);
        for (const chart of await charts.all())
          expect(await chart.locator("path, circle, rect").count()).toBeGreaterThan(3);
        expect(reader.complaints).toEqual([]);
        const own = [...files.values()].map(({ address }) => address);
        expect(
          reader.requests.filter((url) => !own.includes(url) && !url.startsWith("blob:") && url !== "data:,"),
        ).toEqual([]);
      },
    );

    /** Points at the middle of the mark whose words begin so, and reads what is shown. */
    async function pointAt(figure: string, at: number): Promise<string> {
      const plot = reader.page.locator(`${figure} .plot`);
      await plot.scrollIntoViewIfNeeded();
      const marks = plot.locator(".wide :is(:has(> title), .mark)");
      const box = (await marks.nth(at).boundingBox())!;
      await reader.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      return (await plot.locator(".tooltip > *").allTextContents()).join(" | ");
    }

    it("say of the cell of the map that is pointed at its parameters and its mean", async () => {
      await open("sweep");
      const { x, y, mean } = made.swept.heatMap!;
      const columns = x.labels.length;
      for (const [row, column] of [
        [0, 0],
        [1, 2],
        [mean.length - 1, columns - 1],
      ] as const) {
        const words = `${x.name} ${x.labels[column]}, ${y!.name} ${y!.labels[row]}: ${mean[row]![column]!.toFixed(2)}`;
        expect(await pointAt("#map-chart", row * columns + column)).toBe(words);
      }
      await reader.page.mouse.move(0, 0);
      expect(await reader.page.locator("#map-chart .tooltip").isVisible()).toBe(false);
    });

    it("say what the event, the day and the fold were that are pointed at", async () => {
      await open("study");
      const { study } = made.studied;
      if ("missing" in study) throw new Error(study.missing);
      const [event] = study.events.filter(({ cumulative }) => cumulative !== null);
      const percent = (value: number) => `${value > 0 ? "+" : ""}${(value * 100).toFixed(2)}%`;
      expect(await pointAt("#study-chart", 10)).toContain(
        `day 0 | CAAR ${percent(study.days[10]!.cumulative!)}`,
      );
      const all = await reader.page.locator("#groups-chart .wide title").allTextContents();
      expect(all[0]).toBe(
        `${event!.signalId}, ${event!.instrument}, day 0 ${event!.dayZero}\nCAR ${percent(event!.cumulative!)}`,
      );
      await open("walk-forward");
      const [fold] = made.walked.folds;
      expect(await pointAt("#folds-chart", 0)).toContain(
        `1: ${fold!.test.from} to ${fold!.test.to} | in sample ${fold!.inSample!.sharpeRatio!.toFixed(2)}, out of sample`,
      );
    });

    it("go from mark to mark by the arrow keys", async () => {
      await open("sweep");
      const plot = reader.page.locator("#map-chart .plot");
      await plot.focus();
      const { x, y, mean } = made.swept.heatMap!;
      for (const column of [0, 1]) {
        await reader.page.keyboard.press("ArrowRight");
        expect(await plot.locator(".tooltip b").textContent()).toBe(
          `${x.name} ${x.labels[column]}, ${y!.name} ${y!.labels[0]}: ${mean[0]![column]!.toFixed(2)}`,
        );
      }
      await reader.page.keyboard.press("Escape");
      expect(await plot.locator(".tooltip").isVisible()).toBe(false);
    });

    it("sort the best points by a column, and filter the events by words and instrument", async () => {
      await open("sweep");
      const { page } = reader;
      const column = (table: string, at: number) =>
        page
          .locator(`${table} tbody tr td:nth-child(${at})`)
          .evaluateAll((cells) => cells.map((cell) => Number.parseFloat(cell.textContent!)));
      await page.locator("#points-table th button", { hasText: "Drawdown" }).click();
      const head = await page.locator("#points-table th").allTextContents();
      const at = head.indexOf("Drawdown") + 1;
      const down = await column("#points-table", at);
      expect(down).toHaveLength(made.swept.top.length);
      expect(down).toEqual([...down].sort((a, b) => b - a));
      await open("study");
      const { study } = made.studied;
      if ("missing" in study) throw new Error(study.missing);
      const shown = () => page.locator("#events-table tbody tr:visible").count();
      expect(await shown()).toBe(study.events.length);
      const [first] = study.events;
      await page.getByRole("searchbox", { name: "Filter events" }).fill(first!.signalId);
      expect(await shown()).toBe(
        study.events.filter(({ signalId }) => signalId.includes(first!.signalId)).length,
      );
      expect(await page.locator('form[data-filters="events-table"] output').textContent()).toMatch(
        new RegExp(`^\\d+ of ${study.events.length} shown$`),
      );
    });

    it("go from the system's colours to light, charts and all, and print in light without controls", async () => {
      const { page } = reader;
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const ink = () =>
        page
          .locator(".plot .wide svg text")
          .first()
          .evaluate((text) => getComputedStyle(text).fill);
      for (const name of ["sweep", "study", "walk-forward"]) {
        await page.emulateMedia({ colorScheme: "dark" });
        await open(name);
        expect(await ground()).toBe(rgb(DARK.paper));
        expect([rgb(DARK.muted), rgb(DARK.ink)]).toContain(await ink());
        await page.locator("#theme").click();
        expect(await ground()).toBe(rgb(LIGHT.paper));
        expect([rgb(LIGHT.muted), rgb(LIGHT.ink)]).toContain(await ink());
        await page.locator("#theme").click();
        await page.emulateMedia({ media: "print" });
        expect(await ground()).toBe("rgb(255, 255, 255)");
        expect(await page.locator(".plot .wide").first().isVisible()).toBe(true);
        expect(await page.locator("#theme").isVisible()).toBe(false);
        await page.emulateMedia({ media: "screen", colorScheme: "light" });
        // The choice is remembered, here for all files alike.
        await page.evaluate(() => localStorage.clear());
      }
    });

    it.each(["sweep", "study", "walk-forward", "hostile sweep", "hostile study", "hostile walk-forward"])(
      "fit a phone without scrolling sideways: %s",
      async (name) => {
        const phone = await visit(files.get(name)!.address, {
          viewport: { width: 360, height: 780 },
          hasTouch: true,
          isMobile: true,
        });
        await phone.page.waitForFunction(() => document.documentElement.classList.contains("js"));
        for (const details of await phone.page.locator("details > summary").all()) await details.click();
        expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
        expect(await phone.page.locator(".plot .narrow").first().isVisible()).toBe(true);
        expect(await phone.page.locator(".plot .wide").first().isVisible()).toBe(false);
        if (name === "hostile sweep") {
          // A finger on a cell tells the same as a pointer.
          const plot = phone.page.locator("#map-chart .plot");
          await plot.scrollIntoViewIfNeeded();
          const box = (await plot.locator(".narrow :is(:has(> title), .mark)").first().boundingBox())!;
          await phone.page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
          expect(await plot.locator(".tooltip b").textContent()).toContain(`${made.swept.heatMap!.x.name} `);
        }
        expect(await phone.page.evaluate(() => "pwned" in window)).toBe(false);
        expect(phone.complaints).toEqual([]);
        await phone.close();
      },
    );

    it("show hostile names, hypotheses, warnings and signals as words", async () => {
      const { page } = reader;
      for (const name of ["hostile sweep", "hostile study", "hostile walk-forward"]) {
        await open(name);
        expect(await page.locator("h1").textContent()).toBe(HOSTILE_TEXTS[0]);
        expect(await page.locator("main :is(script, img, iframe)").count()).toBe(0);
        expect(await page.evaluate(() => "pwned" in window)).toBe(false);
      }
      await open("hostile study");
      const words = await page.locator("#groups-chart .wide title").allTextContents();
      expect(words.some((text) => text.includes("<img"))).toBe(true);
      await pointAt(
        "#groups-chart",
        words.findIndex((text) => text.includes("<img")),
      );
      expect(await page.locator(".tooltip :is(script, img)").count()).toBe(0);
      expect(await page.evaluate(() => "pwned" in window)).toBe(false);
      expect(reader.complaints).toEqual([]);
    });

    it("are whole without scripts, on a desktop and on a phone", async () => {
      const plain = await visit("about:blank", { javaScriptEnabled: false });
      for (const name of ["sweep", "study", "walk-forward"]) {
        await plain.page.goto(files.get(name)!.address);
        for (const [width, drawing] of [
          [1200, ".wide"],
          [360, ".narrow"],
        ] as const) {
          await plain.page.setViewportSize({ width, height: 900 });
          const charts = plain.page.locator(`.plot > ${drawing} > svg`);
          expect(await charts.count()).toBe(await plain.page.locator(".plot").count());
          for (const chart of await charts.all())
            expect((await chart.boundingBox())!.height).toBeGreaterThan(60);
        }
        expect(await plain.page.locator("form[data-filters]:visible, #theme:visible").count()).toBe(0);
        expect(await plain.page.locator("tbody tr").count()).toBeGreaterThanOrEqual(3);
      }
      await plain.close();
    });
  },
);
