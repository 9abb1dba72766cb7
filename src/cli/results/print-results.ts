import { renderResultsList } from "../../report/terminal/results-list.ts";
import { renderLedger } from "../../report/terminal/trials-report.ts";
import { listResults } from "../../storage/list-results.ts";
import { loadStrategy } from "../../storage/load-strategy.ts";
import { readLedger, resetLedger } from "../../storage/run-ledger.ts";
import { printJson, printText } from "../print-text.ts";
import { terminalStyle } from "../terminal-style.ts";
import type { ResultsOptions } from "./results-command.ts";

/** Prints the runs in a folder, one line each. */
export async function printResults({ out, json, ledger, resetLedger: reset }: ResultsOptions): Promise<void> {
  if (reset !== undefined) return resetCount(reset);
  if (ledger === true) return printLedger(json === true);
  const list = listResults(out);
  if (json === true) printJson(list);
  else printText(renderResultsList(list.runs, list.others, list.issues, terminalStyle()));
}

function printLedger(asJson: boolean): void {
  const held = readLedger();
  if (asJson) printJson(held);
  else printText(`${renderLedger(held, terminalStyle())}\n`);
}

/** Starts the count of one strategy, or of all, anew; what was counted stays in the file. */
async function resetCount(strategy: string | true): Promise<void> {
  if (strategy === true) resetLedger("all");
  else resetLedger({ name: (await loadStrategy(strategy)).strategy.name, file: strategy });
  printText(
    `The count of ${strategy === true ? "all strategies" : strategy} begins anew; the ledger keeps what was counted before.\n`,
  );
}
