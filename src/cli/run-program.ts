import { Command, CommanderError } from "commander";
import { EdictError, formatIssue, InputError } from "../errors.ts";
import { withLine } from "../storage/strategy-lines.ts";
import { completionCommand } from "./completion/completion-command.ts";
import { devCommand } from "./dev/dev-command.ts";
import { doctorCommand } from "./doctor/doctor-command.ts";
import { explainCommand } from "./explain/explain-command.ts";
import { newCommand } from "./new/new-command.ts";
import { packageVersion } from "./package-version.ts";
import { pricesCommand } from "./prices/prices-command.ts";
import { printError } from "./print-text.ts";
import { compareCommand } from "./results/compare-command.ts";
import { reportCommand } from "./results/report-command.ts";
import { resultsCommand } from "./results/results-command.ts";
import { runCommand } from "./run/run-command.ts";
import { schemaCommand } from "./schema/schema-command.ts";
import { mergeCommand } from "./search/merge-command.ts";
import { sweepCommand } from "./search/sweep-command.ts";
import { walkForwardCommand } from "./search/walk-forward-command.ts";
import { workerCommand } from "./search/worker-command.ts";
import { sentimentCommand } from "./sentiment/sentiment-command.ts";
import { signalsCommand } from "./signals/signals-command.ts";
import { studyCommand } from "./study/study-command.ts";
import { systemIssue } from "./system-issue.ts";
import { usageIssue } from "./usage-issue.ts";

const HELP_AFTER = `
Examples:
  $ edict new my-idea
  $ edict run my-idea.ts --prices sample
  $ edict run my-idea.ts --prices sample --param hold=20 --json
  $ edict explain my-idea.ts --prices sample

Exit codes: 0 done, 1 a fault of edict's, 2 bad input or usage, 3 market data not available.`;

const COMMANDS: Readonly<Record<string, (program: Command) => Command>> = {
  new: newCommand,
  run: runCommand,
  explain: explainCommand,
  study: studyCommand,
  sweep: sweepCommand,
  "walk-forward": walkForwardCommand,
  merge: mergeCommand,
  worker: workerCommand,
  report: reportCommand,
  compare: compareCommand,
  results: resultsCommand,
  dev: devCommand,
  signals: signalsCommand,
  prices: pricesCommand,
  sentiment: sentimentCommand,
  schema: schemaCommand,
  doctor: doctorCommand,
  completion: completionCommand,
};

/**
 * The program with its commands, or with the one that is named first. Each loads its work only when it is run.
 *
 * @param args the command line, without the program's own name
 */
export function buildProgram(args: readonly string[] = []): Command {
  const program = new Command("edict")
    .description("Backtest trade rules on policy signals, and learn whether the result was luck.")
    .version(packageVersion(), "-v, --version")
    .addHelpText("after", HELP_AFTER)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  const named = COMMANDS[args[0] ?? ""];
  // `completion` writes down what all of them take.
  const wanted = named === undefined || named === completionCommand ? Object.values(COMMANDS) : [named];
  for (const command of wanted) program.addCommand(throwing(command(program)));
  return program;
}

/** Commander exits and prints by itself unless each command is told not to. */
function throwing(command: Command): Command {
  for (const sub of command.commands) throwing(sub);
  return command.exitOverride().configureOutput({ outputError: () => undefined });
}

/**
 * Runs one command line and gives its exit code. This is the only place that catches: what a command throws is
 * printed as what / at / fix, and a stack is shown only on request.
 */
export async function runProgram(args: readonly string[]): Promise<number> {
  endWithItsOutput();
  const program = buildProgram(args);
  try {
    await program.parseAsync([...args], { from: "user" });
    return 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) return report(error);
    if (error.exitCode === 0) return 0;
    printError(formatIssue(usageIssue(error, args, program)));
    return 2;
  }
}

function report(error: unknown): number {
  if (error instanceof EdictError) {
    const { issues } = error instanceof InputError ? withLine(error) : error;
    printError(issues.map(formatIssue).join("\n\n"));
    return error.exitCode;
  }
  const refusal = systemIssue(error);
  if (refusal !== null) {
    printError(formatIssue(refusal));
    return 2;
  }
  const message = error instanceof Error ? error.message : String(error);
  const issue = {
    what: `a fault of edict's own: ${message}`,
    fix: "please report it with the command and the files that led here; EDICT_DEBUG=1 shows the stack",
  };
  printError(formatIssue(issue));
  if (process.env.EDICT_DEBUG === "1" && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return 1;
}

/**
 * `edict run ... | head` closes the pipe early: that is the reader's choice and no error. Output that goes to a full
 * disk is one.
 */
function endWithItsOutput(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      process.exit(error.code === "EPIPE" ? 0 : report(error));
    });
}
