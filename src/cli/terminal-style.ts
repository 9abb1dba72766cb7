import { PLAIN, type TerminalStyle } from "../report/terminal/style.ts";

/** What stdout can show: colours only on a terminal and without NO_COLOR; a pipe gets plain text. */
export function terminalStyle(stream: NodeJS.WriteStream = process.stdout): TerminalStyle {
  if (!stream.isTTY) return PLAIN;
  const isPlain = (process.env.NO_COLOR ?? "") !== "" || process.env.TERM === "dumb";
  return { colors: !isPlain, width: stream.columns ?? PLAIN.width, isTerminal: true };
}
