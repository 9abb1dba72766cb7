import { Command, Option } from "commander";
import { SIGNAL_PHASES, SIGNAL_STATUSES } from "../../signals/policy-signal.ts";
import { WEEKDAY_NAMES } from "../../signals/selection-tests.ts";
import { number, numberWhere } from "../flag-values.ts";
import type { AddFlags } from "./ask-for-signal.ts";
import type { AcceptFlags } from "./signals-accept.ts";
import type { CheckFlags } from "./signals-check.ts";
import type { ExtractFlags } from "./signals-extract.ts";
import type { ListFlags } from "./signals-list.ts";
import type { ReviseFlags } from "./signals-revise.ts";

/** Fields that `edict signals revise --clear` empties: a list is left without members, the others are taken away. */
const CLEARABLE_FIELDS = ["phase", "notes", "actors", "targets", "symbols", "sources"];

/** `edict signals list|check|extract|add|revise|accept`: the catalogue of policy signals. */
export function signalsCommand(): Command {
  const command = new Command("signals").description(
    "list and check catalogues, extract signals from articles, add, revise and review them",
  );
  command.addHelpText("after", "\nExample:\n  $ edict signals list --kind leadership-meeting");
  const commands = [
    listCommand(),
    checkCommand(),
    extractCommand(),
    addCommand(),
    reviseCommand(),
    acceptCommand(),
  ];
  for (const sub of commands) command.addCommand(sub);
  return command;
}

function listCommand(): Command {
  return new Command("list")
    .description("the signals that fit all filters; one match within a filter is enough")
    .option("--signals <path>", "catalogue file or folder (default: the one that ships with edict)")
    .option("--kind <kind...>", "kinds; a parent of the tree selects its children")
    .option("--actor <name...>", 'actors, e.g. "Xi Jinping"')
    .option("--target <name...>", "sectors, e.g. internet-platforms")
    .option("--symbol <ticker...>", "tickers that the act names, e.g. 9988.HK")
    .option("--min-stance <number>", "lowest stance, -1 to 1", number)
    .option("--max-stance <number>", "highest stance, -1 to 1", number)
    .addOption(new Option("--status <status...>", "who let it be known").choices(SIGNAL_STATUSES))
    .addOption(new Option("--phase <phase...>", "how far the act had got").choices(SIGNAL_PHASES))
    .option("--family <rule...>", "inclusion rules, e.g. P1")
    .option("--complete", "only families of which every member is in the catalogue")
    .option("--incomplete", "only the others")
    .option("--scheduled", "only acts whose date was public in advance")
    .option("--unscheduled", "only the others")
    .addOption(new Option("--weekday <day...>", "day of publication").choices(WEEKDAY_NAMES))
    .option("--from <day>", "first day of publication, YYYY-MM-DD")
    .option("--to <day>", "last day of publication, YYYY-MM-DD")
    .option("--as-of <when>", "the catalogue as it was known then: a day (its end in Shanghai) or an instant")
    .addOption(
      new Option("--timing <policy>", "how far unsourced times are believed")
        .choices(["safe", "best"])
        .default("safe"),
    )
    .option("--drafts", "drafts that nobody has reviewed, too; marked")
    .option("--json", "print a catalogue file of the selected signals")
    .addHelpText(
      "after",
      "\nExamples:\n  $ edict signals list --kind leadership-meeting --min-stance 0.5\n  $ edict signals list --complete --from 2024-01-01 --json > recent.json",
    )
    .action(async (flags: ListFlags) => {
      const { listSignals } = await import("./signals-list.ts");
      await listSignals(flags);
    });
}

function checkCommand(): Command {
  return new Command("check")
    .description("every problem of a catalogue in one pass; ends with code 2 if there is an error")
    .argument("[paths...]", "catalogue files and folders (default: the one that ships with edict)")
    .option("--calendar <csv>", "price file of a Hong Kong instrument: its dates say which days are sessions")
    .option(
      "--cluster <sessions>",
      "report signals that lie this many sessions apart or fewer; needs --calendar",
      number,
    )
    .addOption(
      new Option("--timing <policy>", "which clock decides on day 0 of a cluster")
        .choices(["safe", "best"])
        .default("safe"),
    )
    .option("--notes", "print notes one by one, too")
    .option("--json", "print the findings as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  $ edict signals check\n  $ edict signals check own.yaml --calendar prices/HSI.csv --cluster 1",
    )
    .action(async (paths: string[], flags: CheckFlags) => {
      const { checkSignals } = await import("./signals-check.ts");
      await checkSignals(paths, flags);
    });
}

function addCommand(): Command {
  const command = new Command("add")
    .description("add one signal by hand; on a terminal, what is missing is asked for")
    .argument("<file>", "catalogue file (.json, .jsonl, .yaml); made if there is none")
    .option("--id <id>", "small letters, digits and hyphens (default: made from kind and day)");
  return withFieldFlags(command, {
    status: " (default: official)",
    occurs: " (default: the day of publication)",
  })
    .option("--by <name>", "who adds it (default: the name of your account)")
    .addHelpText(
      "after",
      '\nExample:\n  $ edict signals add own.yaml --kind leadership-meeting --title "Premier meets founders" --stance 0.5 \\\n      --published "2026-03-02 19:05" --basis stamp --actor "Li Qiang" --source https://example.org/a',
    )
    .action(async (file: string, flags: AddFlags) => {
      const { addSignal } = await import("./signals-add.ts");
      await addSignal(file, flags);
    });
}

