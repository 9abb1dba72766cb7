import type { CommanderError } from "commander";
import { nearestName } from "../decode/nearest-name.ts";
import type { Issue } from "../errors.ts";

/** A wrong command line in edict's words. */
export function usageIssue(error: CommanderError): Issue {
  if (error.code === "commander.help")
    return { what: "no command was given", fix: "edict --help lists the commands" };
  const [first = "", ...rest] = error.message.replace(/^error: /, "").split("\n");
  const value = valueIssue(first);
  if (value !== null) return value;
  const suggestion = /\(Did you mean (.*)\?\)/.exec(rest.join(" "))?.[1];
  return {
    what: first,
    fix:
      suggestion === undefined
        ? "edict --help lists the commands, edict <command> --help their options"
        : `did you mean ${suggestion}?`,
  };
}

/** A flag with a value that it does not take, or with none; null for another message of Commander's. */
function valueIssue(message: string): Issue | null {
  const refused = /^option '(?:-\w, )?(--[\w-]+)[^']*' argument '(.*)' is invalid\. (.*?)\.?$/.exec(message);
  if (refused !== null) {
    const [, flag = "", given = "", reason = ""] = refused;
    const allowed = /^Allowed choices are (.*)$/.exec(reason)?.[1]?.split(", ");
    if (allowed === undefined)
      return { what: reason, at: flag, fix: "edict <command> --help says what it takes" };
    const nearest = nearestName(given, allowed);
    return {
      what: `"${given}" is not one of ${allowed.join(", ")}`,
      at: flag,
      fix: nearest === undefined ? "write one of them" : `did you mean "${nearest}"?`,
    };
  }
  const bare = /^option '(?:-\w, )?(--[\w-]+) ?([^']*)' argument missing$/.exec(message);
  return bare === null
    ? null
    : { what: "a value is missing", at: bare[1] ?? "", fix: `write ${bare[1]} ${bare[2]}` };
}
