/** Something that `JSON.parse` either accepts silently or reports without its place. */
export interface JsonFinding {
  readonly kind: "syntax" | "duplicate-key";
  /** position in the text, in UTF-16 units */
  readonly offset: number;
  readonly what: string;
}

// Unrolled, so that a long text costs no stack and each character is looked at once.
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids just these inside a text
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANK = /[ \t\n\r]*/y;

/** What may come next. `value-or-end` and `key-or-end` stand right after an opening bracket. */
type Expected = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "end";

const EXPECTED_WORDS: Readonly<Record<Expected, string>> = {
  value: "a value",
  "value-or-end": 'a value or "]"',
  key: "a field name in double quotes",
  "key-or-end": 'a field name in double quotes or "}"',
  colon: '":"',
  "comma-or-end": '"," or a closing bracket',
  end: "the end of the text",
};

/**
 * Walks a JSON text (RFC 8259) once and finds the first syntax error, with its place on every version of Node, and
 * every key that an object holds twice. It builds no values: that is `JSON.parse`'s work.
 */
export function scanJson(text: string): readonly JsonFinding[] {
  const findings: JsonFinding[] = [];
  // One entry an open bracket: the keys seen so far in an object, null in a list.
  const open: (Set<string> | null)[] = [];
  let expected: Expected = "value";
  let position = endOfMatch(BLANK, text, 0);

  const afterValue = (): Expected => (open.length === 0 ? "end" : "comma-or-end");
  while (position < text.length) {
    const character = text[position]!;
    const isValue = expected === "value" || expected === "value-or-end";
    let next = position + 1;
    if (isValue && (character === "{" || character === "[")) {
      open.push(character === "{" ? new Set() : null);
      expected = character === "{" ? "key-or-end" : "value-or-end";
    } else if (closes(character, expected, open)) {
      open.pop();
      expected = afterValue();
    } else if (character === "," && expected === "comma-or-end") {
      expected = open.at(-1) === null ? "value" : "key";
    } else if (character === ":" && expected === "colon") {
      expected = "value";
    } else if (character === '"' && (expected === "key" || expected === "key-or-end")) {
      next = endOfMatch(STRING, text, position);
      if (next === position) break;
      noteKey(text.slice(position, next), position, open.at(-1)!, findings);
      expected = "colon";
    } else if (isValue) {
      next = endOfMatch(character === '"' ? STRING : SCALAR, text, position);
      if (next === position) break;
      expected = afterValue();
    } else {
      break;
    }
    position = endOfMatch(BLANK, text, next);
  }
  if (position < text.length || expected !== "end") findings.push(syntaxFinding(text, position, expected));
  return findings;
}

/** Line and column of an offset, both from 1. */
export function lineAndColumn(
  text: string,
  offset: number,
): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let at = before.indexOf("\n"); at >= 0; at = before.indexOf("\n", at + 1)) line++;
  return { line, column: offset - lineStart + 1 };
}

/** Where the match of a sticky pattern at `from` ends; `from` itself if there is none. */
export function endOfMatch(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

function closes(character: string, expected: Expected, open: readonly (Set<string> | null)[]): boolean {
  const isObject = open.at(-1) !== null;
  if (character === "]") return !isObject && (expected === "value-or-end" || expected === "comma-or-end");
  if (character !== "}" || open.length === 0) return false;
  return isObject && (expected === "key-or-end" || expected === "comma-or-end");
}

function noteKey(quoted: string, offset: number, keys: Set<string>, findings: JsonFinding[]): void {
  const key = quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  if (keys.has(key)) {
    findings.push({
      kind: "duplicate-key",
      offset,
      what: `field ${JSON.stringify(key)} stands twice in one object`,
    });
  }
  keys.add(key);
}

function syntaxFinding(text: string, position: number, expected: Expected): JsonFinding {
  const wanted = EXPECTED_WORDS[expected];
  if (position >= text.length) {
    return { kind: "syntax", offset: text.length, what: `the JSON text ends where ${wanted} should stand` };
  }
  const character = String.fromCodePoint(text.codePointAt(position)!);
  const isBrokenText = character === '"' && wanted.includes("value");
  const what = isBrokenText
    ? "this text is not closed, or holds a line break or a bad escape"
    : `${JSON.stringify(character)} stands where ${wanted} should`;
  return { kind: "syntax", offset: position, what };
}
