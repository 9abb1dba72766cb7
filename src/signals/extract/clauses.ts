import type { Language } from "./lexicon.ts";
import type { Unit } from "./units.ts";

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
const CHINESE_MARKS = new Set(["，", ",", "；", ";", "：", ":", "（", "）", "(", ")", "—", "…", "《", "》"]);

/**
 * Numbers the clauses of a sentence: for each unit the clause that it stands in, counted from 0.
 *
 * English clauses end at a comma, semicolon, colon, dash or bracket and start anew at a subordinating word
 * ("while", "after", "which" ...); Chinese ones end at ， ； ： and brackets. A 、 only separates the members
 * of a list and ends nothing.
 */
export function clauseNumbers(units: readonly Unit[], language: Language): number[] {
  const marks = language === "en" ? ENGLISH_MARKS : CHINESE_MARKS;
  const numbers: number[] = [];
  let clause = 0;
  for (const [at, unit] of units.entries()) {
    if (marks.has(unit.norm) && !isAroundAbbreviation(units, at)) {
      numbers.push(clause);
      clause++;
    } else {
      if (language === "en" && ENGLISH_SUBORDINATORS.has(unit.norm) && numbers.at(-1) === clause) clause++;
      numbers.push(clause);
    }
  }
  return numbers;
}

/** "(IPO)", "(SAMR)": brackets around one word part nothing. */
function isAroundAbbreviation(units: readonly Unit[], at: number): boolean {
  const norm = units[at]!.norm;
  if (norm === "(") return units[at + 2]?.norm === ")";
  return norm === ")" && units[at - 2]?.norm === "(";
}
