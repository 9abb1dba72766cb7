import { simplifiedCode } from "./simplified.ts";

/** How a unit is written: `lower` has no capital, `capital` starts with one, `capitals` has no small letter. */
export type LetterCase = "lower" | "capital" | "capitals";

/**
 * The smallest thing a lexicon phrase is made of: an English word (or one punctuation mark), or a Chinese
 * character (a run of Latin letters or digits counts as one).
 */
export interface Unit {
  /** Lower case, straight apostrophe, no invisible characters: what the lexicon is matched against. */
  readonly norm: string;
  /** Offset in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly letterCase: LetterCase;
}

/** Zero-width and direction marks: they are skipped, so that "PBo\u200bC" is still one word. */
function isInvisible(code: number): boolean {
  return (
    code === 0xad ||
    code === 0xfeff ||
    code === 0x61c ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069)
  );
}

/** Whether a UTF-16 code is a Chinese character. */
export function isHan(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isUpper = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde);
const isLetter = (code: number): boolean =>
  isUpper(code) || (code >= 97 && code <= 122) || (code >= 0xdf && code <= 0x24f && code !== 0xf7);
const isApostrophe = (code: number): boolean => code === 0x27 || code === 0x2019 || code === 0x2bc;
const isSpace = (code: number): boolean => code <= 32 || code === 0xa0 || code === 0x3000 || code === 0x2009;

function letterCaseOf(word: string): LetterCase {
  const first = word.charCodeAt(0);
  if (!isUpper(first)) return "lower";
  return word.length > 1 && word === word.toUpperCase() ? "capitals" : "capital";
}

/**
 * Splits English text into words and punctuation marks.
 *
 * A hyphen separates words and vanishes ("trade-in" is two words), a possessive 's is a word of its own,
 * "U.S." and "3.45" and "1,000" stay whole, and contracted "n't" splits off so that negation can be seen.
 *
 * @param from first offset to read; @param to offset after the last
 * @example englishUnits("China's RRR", 0, 11).map((unit) => unit.norm) // => ["china", "'s", "rrr"]
 */
export function englishUnits(text: string, from = 0, to = text.length): Unit[] {
  const units: Unit[] = [];
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isSpace(code) || isInvisible(code) || code === 0x2d || code === 0x2010 || code === 0x2011) {
      at++;
      continue;
    }
    if (isLetter(code) || isDigit(code)) {
      at = readWord(text, at, to, units);
    } else if (isHan(code)) {
      units.push({ norm: text[at]!, start: at, end: at + 1, letterCase: "lower" });
      at++;
    } else if (
      isApostrophe(code) &&
      (text[at + 1] === "s" || text[at + 1] === "S") &&
      !isLetter(text.charCodeAt(at + 2)) &&
      at > from &&
      isLetter(text.charCodeAt(at - 1))
    ) {
      units.push({ norm: "'s", start: at, end: at + 2, letterCase: "lower" });
      at += 2;
    } else {
      const norm = code === 0x201c || code === 0x201d ? '"' : isApostrophe(code) ? "'" : text[at]!;
      units.push({ norm, start: at, end: at + 1, letterCase: "lower" });
      at++;
    }
  }
  return units;
}

function readWord(text: string, start: number, to: number, units: Unit[]): number {
  const plainEnd = endOfPlainWord(text, start, to);
  if (plainEnd >= 0) {
    const word = text.slice(start, plainEnd);
    units.push({ norm: word.toLowerCase(), start, end: plainEnd, letterCase: letterCaseOf(word) });
    return plainEnd;
  }
  let at = start;
  let raw = "";
  while (at < to) {
    const code = text.charCodeAt(at);
    const next = at + 1 < to ? text.charCodeAt(at + 1) : 0;
    if (isLetter(code) || isDigit(code)) raw += text[at];
    else if (isInvisible(code)) {
      if (!isLetter(next)) break;
    } else if (code === 0x2e && isDigit(next) && isDigit(text.charCodeAt(at - 1))) raw += ".";
    else if (code === 0x2c && isDigit(next) && isDigit(text.charCodeAt(at - 1))) raw += ",";
    else if (code === 0x2e && raw.length >= 1 && isInitialism(raw) && (isUpper(next) || raw.includes(".")))
      raw += ".";
    else break;
    at++;
  }
  if (raw.length >= 3 && raw.endsWith("n") && isApostrophe(text.charCodeAt(at)) && text[at + 1] === "t") {
    const stem = raw.slice(0, -1);
    units.push({ norm: stem.toLowerCase(), start, end: at - 1, letterCase: letterCaseOf(raw) });
    units.push({ norm: "n't", start: at - 1, end: at + 2, letterCase: "lower" });
    return at + 2;
  }
  units.push({ norm: raw.toLowerCase(), start, end: at, letterCase: letterCaseOf(raw) });
  return at;
}

/** Where a run of letters and digits ends, or -1 if what follows may still belong to the word. */
function endOfPlainWord(text: string, start: number, to: number): number {
  let at = start;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isLetter(code) || isDigit(code)) at++;
    else if (code === 0x2e || code === 0x2c || isApostrophe(code) || isInvisible(code)) return -1;
    else break;
  }
  return at;
}

/** "U", "U.S", "U.S.": single capitals parted by dots. */
function isInitialism(raw: string): boolean {
  for (let index = 0; index < raw.length; index++) {
    const code = raw.charCodeAt(index);
    if (index % 2 === 0 ? !isUpper(code) : code !== 0x2e) return false;
  }
  return true;
}

const CHINESE_SKIPPED = new Set(["“", "”", "‘", "’", "「", "」", "『", "』", '"', "'"]);

/**
 * Splits Chinese text into characters; a run of Latin letters, or of digits, is one unit. Quotation marks
 * and spaces vanish, so that “双减” and 双减 are the same phrase. Full-width letters and digits are folded, and
 * traditional characters read as simplified ones: 雙減 is 双减.
 *
 * @example chineseUnits("下调LPR").map((unit) => unit.norm) // => ["下", "调", "lpr"]
 */
export function chineseUnits(text: string, from = 0, to = text.length): Unit[] {
  const units: Unit[] = [];
  let at = from;
  while (at < to) {
    const code = foldWidth(text.charCodeAt(at));
    if (isSpace(code) || isInvisible(code) || CHINESE_SKIPPED.has(text[at]!)) {
      at++;
      continue;
    }
    if (!isLetter(code) && !isDigit(code)) {
      const norm = String.fromCharCode(simplifiedCode(code));
      units.push({ norm, start: at, end: at + 1, letterCase: "lower" });
      at++;
      continue;
    }
    const start = at;
    const wantsDigits = isDigit(code);
    let raw = "";
    while (at < to) {
      const here = foldWidth(text.charCodeAt(at));
      if (wantsDigits ? isDigit(here) : isLetter(here)) raw += String.fromCharCode(here);
      else if (wantsDigits && here === 0x2e && isDigit(foldWidth(text.charCodeAt(at + 1)))) raw += ".";
      else break;
      at++;
    }
    units.push({ norm: raw.toLowerCase(), start, end: at, letterCase: letterCaseOf(raw) });
  }
  return units;
}

/** Full-width ASCII to ASCII, except the comma, semicolon, colon, bracket, question and exclamation marks. */
function foldWidth(code: number): number {
  const isLetterOrDigit =
    (code >= 0xff10 && code <= 0xff19) ||
    (code >= 0xff21 && code <= 0xff3a) ||
    (code >= 0xff41 && code <= 0xff5a);
  return isLetterOrDigit || code === 0xff05 || code === 0xff0e ? code - 0xfee0 : code;
}
