import { renderExplanation } from "../../report/terminal/explain-report.ts";
import { backtest } from "../../result/backtest.ts";
import { printText } from "../print-text.ts";
import { loadRunInputs } from "../run-inputs.ts";
import type { RunOptions } from "../run-options.ts";
import { terminalStyle } from "../terminal-style.ts";

/** Prints what became of each signal under a strategy. Nothing is written. */
export async function explainStrategy(file: string, options: RunOptions): Promise<void> {
  const { loaded, inputs } = await loadRunInputs(file, options);
  // Only what became of the signals is shown, so whether it was luck need not be asked.
  const config = { ...inputs.config, luck: 0, study: false, sensitivity: false };
  printText(renderExplanation(backtest(loaded.strategy, { ...inputs, config }), terminalStyle()));
}
