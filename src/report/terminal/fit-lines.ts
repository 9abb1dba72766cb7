import stringWidth from "fast-string-width";
import { wrapWords } from "./wrap-text.ts";

/** What a line begins with that the lines it is broken into stand under: spaces, and the word of an error's line. */
const START = /^ *(?:(?:at|fix) +|[!-] )?/;

/**
 * Breaks the lines of a report that are wider than the terminal between their words, and sets what follows beneath the
 * first word, so that no word is cut at the edge. Tables fit already; lines that fit stay as they are, and so does a
 * line of one long word.
 *
 * @param width columns of the terminal
 * @example fitLines("  fix  add a file or a folder", 18) // => "  fix  add a file\n       or a folder"
 */
export function fitLines(text: string, width: number): string {
  return text
    .split("\n")
    .flatMap((line) => (stringWidth(line) <= width ? [line] : fitLine(line, width)))
    .join("\n");
}

function fitLine(line: string, width: number): string[] {
  const [start] = START.exec(line) as RegExpExecArray;
  const words = line.slice(start.length);
  const room = width - start.length;
  if (!words.includes(" ") || room < 1) return [line];
  // Two spaces set a title apart from what is said under it: a line is broken at single ones only.
  return wrapWords(words.split(/(?<! ) (?! )/), room).map(
    (part, at) => (at === 0 ? start : " ".repeat(start.length)) + part,
  );
}
