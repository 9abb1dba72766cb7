import type { Issue } from "../errors.ts";
import type { Decoded } from "./decode-with.ts";
import { tooDeep } from "./json-text.ts";
import { isDeeperThan, MOST_DEPTH } from "./value-depth.ts";

/** More uses of anchors than this are refused: a few lines of nested anchors can expand to billions of values. */
const MOST_ALIASES = 100;

/** As deep as a text may look: brackets in prose are not always closed, and columns of a table are indentation. */
const MOST_LOOKS_DEEP = 4 * MOST_DEPTH;

/**
 * Reads a YAML 1.2 text (core schema) into a value, as yet unchecked. Dates and clock times stay text.
 *
 * Refused, with line and column (`file:line:column`): syntax errors, keys that stand twice, unknown tags, several
 * documents in one file, alias bombs and nesting deeper than 64. The YAML package loads at the first call.
 *
 * @param file name of the text in issues
 */
export async function parseYamlText(text: string, file: string): Promise<Decoded<unknown>> {
  if (looksDeeperThan(text, MOST_LOOKS_DEEP)) return { issues: [tooDeep(file)] };
  const { LineCounter, parseDocument } = await import("yaml");
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(text, {
      lineCounter,
      prettyErrors: false,
      uniqueKeys: true,
      version: "1.2",
      // What is wrong is in `errors` and `warnings`; nothing is to be printed past them.
      logLevel: "error",
    });
    const problems = [...document.errors, ...document.warnings];
    if (problems.length > 0) {
      return {
        issues: problems.map((problem): Issue => {
          const { line, col } = lineCounter.linePos(problem.pos[0]);
          return {
            what: `not YAML: ${problem.message}`,
            at: `${file}:${line}:${col}`,
            fix: FIXES[problem.code] ?? FIX,
          };
        }),
      };
    }
    if (document.contents === null) {
      return {
        issues: [{ what: "the file is empty", at: file, fix: "write YAML into it, or leave it out" }],
      };
    }
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return isDeeperThan(value, MOST_DEPTH) ? { issues: [tooDeep(file)] } : { value };
  } catch (error) {
    // The package throws only where anchors expand beyond measure, or where nesting exhausts the stack.
    if (error instanceof ReferenceError)
      return { issues: [{ what: error.message, at: file, fix: "write it out" }] };
    if (error instanceof RangeError) return { issues: [tooDeep(file)] };
    throw error;
  }
}

const FIX = "mend the text there";
const FIXES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "keep one of the two",
  MULTIPLE_DOCS: "put each document into a file of its own",
  TAG_RESOLVE_FAILED: "leave the tag out",
};

const OPENING = "[{";
const CLOSING = "]}";
const INDICATORS = "-?:";

/**
 * Whether a text, read past its quotes, could nest deeper than `most` levels: by brackets that are open, or by what a
 * line begins with, since each level of a block takes a column. The package goes down a level at a time, and at the end
 * of the stack the whole process may die, not only the reading.
 */
function looksDeeperThan(text: string, most: number): boolean {
  let open = 0;
  let column = 0;
  let isStart = true;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (character === "\n") {
      column = 0;
      isStart = true;
      continue;
    }
    isStart &&= character === " " || (INDICATORS.includes(character) && /\s/.test(text[index + 1] ?? " "));
    if (isStart) column++;
    if (OPENING.includes(character)) open++;
    else if (CLOSING.includes(character)) open = Math.max(0, open - 1);
    if (open > most || column > most) return true;
  }
  return false;
}
