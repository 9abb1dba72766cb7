import stringWidth from "fast-string-width";
import { inertText } from "./inert-text.ts";

/** Words broken into lines of at most `width` columns; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  return wrapWords(inertText(text).split(/\s+/), width);
}

/** The same for words that are parted already; what one holds of spaces stays in its line. */
export function wrapWords(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (stringWidth(longer) <= width || line === "") line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** `text` cut to `width` columns; a cut one ends in `...`. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = "";
  let used = 0;
  for (const character of text) {
    const next = stringWidth(character);
    if (used + next > width - 3) break;
    kept += character;
    used += next;
  }
  return `${kept}...`;
}
