/** Letters and digits of any script, and what no shell takes for anything but itself within a word. */
const PLAIN = /^[\p{L}\p{N}_./:=,@%+-]+$/u;

/**
 * A word of a command line as it can be pasted into bash, zsh or fish, and, unless it holds `$`, `"` or a backslash,
 * into the shells of Windows.
 *
 * @example shellWord("my idea.ts") // => '"my idea.ts"'
 */
export function shellWord(word: string): string {
  return PLAIN.test(word) ? word : `"${word.replace(/["$`\\]/g, "\\$&")}"`;
}
