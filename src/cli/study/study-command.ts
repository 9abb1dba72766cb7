import { Command, InvalidArgumentError, Option } from "commander";
import type { RelativeSessions } from "../../analysis/event-study/relative-sessions.ts";
import { OTHER_CLOCKS } from "../../analysis/signal-study/study-settings.ts";
import { number } from "../flag-values.ts";
import { addRunOptions } from "../run-options.ts";
import type { StudyCommandOptions } from "./run-study.ts";

/** `edict study [strategy]`: event study of a strategy's signals, or of a selection, on instruments. */
export function studyCommand(): Command {
  return addRunOptions(new Command("study"))
    .description("event study of a strategy's signals, or of signals by kind, on instruments")
    .argument("[strategy]", "strategy file; without one, name --kinds and --on")
    .option("--kinds <kind...>", "without a strategy: kinds of signals; a parent selects its children")
    .option("--actors <name...>", "without a strategy: actors")
    .option("--targets <name...>", "without a strategy: sectors")
    .option("--min-stance <number>", "without a strategy: lowest stance, -1 to 1", number)
    .option("--max-stance <number>", "without a strategy: highest stance, -1 to 1", number)
    .option("--complete", "without a strategy: only families of which every member is in the catalogue")
    .option("--on <symbol...>", "without a strategy: instruments")
    .option("--benchmark <symbol>", "without a strategy: benchmark of the market models")
    .addOption(
      new Option("--model <name>", "normal returns (default: market)").choices([
        "market",
        "market-adjusted",
        "mean-adjusted",
      ]),
    )
    .addOption(
      new Option(
        "--other-clock <rule>",
        "a benchmark that closes at another time of day: its last close before (aligned), or the instrument's own mean (default: refuse)",
      ).choices(OTHER_CLOCKS),
    )
    .option("--estimation <a:b>", "estimation window in sessions from day 0 (default: -130:-11)", sessions)
    .option("--window <a:b>", "event window (default: -10:10)", sessions)
    .option("--range <a:b>", "headline range (default: as long as the strategy holds)", sessions)
    .option("--cut-other-signals", "leave the windows of other signals out of the estimation")
    .option("--draws <n>", "calendar shifts of the headline test (default: 10000)", number)
    .option("--json", "print the study document on stdout and nothing else")
    .option("--html", "write the study and its page, too")
    .option("--out <folder>", "where --html writes", "results")
    .addHelpText(
      "after",
      "\nExamples:\n  $ edict study my-idea.ts --prices sample\n  $ edict study --kinds politburo work-conference --complete --on HSTECH.HK --benchmark ^HSI --prices sample",
    )
    .action(async (file: string | undefined, options: StudyCommandOptions) => {
      const { runStudy } = await import("./run-study.ts");
      await runStudy(file, options);
    });
}

function sessions(value: string): RelativeSessions {
  const match = /^([+-]?\d+):([+-]?\d+)$/.exec(value);
  if (match === null) throw new InvalidArgumentError(`"${value}" is not of the form a:b, e.g. -5:10.`);
  return { first: Number(match[1]), last: Number(match[2]) };
}
