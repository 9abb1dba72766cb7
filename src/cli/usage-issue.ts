import type { Command, CommanderError } from "commander";
import { askedBack, didYouMean } from "../decode/did-you-mean.ts";
import type { Issue } from "../errors.ts";
import { edictsNameFor } from "./other-names.ts";

/** Commands that are followed by one of their own. */
const GROUPS: ReadonlySet<string> = new Set(["signals", "prices"]);

/**
 * A wrong command line in edict's words.
 *
 * @param args the command line, without the program's own name
 * @param program the program that it was given to
 */
export function usageIssue(error: CommanderError, args: readonly string[], program: Command): Issue {
  if (error.code === "commander.help")
    return { what: "no command was given", at: "edict", fix: "edict --help lists the commands" };
  const [first = "", ...rest] = error.message.replace(/^error: /, "").split("\n");
  const at = placeOf(error, args);
  const help = helpAt(at);
  const value = valueIssue(first, help);
  if (value !== null) return value;
  const suggestion = otherName(first, args, program) ?? /\(Did you mean (.*)\?\)/.exec(rest.join(" "))?.[1];
  return { what: first, at, fix: suggestion === undefined ? help : askedBack(suggestion) };
}

/** What edict calls the option or the command that it does not know, if another tool calls it so. */
function otherName(message: string, [command, sub]: readonly string[], program: Command): string | undefined {
  const [, kind, given] = /^unknown (option|command) '([^'=]*)/.exec(message) ?? [];
  if (given === undefined) return undefined;
  const named = program.commands.find((one) => one.name() === command);
  const place = named?.commands.find((one) => one.name() === sub) ?? named ?? program;
  const known =
    kind === "option"
      ? place.options.flatMap(({ long }) => long ?? [])
      : place.commands.map((one) => one.name());
  return edictsNameFor(given, known);
}

/** The command that was given, as far as there is such a one: `edict`, `edict run`, `edict prices fetch`. */
function placeOf({ code }: CommanderError, [command = "", sub = ""]: readonly string[]): string {
  const isUnknown = code === "commander.unknownCommand";
  if (!/^[a-z]/.test(command) || (isUnknown && !GROUPS.has(command))) return "edict";
  return GROUPS.has(command) && !isUnknown && /^[a-z]/.test(sub)
    ? `edict ${command} ${sub}`
    : `edict ${command}`;
}

function helpAt(place: string): string {
  if (place === "edict") return "edict --help lists the commands, edict <command> --help their options";
  const [, command = "", sub] = place.split(" ");
  const isGroup = GROUPS.has(command) && sub === undefined;
  return `${place} --help ${isGroup ? "lists its commands" : "says what it takes"}`;
}

/** A flag with a value that it does not take, or with none; null for another message of Commander's. */
function valueIssue(message: string, help: string): Issue | null {
  const wrong =
    /^command-argument value '(.*)' is invalid for argument '(.*)'\. Allowed choices are (.*?)\.$/.exec(
      message,
    );
  if (wrong !== null) {
    const [, given = "", argument = "", choices = ""] = wrong;
    return notOneOf(given, choices.split(", "), argument);
  }
  const refused = /^option '(?:-\w, )?(--[\w-]+)[^']*' argument '(.*)' is invalid\. (.*?)\.?$/.exec(message);
  if (refused !== null) {
    const [, flag = "", given = "", reason = ""] = refused;
    const allowed = /^Allowed choices are (.*)$/.exec(reason)?.[1]?.split(", ");
    if (allowed === undefined) return { what: reason, at: flag, fix: help };
    return notOneOf(given, allowed, flag);
  }
  const bare = /^option '(?:-\w, )?(--[\w-]+) ?([^']*)' argument missing$/.exec(message);
  return bare === null
    ? null
    : { what: "a value is missing", at: bare[1] ?? "", fix: `write ${bare[1]} ${bare[2]}` };
}

function notOneOf(given: string, allowed: readonly string[], at: string): Issue {
  return {
    what: `"${given}" is not one of ${allowed.join(", ")}`,
    at,
    fix: didYouMean(given, allowed, "write one of them"),
  };
}
