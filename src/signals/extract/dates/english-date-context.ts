import type { Unit } from "../text/units.ts";
import { type DateSpan, type Direction, type FoundDate, inRole } from "./date-span.ts";

const FUTURE_WORDS = new Set(["will", "scheduled", "due", "upcoming", "to", "would", "plans", "expected"]);
const CLAUSE_MARKS = new Set([",", ";", ":", "—", "–"]);
const EFFECTIVE_WORDS = new Set([
  "effective",
  "starting",
  "beginning",
  "start",
  "starts",
  "begins",
  "from",
  "effect",
  "force",
]);
const DEADLINE_WORDS = new Set(["until", "by", "before", "till", "through"]);
const FILLERS = new Set([
  "mid",
  "on",
  "in",
  "late",
  "early",
  "the",
  "of",
  "morning",
  "evening",
  "night",
  "afternoon",
  "this",
  "last",
  "next",
  "into",
  "as",
  "from",
]);

/** A found date in the role that the words before it give it. */
export function dateSpan(units: readonly Unit[], found: FoundDate): DateSpan {
  return inRole(found, roleBefore(units, found.from));
}

/** Where a date without a year lies by the words before it: "will visit on Tuesday" and "until Tuesday" look ahead. */
export function directionAt(units: readonly Unit[], at: number): Direction {
  return isFuture(units, at) || roleBefore(units, at) !== "event" ? "ahead" : "back";
}

/** What the few words before a date make of it: "effective Monday", "until Friday", or the day of something. */
function roleBefore(units: readonly Unit[], from: number): DateSpan["role"] {
  let at = from - 1;
  const words: string[] = [];
  while (at >= 0 && words.length < 4) {
    const norm = units[at]!.norm;
    words.push(norm);
    if (!FILLERS.has(norm)) break;
    at--;
  }
  if (words.some((word) => EFFECTIVE_WORDS.has(word))) return "effective";
  if (words.includes("as") && words.includes("of")) return "effective";
  return words.some((word) => DEADLINE_WORDS.has(word)) ? "deadline" : "event";
}

/**
 * Whether a date lies ahead by the words before it in its clause: "will visit on Tuesday", but not "will widen
 * the scheme, the ministry said on Tuesday".
 */
function isFuture(units: readonly Unit[], at: number): boolean {
  for (let index = at - 1; index >= Math.max(0, at - 16); index--) {
    const norm = units[index]!.norm;
    if (CLAUSE_MARKS.has(norm)) return false;
    if (norm === "to" && !isInfinitive(units, index)) continue;
    if (FUTURE_WORDS.has(norm)) return !hasPastSpeech(units, index, at);
  }
  return false;
}

/** "will widen the scheme, the ministry said on Friday": the date belongs to the saying. */
function hasPastSpeech(units: readonly Unit[], from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    if (
      /^(said|announced|told|reported|confirmed|stated|vowed|pledged|promised|approved|issued|published|released)$/.test(
        units[index]!.norm,
      )
    ) {
      return to - index <= 5;
    }
  }
  return false;
}

const INFINITIVES = new Set([
  "visit",
  "meet",
  "hold",
  "brief",
  "convene",
  "attend",
  "open",
  "start",
  "begin",
  "gather",
  "host",
]);

function isInfinitive(units: readonly Unit[], at: number): boolean {
  return INFINITIVES.has(units[at + 1]?.norm ?? "");
}
