import { renderExplanation } from "../../report/terminal/explain-report.ts";
import { backtest } from "../../result/backtest.ts";
import { printText } from "../print-text.ts";
import { loadRunInputs } from "../run-inputs.ts";
import type { RunOptions } from "../run-options.ts";
import { terminalStyle } from "../terminal-style.ts";

export interface ExplainOptions extends RunOptions {
  readonly json?: boolean;
}

/** Prints what became of each signal under a strategy. Nothing is written. */
export async function explainStrategy(file: string, options: ExplainOptions): Promise<void> {
  const { loaded, inputs } = await loadRunInputs(file, options);
  // Only what became of the signals is shown, so whether it was luck need not be asked.
  const config = { ...inputs.config, luck: 0, study: false, sensitivity: false };
  const result = backtest(loaded.strategy, { ...inputs, config });
  const { signals, trades, warnings } = result;
  printText(
    options.json === true
      ? `${JSON.stringify({ signals, trades, warnings }, null, 2)}\n`
      : renderExplanation(result, terminalStyle()),
  );
}
