import { renderResultsList } from "../report/terminal/results-list.ts";
import { listResults } from "../storage/list-results.ts";
import type { ResultsOptions } from "./results-command.ts";
import { terminalStyle } from "./terminal-style.ts";

/** Prints the runs in a folder, one line each. */
export function printResults({ out, json }: ResultsOptions): void {
  const list = listResults(out);
  process.stdout.write(
    json === true
      ? `${JSON.stringify(list, null, 2)}\n`
      : renderResultsList(list.runs, list.issues, terminalStyle()),
  );
}
