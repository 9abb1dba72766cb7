import { renderComparison } from "../../report/terminal/compare-report.ts";
import { compareResults } from "../../result/compare-results.ts";
import { readResult } from "../../storage/result-files.ts";
import { printJson, printText } from "../print-text.ts";
import { terminalStyle } from "../terminal-style.ts";
import type { CompareOptions } from "./compare-command.ts";

/** Prints two result files side by side. */
export function compareFiles(first: string, second: string, options: CompareOptions): void {
  const comparison = compareResults(readResult(first), readResult(second));
  if (options.json === true) printJson(comparison);
  else printText(renderComparison(comparison, terminalStyle()));
}
