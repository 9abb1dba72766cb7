import type { Language } from "./language.ts";
import type { Unit } from "./units.ts";

/**
 * What the lexicon reads at units [from, to), run together as Chinese is written. Places outside the sentence are
 * passed over.
 *
 * @example charactersOf(chineseUnits("下调“LPR”"), 0, 3) // => "下调lpr"
 */
export function charactersOf(units: readonly Unit[], from = 0, to = units.length): string {
  let text = "";
  for (let at = Math.max(0, from); at < to && at < units.length; at++) text += units[at]!.norm;
  return text;
}

/**
 * What the lexicon reads at units [from, to), a space between two of them as English is written. Places outside the
 * sentence are passed over.
 *
 * @example wordsOf(englishUnits("China's RRR cut"), 1, 3) // => "'s rrr"
 */
export function wordsOf(units: readonly Unit[], from = 0, to = units.length): string {
  const first = Math.max(0, from);
  let text = "";
  for (let at = first; at < to && at < units.length; at++)
    text += at === first ? units[at]!.norm : ` ${units[at]!.norm}`;
  return text;
}

/** `charactersOf` or `wordsOf`, as the language is written. */
export function textOf(units: readonly Unit[], language: Language, from = 0, to = units.length): string {
  return language === "zh" ? charactersOf(units, from, to) : wordsOf(units, from, to);
}
