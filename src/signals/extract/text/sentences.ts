/** A stretch of text between sentence ends; offsets are those of the text it was cut from. */
export interface SentenceSpan {
  readonly start: number;
  readonly end: number;
  /** 0 for the first paragraph, 1 for the next ... */
  readonly paragraph: number;
}

// Words after which a full stop does not end a sentence.
const ABBREVIATIONS = new Set(
  (
    "mr mrs ms dr prof gen sen rep gov st co ltd inc corp plc no vs etc jan feb mar apr jun jul aug sep sept oct nov dec " +
    "u.s u.k u.n e.g i.e a.m p.m jr sr approx dept est fig vol bn mn"
  ).split(" "),
);

const CLOSERS = new Set(['"', "'", "”", "’", ")", "]", "」", "』", "）"]);
// A line shorter than this that ends without a full stop is a heading or a caption, not a wrapped line.
const WRAPPED_LINE_MIN = 48;

/** Cuts a text from left to right: each sentence begins where the one before ended, less the blanks around it. */
class SentenceCutter {
  readonly spans: SentenceSpan[] = [];
  /** Where the sentence begins that is not cut off yet. */
  start = 0;
  paragraph = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  cutAt(offset: number): void {
    let { start } = this;
    let end = offset;
    while (start < end && isWhite(this.#text.charCodeAt(start))) start++;
    while (end > start && isWhite(this.#text.charCodeAt(end - 1))) end--;
    if (end > start) this.spans.push({ start, end, paragraph: this.paragraph });
    this.start = offset;
  }
}

/**
 * Cuts English text into sentences. A blank line always ends one; a single line break does unless the line
 * looks wrapped (long, and without an end mark).
 *
 * Reads each character once; no backtracking, so the time is linear in the length of the text.
 */
export function englishSentences(text: string): SentenceSpan[] {
  const cutter = new SentenceCutter(text);
  let lineStart = 0;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!;
    if (isTooLong(text, cutter.start, at, LONGEST.en)) cutter.cutAt(at);
    if (mark === "\n") {
      const isBlankNext = isBlankLine(text, at + 1);
      const isShort = at - lineStart < WRAPPED_LINE_MIN;
      const nextIsBullet = /[-*•\d]/.test(text[at + 1] ?? "");
      if (isBlankNext || isShort || nextIsBullet || startsNewLine(text, lineStart, at)) {
        cutter.cutAt(at + 1);
        if (isBlankNext || isShort) cutter.paragraph++;
      }
      lineStart = at + 1;
    } else if (
      mark === "." ||
      mark === "!" ||
      mark === "?" ||
      mark === "。" ||
      mark === "！" ||
      mark === "？"
    ) {
      let after = at + 1;
      while (after < text.length && CLOSERS.has(text[after]!)) after++;
      const isWide = mark === "。" || mark === "！" || mark === "？";
      if (!isWide && after < text.length && !isWhite(text.charCodeAt(after))) continue;
      if (mark === "." && isAbbreviation(text, cutter.start, at)) continue;
      if (!isWide && mark === "." && startsLower(text, after)) continue;
      cutter.cutAt(after);
      at = after - 1;
    }
  }
  cutter.cutAt(text.length);
  return cutter.spans;
}

/**
 * No sentence is this long; a text without marks (a table, a dump) is cut at blanks, and without blanks
 * anywhere, so that the work on one sentence stays bounded.
 */
const LONGEST = { en: 800, zh: 300 } as const;

function isTooLong(text: string, start: number, at: number, longest: number): boolean {
  if (at - start < longest) return false;
  return isWhite(text.charCodeAt(at)) || at - start >= 2 * longest;
}

/** A line that is followed by a line starting with a capital, while it ends on its own mark, is complete. */
function startsNewLine(text: string, lineStart: number, lineEnd: number): boolean {
  let last = lineEnd - 1;
  while (last > lineStart && isWhite(text.charCodeAt(last))) last--;
  return ".!?:;。！？：".includes(text[last] ?? "") || CLOSERS.has(text[last] ?? "");
}

function isBlankLine(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\n") return true;
    if (!isWhite(text.charCodeAt(at))) return false;
  }
  return true;
}

function startsLower(text: string, from: number): boolean {
  for (let at = from; at < Math.min(text.length, from + 8); at++) {
    const code = text.charCodeAt(at);
    if (isWhite(code)) {
      if (text[at] === "\n") return false;
      continue;
    }
    return code >= 97 && code <= 122;
  }
  return false;
}

function isAbbreviation(text: string, sentenceStart: number, dot: number): boolean {
  let from = dot;
  while (from > sentenceStart && /[A-Za-z.]/.test(text[from - 1]!) && dot - from < 12) from--;
  const word = text.slice(from, dot).toLowerCase();
  if (word.length === 1 && /[A-Z]/.test(text[from]!)) return true;
  if (word === "no") return /^\s?\d/.test(text.slice(dot + 1, dot + 3));
  // "Ltd." and "Inc." end a sentence when a new one plainly starts.
  return (
    ABBREVIATIONS.has(word) &&
    !(/^(co|ltd|inc|corp|plc|u\.s|p\.m|a\.m)$/.test(word) && startsSentence(text, dot + 1))
  );
}

const SENTENCE_STARTERS =
  /^\s+(The|It|In|But|A|An|He|She|They|On|At|Chinese|China|Beijing|That|This|Shares|Analysts)\s/;

function startsSentence(text: string, from: number): boolean {
  return SENTENCE_STARTERS.test(text.slice(from, from + 12));
}

/** Cuts Chinese text at 。！？ and at line breaks. */
export function chineseSentences(text: string): SentenceSpan[] {
  const cutter = new SentenceCutter(text);
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!;
    if (isTooLong(text, cutter.start, at, LONGEST.zh)) cutter.cutAt(at);
    if (mark === "\n") {
      cutter.cutAt(at + 1);
      cutter.paragraph++;
    } else if ("。！？!?".includes(mark)) {
      let after = at + 1;
      while (after < text.length && CLOSERS.has(text[after]!)) after++;
      cutter.cutAt(after);
      at = after - 1;
    }
  }
  cutter.cutAt(text.length);
  return cutter.spans;
}

function isWhite(code: number): boolean {
  return (
    code <= 32 || code === 0xa0 || code === 0x3000 || code === 0xfeff || (code >= 0x2000 && code <= 0x200f)
  );
}
