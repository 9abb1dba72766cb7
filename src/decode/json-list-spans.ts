import { endOfMatch } from "./scan-json.ts";

/** A stretch of text, from `start` up to but without `end`. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** Where a list stands in a text, brackets included, and each of its elements, blanks around them excluded. */
export interface ListSpans {
  readonly list: TextSpan;
  readonly elements: readonly TextSpan[];
}

const STRING = /"(?:[^"\\]|\\.)*"/y;
const BLANK = /\s*/y;
const PLAIN = /[^\s"[\]{},:]+/y;

/**
 * Finds the elements of a list in a JSON text, so that one can be changed without touching the others.
 *
 * @param text valid JSON
 * @param field the list is the value of this field of the outermost object; `null`: the list is the whole text
 * @returns `undefined` if there is no such list
 */
export function jsonListSpans(text: string, field: string | null): ListSpans | undefined {
  let position = endOfMatch(BLANK, text, text.startsWith("\uFEFF") ? 1 : 0);
  if (field === null) return text[position] === "[" ? readList(text, position) : undefined;
  if (text[position] !== "{") return undefined;
  position = endOfMatch(BLANK, text, position + 1);
  while (text[position] === '"') {
    const nameEnd = endOfMatch(STRING, text, position);
    const name: unknown = JSON.parse(text.slice(position, nameEnd));
    const valueStart = endOfMatch(BLANK, text, endOfMatch(BLANK, text, nameEnd) + 1);
    if (name === field) return text[valueStart] === "[" ? readList(text, valueStart) : undefined;
    const next = endOfMatch(BLANK, text, endOfValue(text, valueStart));
    position = endOfMatch(BLANK, text, next + 1);
  }
  return undefined;
}

function readList(text: string, start: number): ListSpans {
  const elements: TextSpan[] = [];
  let position = endOfMatch(BLANK, text, start + 1);
  while (text[position] !== "]") {
    const end = endOfValue(text, position);
    elements.push({ start: position, end });
    position = endOfMatch(BLANK, text, end);
    if (text[position] === ",") position = endOfMatch(BLANK, text, position + 1);
  }
  return { list: { start, end: position + 1 }, elements };
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  let position = start;
  do {
    const character = text[position];
    if (character === "{" || character === "[") depth++;
    if (character === "}" || character === "]") depth--;
    if (character === '"') position = endOfMatch(STRING, text, position);
    else position = Math.max(position + 1, endOfMatch(PLAIN, text, position));
  } while (depth > 0);
  return position;
}
