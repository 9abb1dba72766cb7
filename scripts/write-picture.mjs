// Writes docs/report.png anew, the picture in the README: the head of the flagship's page on the synthetic sample, in
// light colours. It needs a chromium (EDICT_BROWSER names one that is not in /usr/bin): node scripts/write-picture.mjs
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FLAGSHIP, runFlagship } from "./run-flagship.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "docs/report.png");
const MOST_BYTES = 300_000;

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const browserPath = process.env.EDICT_BROWSER ?? places.find((path) => existsSync(path));
if (browserPath === undefined)
  throw new Error("there is no chromium in /usr/bin; EDICT_BROWSER names another");

const out = mkdtempSync(join(tmpdir(), "edict-picture-"));
try {
  runFlagship(out, ["--html", "--quiet"]);
  const [page] = readdirSync(join(out, FLAGSHIP)).filter((name) => name.endsWith(".html"));
  await photograph(pathToFileURL(join(out, FLAGSHIP, page)).href);
} finally {
  rmSync(out, { recursive: true, force: true });
}
const { size } = statSync(target);
if (size > MOST_BYTES) throw new Error(`docs/report.png has ${size} bytes; a reader of the README loads it`);
console.log(`docs/report.png has ${size} bytes`);

/** From the heading to the end of the price chart. */
async function photograph(address) {
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"],
  });
  try {
    const page = await browser.newPage({
      viewport: { width: 1060, height: 1500 },
      deviceScaleFactor: 1.2,
      colorScheme: "light",
      reducedMotion: "reduce",
    });
    await page.goto(address);
    await page.locator('[data-chart="price 0"] .drawn svg path').first().waitFor({ state: "attached" });
    const chart = await page.locator("#price").boundingBox();
    const height = Math.ceil(chart.y + chart.height + 16);
    await page.screenshot({ path: target, clip: { x: 0, y: 0, width: 1060, height } });
  } finally {
    await browser.close();
  }
}
