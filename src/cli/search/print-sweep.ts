import { join } from "node:path";
import { renderSweepReport } from "../../report/terminal/sweep-report.ts";
import type { SweepDocument } from "../../search/sweep-schema.ts";
import { formatSweep } from "../../storage/sweep-files.ts";
import { calledAs } from "../called-as.ts";
import { printNext, printText } from "../print-text.ts";
import { shellWord } from "../shell-word.ts";
import { terminalStyle } from "../terminal-style.ts";
import { writeDocumentPage } from "../write-page.ts";
import type { SweepCommandOptions } from "./sweep-inputs.ts";

/**
 * Prints a finished sweep, and writes its page if that is asked for; or says what to do with a shard.
 *
 * @param next commands that may follow, beside the one that draws its page
 */
export async function printSweep(
  document: SweepDocument | null,
  folder: string,
  { json, html, quiet }: Pick<SweepCommandOptions, "json" | "html" | "quiet">,
  next: readonly string[] = [],
): Promise<void> {
  if (document === null) {
    if (quiet !== true && json !== true)
      printText(`This shard is done: ${folder}\nWhen all are, edict merge puts them together.\n`);
    return;
  }
  const page = html === true ? await writeDocumentPage(document, join(folder, "sweep")) : null;
  if (json === true) process.stdout.write(formatSweep(document));
  else if (quiet !== true) {
    const written = page === null ? "" : `Written to ${page}\n`;
    printText(`${renderSweepReport(document, terminalStyle())}\nWritten to ${folder}\n${written}`);
    const draw = `${calledAs()} report ${shellWord(join(folder, "sweep.json"))} --html`;
    printNext(page === null ? [draw, ...next] : next);
  }
}
