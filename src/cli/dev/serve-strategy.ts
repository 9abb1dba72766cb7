import { once } from "node:events";
import { formatIssue } from "../../errors.ts";
import { type LiveTurn, startDevServer } from "../../serve/dev-server.ts";
import { readPageScript } from "../../storage/page-script.ts";
import { printError, printText } from "../print-text.ts";
import { configFrom, pairs, priceRequestFrom, type RunOptions } from "../run-options.ts";

/** What `edict dev` takes beside the common flags. */
export interface DevCommandOptions extends RunOptions {
  readonly port: number;
  /** in the browser; only from a terminal */
  readonly open: boolean;
}

/** Serves the live page of a strategy until the user ends it with Ctrl-C. */
export async function serveStrategy(file: string, options: DevCommandOptions): Promise<void> {
  const server = await startDevServer({
    strategyFile: file,
    signals: options.signals === undefined ? [] : [options.signals],
    prices: priceRequestFrom(options),
    config: configFrom(options),
    params: pairs(options.param, "--param", "hold=20"),
    script: readPageScript("charts"),
    port: options.port,
    onTurn: printTurn,
  });
  printText(`${server.url}\nIt follows every save. Ctrl-C ends it.\n`);
  if (options.open && process.stdout.isTTY) await openPage(server.url);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await server.close();
}

/** What an edit broke, and that it is mended: the page says so, too, but who edits may be looking here. */
function printTurn({ issues, status, hasResult }: LiveTurn): void {
  if (issues.length === 0) {
    printText(`Mended: ${status}.\n`);
    return;
  }
  const until = hasResult ? "The page keeps the last good result" : "The page has no result";
  printError(`${issues.map(formatIssue).join("\n\n")}\n\n${until} until this is mended.\n`);
}

/** Opens an address in the user's browser; where there is none, the address printed above is all there is to do. */
async function openPage(url: string): Promise<void> {
  const { default: open } = await import("open");
  await open(url).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    printText(`No browser could be opened (${reason}): open the address above.\n`);
  });
}
