import { fitLines } from "../report/terminal/fit-lines.ts";
import { inertText } from "../report/terminal/inert-text.ts";
import { terminalStyle } from "./terminal-style.ts";

/** Prints text for people to stdout: what titles and names hold can do nothing to the terminal. */
export function printText(text: string): void {
  process.stdout.write(fitted(inertText(text, terminalStyle().colors), process.stdout));
}

/** Prints commands that are to be pasted, one a line: a line that is broken between its words could not be. */
export function printCommands(text: string): void {
  process.stdout.write(inertText(text, false));
}

/** Prints what a reader is likely to want next. */
export function printNext(commands: readonly string[]): void {
  if (commands.length > 0) printCommands(`\nnext: ${commands.join("\n      ")}\n`);
}

/** Prints a line or more of what is wrong to stderr, just as harmless: it quotes what stands in files. */
export function printError(text: string): void {
  process.stderr.write(`${fitted(inertText(text, false), process.stderr)}\n`);
}

/** Prints a document for programs: JSON on stdout, with nothing in it changed. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** A terminal gets lines that it need not break within a word; a pipe gets them whole. */
function fitted(text: string, stream: NodeJS.WriteStream): string {
  const { isTerminal, width } = terminalStyle(stream);
  return isTerminal === true ? fitLines(text, width) : text;
}
