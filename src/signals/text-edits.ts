/** Blanks with which the line of `position` begins. */
export function indentAt(text: string, position: number): number {
  const lineStart = text.lastIndexOf("\n", position - 1) + 1;
  return /^ */.exec(text.slice(lineStart))?.[0].length ?? 0;
}

/** The text with what stands between two places replaced. */
export function splice(text: string, start: number, end: number, middle: string): string {
  return text.slice(0, start) + middle + text.slice(end);
}

/** A text to which a line can be added. */
export function endingInNewline(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

/** Just after the line break that ends the line which `position` closes. */
export function endOfLine(text: string, position: number): number {
  if (text[position - 1] === "\n") return position;
  const found = text.indexOf("\n", position);
  return found < 0 ? text.length : found + 1;
}
