import type { CommanderError } from "commander";
import type { Issue } from "../errors.ts";

/** A wrong command line in edict's words. */
export function usageIssue(error: CommanderError): Issue {
  if (error.code === "commander.help")
    return { what: "no command was given", fix: "edict --help lists the commands" };
  const [first = "", ...rest] = error.message.replace(/^error: /, "").split("\n");
  const suggestion = /\(Did you mean (.*)\?\)/.exec(rest.join(" "))?.[1];
  return {
    what: first,
    fix:
      suggestion === undefined
        ? "edict --help lists the commands, edict <command> --help their options"
        : `did you mean ${suggestion}?`,
  };
}
