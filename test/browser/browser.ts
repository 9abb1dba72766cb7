import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, expect } from "vitest";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where a browser is installed; undefined if none is, and the tests that need one are skipped. */
export const BROWSER = process.env.EDICT_BROWSER ?? PLACES.find((path) => existsSync(path));

if (BROWSER === undefined) {
  process.stderr.write("no chromium in /usr/bin (EDICT_BROWSER names another): browser tests are skipped\n");
}

/** A page in a profile of its own, with everything that went wrong in it and every address it asked for. */
export interface Visit {
  readonly page: Page;
  readonly complaints: string[];
  readonly requests: string[];
  readonly close: () => Promise<void>;
}

// Starting a browser takes seconds: a test file has one, and every visit a fresh profile in it.
let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/** Opens an address with a fresh profile. */
export async function visit(address: string, options: BrowserContextOptions = {}): Promise<Visit> {
  browser ??= chromium.launch({ executablePath: BROWSER as string, args: FLAGS });
  const context = await (await browser).newContext({
    viewport: { width: 1200, height: 1000 },
    // Otherwise the page would still be scrolling when it is pointed at.
    reducedMotion: "reduce",
    ...options,
  });
  // A test is stopped after two minutes; until then a busy machine may take its time.
  context.setDefaultTimeout(100_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(address);
  return {
    page,
    complaints,
    requests,
    close: () => context.close(),
  };
}

/** A report as a file that a browser opens, as a reader would. */
export function asFile(html: string): { readonly address: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "edict-page-"));
  const path = join(folder, "report.html");
  writeFileSync(path, html);
  return { address: pathToFileURL(path).href, remove: () => rmSync(folder, { recursive: true }) };
}

/** What becomes so within half a minute, however busy the machine. */
export function eventually<Value>(read: () => Value | Promise<Value>) {
  return expect.poll(read, { timeout: 30_000 });
}
