import type { Command, Option } from "commander";
import { PUBLICATION_BASES, SESSION_HINTS, SIGNAL_STATUSES } from "../../signals/policy-signal.ts";
import { SIGNAL_KINDS } from "../../signals/signal-kind.ts";
import type { Shell } from "./shells.ts";

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
      return `# bash completion of edict; made by \`edict completion bash\`\n${wordsFunction(places)}complete -o default -F _edict_words edict\n`;
    case "zsh":
      return zshScript(places);
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

/** The function by which bash finds what may follow; zsh runs it, too. */
function wordsFunction(places: readonly Place[]): string {
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
  return `_edict_words() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" place="" next words="" options="" choices="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="\${place:+$place }\${COMP_WORDS[i]}"
    case "$next" in
      ${paths.join("|")}) place="$next" ;;
    esac
  done
  # --flag=value comes in three words.
  if [ "$word" = "=" ]; then word=""; fi
  if [ "$before" = "=" ]; then before="\${COMP_WORDS[COMP_CWORD-2]}"; fi
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
`;
}

/** It can be put where zsh looks for functions, or be sourced. */
function zshScript(places: readonly Place[]): string {
  return `#compdef edict
# zsh completion of edict; made by \`edict completion zsh\`
autoload -U +X bashcompinit && bashcompinit
${wordsFunction(places)}_edict() {
  # Folders behind csv:, and --flag=value, both of which bash parts into words and zsh does not.
  if compset -P '(--prices=|)csv:'; then
    _path_files -/
    return
  fi
  if [[ $words[CURRENT] == --*=* ]]; then
    compset -P '--*='
    words[CURRENT]=("\${words[CURRENT]%%=*}" "\${words[CURRENT]#*=}")
    (( CURRENT++ ))
  fi
  _bash_complete -o default -F _edict_words
}
if [ "$funcstack[1]" = _edict ]; then _edict; else compdef _edict edict; fi
`;
}

/** Whether the words so far name this place: its commands come first, before any value of a flag. */
const FISH_PLACE = `function __edict_at
    set -l names (string match -v -- '-*' (commandline -opc)[2..])
    if test (count $argv) -eq 0
        test (count $names) -eq 0
    else if contains -- $argv[1] __GROUPS__; and test (count $argv) -eq 1
        test "$names" = "$argv"
    else
        test "$names[1..$(count $argv)]" = "$argv"
    end
end`;

/** Folders behind `csv:`, which fish would take for a part of their name. */
const FISH_FOLDERS = `function __edict_csv_folders
    set -l folder (string replace -rf '^(--prices=)?csv:' '' -- (commandline -ct)); or return
    string replace -r '^' csv: -- (__fish_complete_directories $folder folder)
end`;

function fishScript(places: readonly Place[]): string {
  const groups = places.filter(({ path, commands }) => path.length === 1 && commands.length > 0);
  const lines = [
    "# fish completion of edict; made by `edict completion fish`",
    FISH_PLACE.replace("__GROUPS__", groups.map(({ path }) => path[0]).join(" ")),
    FISH_FOLDERS,
  ];
  for (const place of places) {
    const when = `'${["__edict_at", ...place.path].join(" ")}'`;
    for (const { name, description } of place.commands)
      lines.push(`complete -c edict -n ${when} -f -a ${name} -d ${fishText(description)}`);
    for (const word of place.words) lines.push(`complete -c edict -n ${when} -f -a ${word}`);
    for (const flag of place.options) {
      const folders = flag.choices.includes("csv:") ? " (__edict_csv_folders)" : "";
      const values = flag.choices.length > 0 ? ` -x -a ${fishText(flag.choices.join(" ") + folders)}` : "";
      const value = flag.takesValue && values === "" ? " -r" : values;
      lines.push(
        `complete -c edict -n ${when} -l ${flag.name.slice(2)}${value} -d ${fishText(flag.description)}`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

function fishText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
