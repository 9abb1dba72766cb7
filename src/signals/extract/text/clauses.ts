import type { Language } from "./language.ts";
import { isHan, type Unit } from "./units.ts";

const ENGLISH_MARKS = new Set([",", ";", ":", "—", "–", "…", "|", "•", "(", ")", "[", "]"]);
const ENGLISH_SUBORDINATORS = new Set([
  "while",
  "whereas",
  "but",
  "although",
  "though",
  "because",
  "despite",
  "after",
  "before",
  "since",
  "unless",
  "until",
  "when",
  "which",
  "who",
  "amid",
  "following",
]);
const OPENING = new Set(["《", "（", "("]);
const CLOSING = new Set(["》", "）", ")"]);
const CHINESE_MARKS = new Set(["，", ",", "；", ";", "：", ":", "（", "）", "(", ")", "—", "…", "《", "》"]);

/**
 * Numbers the clauses of a sentence: for each unit the clause that it stands in, counted from 0.
 *
 * English clauses end at a comma, semicolon, colon, dash or bracket and start anew at a subordinating word
 * ("while", "after", "which" ...); Chinese ones end at ， ； ： and ……, and what stands
 * in brackets or in 《》 is a clause of its own inside the one that goes on behind it. A 、 only separates the members
 * of a list and ends nothing. A Chinese headline has no marks: its spaces part the clauses.
 *
 * @param headline the text that the units were cut from, where it is a headline
 */
export function clauseNumbers(units: readonly Unit[], language: Language, headline?: string): number[] {
  const marks = language === "en" ? ENGLISH_MARKS : CHINESE_MARKS;
  const spaced = language === "zh" ? headline : undefined;
  const numbers: number[] = [];
  let clause = 0;
  let last = 0;
  // 暂停对某公司涉嫌违反《反垄断法》的调查: a title is a clause of its own, inside the one that goes on behind it.
  const outer: number[] = [];
  for (const [at, unit] of units.entries()) {
    if (language === "zh" && OPENING.has(unit.norm)) {
      numbers.push(clause);
      outer.push(clause);
      clause = ++last;
    } else if (CLOSING.has(unit.norm) && outer.length > 0) {
      clause = outer.pop()!;
      numbers.push(clause);
    } else if (marks.has(unit.norm) && !isAroundAbbreviation(units, at)) {
      numbers.push(clause);
      clause = ++last;
    } else {
      if (language === "en" && ENGLISH_SUBORDINATORS.has(unit.norm) && numbers.at(-1) === clause)
        clause = ++last;
      if (spaced !== undefined && numbers.at(-1) === clause && isAfterSpace(units, at, spaced)) clause++;
      numbers.push(clause);
    }
  }
  return numbers;
}

/** Between two Chinese characters; "降准 0.5个" parts nothing. */
function isAfterSpace(units: readonly Unit[], at: number, text: string): boolean {
  const [before, after] = [units[at - 1]!, units[at]!];
  if (after.start === before.end || !isHan(before.norm.charCodeAt(0)) || !isHan(after.norm.charCodeAt(0)))
    return false;
  return /\s/.test(text.slice(before.end, after.start));
}

/** "(IPO)", "(SAMR)": brackets around one word part nothing. */
function isAroundAbbreviation(units: readonly Unit[], at: number): boolean {
  const norm = units[at]!.norm;
  if (norm === "(") return units[at + 2]?.norm === ")";
  return norm === ")" && units[at - 2]?.norm === "(";
}
