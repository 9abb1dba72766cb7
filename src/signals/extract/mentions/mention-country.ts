import type { Terms } from "../lexicon/find-terms.ts";
import type { Unit } from "../text/units.ts";

/** "the US Commerce Department", "India's finance ministry": a foreign country right before a description. */
export function isForeignBefore(units: readonly Unit[], terms: Terms, from: number): boolean {
  if (isAbbreviatedAbroad(units, from)) return true;
  let at = from;
  for (let steps = 0; steps < 3 && at > 0; steps++) {
    const index = at;
    const isForeign =
      terms.foreignAdjectives.some((term) => term.to === index) ||
      terms.mentions.some((term) => term.entry.layer === "foreign" && term.to === index);
    if (isForeign) return true;
    const norm = units[at - 1]!.norm;
    if (norm === "china" || norm === "chinese" || norm === "," || norm === "." || norm === "and")
      return false;
    if (norm !== "'s" && norm !== "top" && norm !== "main" && norm !== "financial" && norm !== "national")
      return false;
    at--;
  }
  return false;
}

const ABROAD = new Set("美英法德日韩欧俄印澳加荷意越".split(""));
// 对美财政部, 被日央行: words that end before a country's name.
const BEFORE_COUNTRY = /^[^\p{L}\p{N}]$|^[对被遭由据向与和就因受]$/u;

/**
 * 美商务部, 英央行: one character stands for the country. 美 does so wherever it stands before a body, but in 中美; the
 * others end other words, too (24日商务部, 依法), and count only where nothing stands before them that they could end.
 */
function isAbbreviatedAbroad(units: readonly Unit[], from: number): boolean {
  const country = units[from - 1]?.norm ?? "";
  if (!ABROAD.has(country)) return false;
  const before = units[from - 2]?.norm;
  return country === "美" ? before !== "中" : before === undefined || BEFORE_COUNTRY.test(before);
}

/** "the finance ministry of India". */
export function isForeignAfter(units: readonly Unit[], terms: Terms, to: number): boolean {
  if (units[to]?.norm !== "of" && units[to]?.norm !== "in") return false;
  return terms.mentions.some(
    (term) => term.entry.layer === "foreign" && term.from >= to + 1 && term.from <= to + 2,
  );
}

/** "China's central bank". */
export function hasChinaBefore(units: readonly Unit[], from: number): boolean {
  for (let at = Math.max(0, from - 3); at < from; at++) {
    if (units[at]!.norm === "china" || units[at]!.norm === "chinese" || units[at]!.norm === "beijing")
      return true;
  }
  return false;
}
