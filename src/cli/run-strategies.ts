import { renderRunReport } from "../report/terminal/run-report.ts";
import { backtest } from "../result/backtest.ts";
import { formatResult } from "../result/format-result.ts";
import type { ResultDocument } from "../result/result-schema.ts";
import { writeResult } from "../storage/result-files.ts";
import type { RunCommandOptions } from "./run-command.ts";
import { loadRunInputs } from "./run-inputs.ts";
import { terminalStyle } from "./terminal-style.ts";

/** Backtests each strategy, writes its result, and prints it as asked. */
export async function runStrategies(files: readonly string[], options: RunCommandOptions): Promise<void> {
  const results: ResultDocument[] = [];
  for (const file of files) {
    const { loaded, inputs } = await loadRunInputs(file, options);
    const result = backtest(loaded.strategy, inputs);
    const path = writeResult(result, options.out);
    results.push(result);
    if (options.json === true || options.quiet === true) continue;
    process.stdout.write(`${renderRunReport(result, terminalStyle())}\nWritten to ${path}\n`);
  }
  if (options.json === true) process.stdout.write(asJson(results));
}

/** One strategy gives its document, several a list of theirs. */
function asJson(results: readonly ResultDocument[]): string {
  const [only, ...others] = results.map(formatResult);
  return others.length === 0 ? (only as string) : `[\n${[only, ...others].join(",\n")}]\n`;
}
