import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { didYouMean } from "../../decode/did-you-mean.ts";
import { InputError } from "../../errors.ts";
import { renderResultsList } from "../../report/terminal/results-list.ts";
import { renderLedger } from "../../report/terminal/trials-report.ts";
import type { Trial } from "../../result/trial.ts";
import { listResults } from "../../storage/list-results.ts";
import { loadStrategy } from "../../storage/load-strategy.ts";
import { readLedger, resetLedger } from "../../storage/run-ledger.ts";
import { printJson, printText } from "../print-text.ts";
import { terminalStyle } from "../terminal-style.ts";

/** What `edict results` takes. */
export interface ResultsOptions {
  readonly out: string;
  readonly json?: boolean;
  readonly ledger?: boolean;
  readonly resetLedger?: string | true;
}

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
  resetLedger(strategy === true ? "all" : await strategyMeant(strategy));
  printText(
    `The count of ${strategy === true ? "all strategies" : strategy} begins anew; the ledger keeps what was counted before.\n`,
  );
}

/**
 * The strategy in a file, or, where there is no such file any more, the one that the ledger knows by that path or name.
 *
 * @throws InputError if it knows none
 */
async function strategyMeant(given: string): Promise<Trial["strategy"]> {
  if (existsSync(given)) return { name: (await loadStrategy(given)).strategy.name, file: given };
  const known = readLedger().trials.map(({ strategy }) => strategy);
  const file = resolve(given);
  const meant = known.findLast((one) => one.file === file || one.name === given);
  if (meant !== undefined) return meant;
  const names = new Set(known.map(({ name }) => name));
  throw new InputError({
    what: `there is no file "${given}", and the ledger knows no strategy by that path or name`,
    at: "--reset-ledger",
    fix: didYouMean(
      given,
      names,
      "edict results --ledger lists names and files that it counts",
      " edict results --ledger lists them all",
    ),
  });
}