function reviseCommand(): Command {
  const command = new Command("revise")
    .description("change one signal and keep what it said before, for `list --as-of`")
    .argument("<file>", "catalogue file that holds it (.json, .jsonl, .yaml)")
    .argument("<id>", "id of the signal, which stays");
  return withFieldFlags(command, { status: "", occurs: "" })
    .option("--unscheduled", "the date was not public in advance")
    .addOption(
      new Option("--clear <field...>", "fields to empty; the other flags replace, lists as a whole").choices(
        CLEARABLE_FIELDS,
      ),
    )
    .requiredOption("--why <text>", "why it is changed; kept with the revision")
    .option("--by <name>", "who changes it (default: the name of your account)")
    .addHelpText(
      "after",
      '\nExample:\n  $ edict signals revise own.yaml leadership-meeting-2026-03-02 --stance 0.3 --why "no measures were named"',
    )
    .action(async (file: string, id: string, flags: ReviseFlags) => {
      const { reviseFromFlags } = await import("./signals-revise.ts");
      await reviseFromFlags(file, id, flags);
    });
}

/** The flags of {@link SignalFieldFlags}; behind two of them, what holds where they are left out. */
function withFieldFlags(
  command: Command,
  leftOut: { readonly status: string; readonly occurs: string },
): Command {
  return command
    .option("--title <text>", "one line that names the act")
    .option("--kind <kind>", "a kind of the tree, e.g. leadership-meeting")
    .option("--status <status>", `official, leak, state-media or company${leftOut.status}`)
    .option("--phase <phase>", "how far the act has got, e.g. held")
    .option("--stance <number>", "-1 restrictive .. 1 supportive", number)
    .option("--published <when>", 'day or day and clock time in Shanghai, e.g. "2025-02-17 12:30"')
    .option("--session <hint>", "pre-open, intraday, post-close, non-trading, if no clock time is known")
    .option("--basis <basis>", "what the time rests on: stamp, wording, unsourced or unknown")
    .option("--occurs <day>", `day of the act${leftOut.occurs}`)
    .option("--actor <name...>", "who acted")
    .option("--target <name...>", "sectors")
    .option("--symbol <ticker...>", "tickers that the act names")
    .option("--source <text...>", "where it can be read")
    .option("--scheduled", "the date was public in advance")
    .option("--notes <text>", "anything else");
}

function extractCommand(): Command {
  return new Command("extract")
    .description("find the policy acts in articles (txt, JSON, JSONL, RSS, Atom, HTML; English and Chinese)")
    .argument("<path...>", "files and folders")
    .option("--published-at <when>", "ISO day or instant of publication, over what the articles say")
    .option("--source <name>", "who published them, where they do not say")
    .option("--tz <zone>", "zone of dates without an offset (default: Asia/Shanghai)")
    .addOption(new Option("--lang <language>", "language of the articles").choices(["auto", "en", "zh"]))
    .option("--into <file>", "draft file for review", "signals.draft.yaml")
    .option("--json", "print the drafts as one JSON array and write nothing")
    .option("--strict", "an article without a publication date is an error")
    .option("--model <name>", "let a model read the articles; the rules stand in where it fails, marked")
    .option("--endpoint <url>", "an OpenAI-compatible service, e.g. http://127.0.0.1:11434/v1")
    .option(
      "--model-cache <folder>",
      "where the model's answers are kept (default: inside edict's data folder)",
    )
    .option(
      "--model-cutoff <day>",
      "last day the model knows of: a later article cannot have been read with hindsight",
    )
    .option(
      "--model-timeout <seconds>",
      "for one request, of which there are up to three (default: 60)",
      seconds,
    )
    .option("--replay", "only answers that are kept; no network")
    .addHelpText(
      "after",
      '\nExample:\n  $ echo "Xi Jinping met founders of technology companies and pledged support." > article.txt\n  $ edict signals extract article.txt --published-at 2025-02-18',
    )
    .action(async (paths: string[], flags: ExtractFlags) => {
      const { extractFromArticles } = await import("./signals-extract.ts");
      await extractFromArticles(paths, flags);
    });
}

function acceptCommand(): Command {
  return new Command("accept")
    .description("move reviewed drafts into a catalogue; on a terminal, asks about each")
    .argument("<drafts>", "draft file, *.draft.yaml; `review.status` in it is the decision")
    .requiredOption("--into <file>", "catalogue file that they go to; made if there is none")
    .option("--accept <id...>", "accept these drafts")
    .option("--reject <id...>", "reject these drafts; they stay in the draft file and do not come back")
    .option("--all", "accept every draft that is still pending")
    .option("--by <name>", "who decides (default: the name of your account)")
    .option("--json", "print what was accepted as a catalogue file; nothing is asked")
    .addHelpText("after", "\nExample:\n  $ edict signals accept signals.draft.yaml --into own.yaml")
    .action(async (file: string, flags: AcceptFlags) => {
      const { acceptSignals } = await import("./signals-accept.ts");
      await acceptSignals(file, flags);
    });
}

function seconds(value: string): number {
  const isPause = (parsed: number) => parsed > 0 && parsed <= 3600;
  return numberWhere(value, isPause, "a number of seconds, above 0 and up to 3600");
}
