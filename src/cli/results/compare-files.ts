import { InputError } from "../../errors.ts";
import { renderComparison } from "../../report/terminal/compare-report.ts";
import { compareResults } from "../../result/compare-results.ts";
import { readResult } from "../../storage/result-files.ts";
import { printJson, printText } from "../print-text.ts";
import { terminalStyle } from "../terminal-style.ts";

/** What `edict compare` takes. */
export interface CompareOptions {
  readonly json?: boolean;
}

/**
 * Prints result files side by side, each beside the first.
 *
 * @throws InputError for fewer than two, or one that cannot be read
 */
export function compareFiles(files: readonly string[], options: CompareOptions): void {
  if (files.length < 2) {
    throw new InputError({
      what: "one result alone can be compared with nothing",
      at: "edict compare",
      fix: "name two results or more; edict results lists those there are",
    });
  }
  const [first, ...others] = files.map((file) => readResult(file));
  const comparisons = others.map((other) => compareResults(first!, other));
  if (options.json !== true) printText(renderComparison(comparisons, terminalStyle()));
  // Two results give their comparison, more a list of them.
  else printJson(comparisons.length === 1 ? comparisons[0] : comparisons);
}
