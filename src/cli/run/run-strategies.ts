import { resolve } from "node:path";
import { InputError } from "../../errors.ts";
import { renderFamilyReport } from "../../report/terminal/family-report.ts";
import { renderRunReport } from "../../report/terminal/run-report.ts";
import { renderTrialCount } from "../../report/terminal/trials-report.ts";
import { type BacktestInputs, backtest } from "../../result/backtest.ts";
import { backtestFamily } from "../../result/backtest-family.ts";
import { formatResult } from "../../result/format-result.ts";
import type { ResultDocument } from "../../result/result-schema.ts";
import { countTrials, deflatedSharpeOf, trialOf } from "../../result/trial.ts";
import { writeResult } from "../../storage/result-files.ts";
import { readLedger, recordTrials, trialsOf } from "../../storage/run-ledger.ts";
import { calledAs } from "../called-as.ts";
import { printJson, printNext, printText } from "../print-text.ts";
import { loadRunInputs, type RunInputs } from "../run-inputs.ts";
import type { RunOptions } from "../run-options.ts";
import { terminalStyle } from "../terminal-style.ts";
import { nextSteps, type WhatWasRun } from "./next-steps.ts";

/** What `edict run` takes beside the common flags. */
export interface RunCommandOptions extends RunOptions {
  readonly json?: boolean;
  readonly out: string;
  readonly quiet?: boolean;
  readonly verify?: string;
  readonly html?: boolean;
  readonly withPrices?: boolean;
  readonly family?: boolean;
}

/** Backtests each strategy, writes its result, counts it in the ledger, and prints it as asked. */
export async function runStrategies(files: readonly string[], options: RunCommandOptions): Promise<void> {
  const results: ResultDocument[] = [];
  const members: RunInputs[] = [];
  const runs: WhatWasRun["runs"][number][] = [];
  for (const file of files) {
    const member = await loadRunInputs(file, options);
    const { loaded, inputs } = member;
    const drawn = backtest(loaded.strategy, { ...inputs, withCloses: showsPrices(inputs, options) });
    const result = options.withPrices === true ? drawn : { ...drawn, closes: null };
    const path = writeResult(result, options.out);
    const page = options.html === true ? await writePage(drawn, path) : null;
    const tried = countTried(result, file);
    results.push(result);
    members.push(member);
    runs.push({ file, result: path, trades: result.trades.length });
    if (options.json === true || options.quiet === true) continue;
    const written = [path, ...(page === null ? [] : [page])].map((one) => `Written to ${one}`);
    printText(`${renderRunReport(result, terminalStyle())}\n${tried}\n\n${written.join("\n")}\n`);
  }
  if (options.family === true) printFamily(members, options);
  else if (options.json === true) process.stdout.write(asJson(results));
  if (options.json === true || options.quiet === true) return;
  printNext(nextSteps({ edict: calledAs(), runs, hasPage: options.html === true, options }));
}

/** Prices made by a generator are nobody's: a page may show them unasked. */
function showsPrices(inputs: BacktestInputs, options: RunCommandOptions): boolean {
  return (
    options.withPrices === true || (options.html === true && inputs.prices.every((one) => one.synthetic))
  );
}

/** One strategy gives its document, several a list of theirs. */
function asJson(results: readonly ResultDocument[]): string {
  const [only, ...others] = results.map(formatResult);
  return others.length === 0 ? only! : `[\n${[only, ...others].join(",\n")}]\n`;
}

async function writePage(result: ResultDocument, path: string): Promise<string> {
  const { writeDocumentPage } = await import("../write-page.ts");
  return writeDocumentPage(result, path.replace(/\.json$/, ""));
}

/** Records the run in the ledger and says how many variants have been tried; a ledger that fails stops no run. */
function countTried(result: ResultDocument, file: string): string {
  const trial = { ...trialOf(result), strategy: { name: result.strategy.name, file: resolve(file) } };
  try {
    recordTrials([trial]);
    const count = countTrials(trialsOf(readLedger(), trial));
    return renderTrialCount(result, count, deflatedSharpeOf(result, count), terminalStyle());
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `! This run is not counted among those tried: ${error.issues[0]!.what}`;
  }
}

function printFamily(members: readonly RunInputs[], options: RunCommandOptions): void {
  const family = backtestFamily(members.map(({ loaded, inputs }) => ({ strategy: loaded.strategy, inputs })));
  if (options.json === true) printJson(family);
  else if (options.quiet !== true) printText(`\n${renderFamilyReport(family, terminalStyle())}\n`);
}
