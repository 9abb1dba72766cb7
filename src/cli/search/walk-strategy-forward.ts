import { dirname, join } from "node:path";
import { renderRunReport } from "../../report/terminal/run-report.ts";
import { renderWalkForwardReport } from "../../report/terminal/walk-forward-report.ts";
import type { ResultDocument } from "../../result/result-schema.ts";
import type { SweepRequest } from "../../search/sweep-plan.ts";
import { type WalkForwardRequest, walkForward } from "../../search/walk-forward.ts";
import type { WalkForwardDocument } from "../../search/walk-forward-schema.ts";
import { writeResult } from "../../storage/result-files.ts";
import { formatWalkForward, writeWalkForward } from "../../storage/walk-forward-files.ts";
import { calledAs } from "../called-as.ts";
import { printNext, printText } from "../print-text.ts";
import { shellWord } from "../shell-word.ts";
import { terminalStyle } from "../terminal-style.ts";
import { writeDocumentPage } from "../write-page.ts";
import { searchProgress } from "./search-progress.ts";
import { loadSweepInputs, type SweepCommandOptions } from "./sweep-inputs.ts";

/** What `edict walk-forward` takes beside the flags of a search. */
export interface WalkForwardOptions extends SweepCommandOptions {
  readonly by: "signals" | "time";
  readonly folds?: number;
  readonly window: "expanding" | "rolling";
  readonly firstTrain?: number;
  readonly purge?: number;
  readonly embargo?: number;
}

/** Walks a strategy forward, writes what was chosen and the out-of-sample result, and prints them as asked. */
export async function walkStrategyForward(file: string, options: WalkForwardOptions): Promise<void> {
  const { loaded, inputs, request } = await loadSweepInputs(file, options);
  const { document, result } = walkWithProgress(loaded.strategy, inputs, walkRequest(request, options));
  const path = writeResult(result, options.out);
  const summary = writeWalkForward(document, join(dirname(path), `walk-forward-${document.runId}.json`));
  const pages = options.html === true ? await writePages(document, result, [summary, path]) : [];
  if (options.json === true) process.stdout.write(formatWalkForward(document));
  else if (options.quiet !== true) {
    const style = terminalStyle();
    printText(`${renderWalkForwardReport(document, style)}\n${renderRunReport(result, style)}\n`);
    printText([summary, path, ...pages].map((one) => `Written to ${one}\n`).join(""));
    if (options.html !== true) printNext([`${calledAs()} report ${shellWord(summary)} --html`]);
  }
}

function walkRequest(request: SweepRequest, options: WalkForwardOptions): WalkForwardRequest {
  return {
    ...request,
    by: options.by,
    window: options.window,
    ...(options.folds !== undefined && { folds: options.folds }),
    ...(options.firstTrain !== undefined && { firstTrain: options.firstTrain }),
    ...(options.purge !== undefined && { purge: options.purge }),
    ...(options.embargo !== undefined && { embargo: options.embargo }),
  };
}

function walkWithProgress(...[strategy, inputs, request]: Parameters<typeof walkForward>) {
  const progress = searchProgress();
  try {
    return walkForward(strategy, inputs, request, (done, total) => progress.update("folds", done, total));
  } finally {
    progress.stop();
  }
}

/** Pages of what was chosen and of the run that it made, each beside its file. */
async function writePages(
  document: WalkForwardDocument,
  result: ResultDocument,
  [summary, path]: readonly [string, string],
): Promise<readonly string[]> {
  const base = (file: string) => file.replace(/\.json$/, "");
  return [await writeDocumentPage(document, base(summary)), await writeDocumentPage(result, base(path))];
}
