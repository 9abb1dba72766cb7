import type { Command, Option } from "commander";
import { PUBLICATION_BASES, SESSION_HINTS, SIGNAL_STATUSES } from "../../signals/policy-signal.ts";
import { SIGNAL_KINDS } from "../../signals/signal-kind.ts";
import type { Shell } from "./completion-command.ts";

/** What may follow at one place of the command line. */
interface Place {
  /** names from `edict` down, e.g. `["signals", "list"]` */
  readonly path: readonly string[];
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly Flag[];
  /** words that the first argument may be; none where it is a file or free text */
  readonly words: readonly string[];
}

interface Flag {
  readonly name: string;
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** Words that a flag takes, or that its value may begin with, where the command itself refuses no others. */
const KNOWN_VALUES: Readonly<Record<string, readonly string[]>> = {
  "--kind": SIGNAL_KINDS,
  "--kinds": SIGNAL_KINDS,
  "--status": SIGNAL_STATUSES,
  "--session": SESSION_HINTS,
  "--basis": PUBLICATION_BASES,
  "--prices": ["live", "yahoo", "eastmoney", "sample", "csv:"],
};

/** A completion script for a shell, made from the commands themselves, so that it cannot fall behind them. */
export function completionScript(program: Command, shell: Shell): string {
  const places = walk(program, []);
  switch (shell) {
    case "bash":
      return bashScript(places);
    case "zsh":
      // zsh reads bash's completions once it is asked to.
      return `#compdef edict\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(places)}`;
    case "fish":
      return fishScript(places);
  }
}

function walk(command: Command, path: readonly string[]): Place[] {
  const help = command.createHelp();
  const place: Place = {
    path,
    commands: help
      .visibleCommands(command)
      .map((sub) => ({ name: sub.name(), description: sub.description() })),
    options: help
      .visibleOptions(command)
      .map(flagOf)
      .filter((flag) => flag.name !== ""),
    words: command.registeredArguments[0]?.argChoices ?? [],
  };
  return [place, ...command.commands.flatMap((sub) => walk(sub, [...path, sub.name()]))];
}

function flagOf(option: Option): Flag {
  return {
    name: option.long ?? "",
    description: option.description,
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? KNOWN_VALUES[option.long ?? ""] ?? [],
  };
}

function bashScript(places: readonly Place[]): string {
  const cases = places.map((place) => {
    const words = [...place.commands.map((one) => one.name), ...place.words].join(" ");
    const options = place.options.map((one) => one.name).join(" ");
    return `    "${place.path.join(" ")}") words="${words}" options="${options}" ;;`;
  });
  const choices = places.flatMap((place) =>
    place.options
      .filter((flag) => flag.choices.length > 0)
      .map((flag) => `    "${[...place.path, flag.name].join(" ")}") choices="${flag.choices.join(" ")}" ;;`),
  );
  const paths = places.filter((place) => place.path.length > 0).map((place) => `"${place.path.join(" ")}"`);
  return `# bash completion of edict; made by \`edict completion bash\`
_edict() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" place="" next words="" options="" choices="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="\${place:+$place }\${COMP_WORDS[i]}"
    case "$next" in
      ${paths.join("|")}) place="$next" ;;
    esac
  done
  case "\${place:+$place }$before" in
${choices.join("\n")}
  esac
  if [ -n "$choices" ]; then
    COMPREPLY=($(compgen -W "$choices" -- "$word"))
    return
  fi
  case "$place" in
${cases.join("\n")}
  esac
  # Where no word is known, as for a strategy, the shell completes files.
  case "$word" in
    -*) words="$options" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _edict edict
`;
}

function fishScript(places: readonly Place[]): string {
  const lines = ["# fish completion of edict; made by `edict completion fish`"];
  for (const place of places) {
    const when = fishCondition(place);
    for (const { name, description } of place.commands)
      lines.push(`complete -c edict -n ${when} -f -a ${name} -d ${fishText(description)}`);
    for (const word of place.words) lines.push(`complete -c edict -n ${when} -f -a ${word}`);
    for (const flag of place.options) {
      const values = flag.choices.length > 0 ? ` -x -a ${fishText(flag.choices.join(" "))}` : "";
      const value = flag.takesValue && values === "" ? " -r" : values;
      lines.push(
        `complete -c edict -n ${when} -l ${flag.name.slice(2)}${value} -d ${fishText(flag.description)}`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

function fishCondition(place: Place): string {
  if (place.path.length === 0) return "__fish_use_subcommand";
  const seen = place.path.map((name) => `__fish_seen_subcommand_from ${name}`);
  const subcommands = place.commands.map((one) => one.name).join(" ");
  const none = subcommands === "" ? [] : [`not __fish_seen_subcommand_from ${subcommands}`];
  return `'${[...seen, ...none].join("; and ")}'`;
}

function fishText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
