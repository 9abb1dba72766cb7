import { type CalendarDay, calendarDayParts } from "../../../time/calendar-day.ts";
import type { Cue } from "../cues/cue.ts";
import { marked } from "../lexicon/find-terms.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import { charactersOf } from "../text/unit-text.ts";

/** Whether a cue tells of the act that is news, of an older one, or of one that only frames the news. */
export type CueTime = "current" | "framing" | "background";

// Acts older than this many days before publication are history; readouts appear a day or two late.
const STALE_DAYS = 6;
const PARTICIPLE_REACH = 3;
// "said on Friday most of the problems at the platforms had been put right".
const SPEECH_REACH = 14;

/**
 * Tells news from history.
 *
 * Background: a past year or a day more than six days before publication in the cue's clause (or opening the
 * sentence); "last year", "three years ago", "in recent years"; "years after", "following" before the cue;
 * the past perfect, except in reported speech ("the regulator said it had opened a case" is news).
 */
export function readCueTime(
  cue: Cue,
  sentence: AnalysedSentence,
  published: CalendarDay | undefined,
): CueTime {
  if (isDated(cue, sentence, published)) return "background";
  if (hasBackgroundMarker(cue, sentence)) return "background";
  if (isBeforeThen(cue, sentence) || isSince(cue, sentence)) return "background";
  if (isPastPerfect(cue, sentence) || isKnownCampaign(cue, sentence)) return "background";
  if (sentence.index >= BODY_FROM && isPresentPerfect(cue, sentence)) return "framing";
  return isInAfterClause(cue, sentence) ? "framing" : "current";
}

function isDated(cue: Cue, sentence: AnalysedSentence, published: CalendarDay | undefined): boolean {
  const clause = sentence.clauses[cue.head];
  for (const date of sentence.dates) {
    const dateClause = sentence.clauses[date.from];
    const opensSentence = date.from <= 3 && dateClause === 0;
    if (dateClause !== clause && !opensSentence) continue;
    if (published === undefined) continue;
    if (isOfSomethingElse(date.from, cue, sentence, published)) continue;
    if (date.precision === "year") {
      if (date.hasYear && !isTemporalYear(sentence, date.from)) continue;
      if (date.end < published && calendarDayParts(date.start).year < calendarDayParts(published).year)
        return true;
      continue;
    }
    if (date.end < published - STALE_DAYS) return true;
  }
  return false;
}

const SUBORDINATING = /^(whether|that|which|who|whose|over|its|it|made)$/;

const RELATIVE = /^(it|they|that|which|he|she|we)$/;
const RELATIVE_REACH = 3;
const BEGINNING = /^(began|opened|started|launched|dated|lasted|ran|came)$/;

/** "will suspend the controls it announced on Oct. 9": the day is that of the controls. */
function isInRelativeClause(
  from: number,
  to: number,
  units: AnalysedSentence["units"],
  terms: AnalysedSentence["terms"],
): boolean {
  for (let at = from; at < to; at++) {
    if (!RELATIVE.test(units[at]!.norm) || /^[,;]$/.test(units[at - 1]?.norm ?? "")) continue;
    const verb = terms.verbs.find((one) => one.from > at && one.from - at <= RELATIVE_REACH);
    if (verb?.entry.form === "past" && verb.to <= to) return true;
    if (BEGINNING.test(units[at + 1]?.norm ?? "")) return true;
  }
  return false;
}

/**
 * "opened an inquiry on Monday into whether Nvidia kept promises made in 2020": the old date belongs to what is told
 * further on, where a newer day stands nearer to the cue.
 */
function isOfSomethingElse(
  at: number,
  cue: Cue,
  { dates, clauses, units, terms }: AnalysedSentence,
  published: CalendarDay,
): boolean {
  if (at < cue.to) return false;
  if (isInRelativeClause(cue.to, at, units, terms)) return true;
  const isSubordinate = units.slice(cue.to, at).some((unit) => SUBORDINATING.test(unit.norm));
  return (
    isSubordinate &&
    dates.some(
      (other) =>
        other.precision === "day" &&
        other.end >= published - STALE_DAYS &&
        clauses[other.from] === clauses[cue.head] &&
        Math.abs(other.from - cue.head) < at - cue.head,
    )
  );
}

const YEAR_PREPOSITIONS = new Set([
  "in",
  "since",
  "during",
  "until",
  "late",
  "early",
  "mid",
  "from",
  "by",
  "before",
  "after",
  "spring",
  "autumn",
  "summer",
  "winter",
  "'s",
  "the",
  "of",
]);

/** "in 2020" dates an act; "the 2023 budget" names a budget. */
function isTemporalYear(sentence: AnalysedSentence, from: number): boolean {
  const before = sentence.units[from - 1]?.norm ?? "";
  if (sentence.units[from + 1]?.norm === "年") return true;
  return (
    YEAR_PREPOSITIONS.has(before) ||
    /^\d{1,2}$|^(january|february|march|april|may|june|july|august|september|october|november|december)$/.test(
      before,
    )
  );
}

function hasBackgroundMarker(cue: Cue, sentence: AnalysedSentence): boolean {
  const clause = sentence.clauses[cue.head];
  for (const term of marked(sentence.terms, "background")) {
    // "days after X" straddles the clause that "after" opens: what counts is where it ends.
    const markerClause = sentence.clauses[term.to - 1];
    // 与上月持平: the marker is part of the cue.
    if (term.from >= cue.from && term.to <= cue.to) continue;
    // 2030年前: by that year.
    if (isByYear(sentence, term.from)) continue;
    if (sentence.units[term.from]!.norm === "had" && isReportedAt(sentence, term.from)) continue;
    if (term.from >= cue.to && isInRelativeClause(cue.to, term.from, sentence.units, sentence.terms))
      continue;
    if (markerClause === clause) {
      const norm = sentence.units[term.to - 1]!.norm;
      // "two weeks after it fined Alibaba": only what follows is older.
      if (norm === "after" || norm === "since" || norm === "followed" || norm === "follows") {
        if (cue.from >= term.to) return true;
        continue;
      }
      return true;
    }
    // "Over the two years that followed, ...": what opens a sentence dates all of it.
    if (term.from <= 3 && markerClause === 0) return true;
  }
  return false;
}

function isByYear({ units }: AnalysedSentence, at: number): boolean {
  return (
    units[at]!.norm === "年" &&
    units[at + 1]?.norm === "前" &&
    /^(19|20)\d\d$/.test(units[at - 1]?.norm ?? "")
  );
}

/** "Regulators have since fined, banned and summoned": a sum of the past. */
function isSince(cue: Cue, { units, clauses }: AnalysedSentence): boolean {
  for (let at = 0; at + 1 < cue.head; at++) {
    if (/^(has|have|had)$/.test(units[at]!.norm) && units[at + 1]!.norm === "since")
      return cue.head - at <= 12 || clauses[at] === clauses[cue.head];
  }
  return false;
}

/** 停止注册一年半后，…恢复: a clause that ends on 后 tells what came before. */
function isBeforeThen(cue: Cue, sentence: AnalysedSentence): boolean {
  const { units, clauses } = sentence;
  let end = cue.to;
  while (end < units.length && clauses[end] === clauses[cue.to - 1]) end++;
  // The clause's own mark is its last unit.
  const last = units[end - 1]?.norm === "，" || units[end - 1]?.norm === "," ? end - 2 : end - 1;
  if (units[last]?.norm !== "后" || last < cue.to || end >= units.length) return false;
  const length = charactersOf(units, cue.to, last);
  return /[年月周天日]/.test(length);
}

function isPastPerfect(cue: Cue, sentence: AnalysedSentence): boolean {
  if (cue.form !== "past" && cue.form !== "third") return false;
  const { units } = sentence;
  for (let at = Math.max(0, cue.head - PARTICIPLE_REACH); at < cue.head; at++) {
    if (units[at]!.norm !== "had") continue;
    return !isReportedAt(sentence, at);
  }
  return false;
}

/** "the regulator said it had opened a case": the tense is that of the report. */
function isReportedAt(sentence: AnalysedSentence, at: number): boolean {
  return (["speech", "denial"] as const).some((marker) =>
    marked(sentence.terms, marker).some((term) => term.to <= at && at - term.to <= SPEECH_REACH),
  );
}

// Nouns that with "the" or "its" mean something the reader has heard of.
const KNOWN_NOUNS = new Set(["cracked-down", "security-review"]);
const KNOWN = new Set(["the", "this", "that", "those", "its", "of", "'s"]);

/** "the crackdown" is one the reader knows of; "a crackdown" is news. */
function isKnownCampaign(cue: Cue, sentence: AnalysedSentence): boolean {
  if (!KNOWN_NOUNS.has(cue.id) || cue.form !== undefined) return false;
  return sentence.units.slice(Math.max(0, cue.from - 4), cue.from).some((unit) => KNOWN.has(unit.norm));
}

// From this sentence on "has cracked down" tells how things came about, not what is new.
const BODY_FROM = 5;

const COORDINATION_REACH = 14;

/** "has eased its rules". */
export function isPresentPerfect(cue: Cue, sentence: AnalysedSentence): boolean {
  if (cue.form !== "past") return false;
  const { units, clauses } = sentence;
  const isPerfect = (unit: { norm: string }): boolean => unit.norm === "has" || unit.norm === "have";
  if (units.slice(Math.max(0, cue.head - PARTICIPLE_REACH), cue.head).some(isPerfect)) return true;
  // "has eased limits in most cities and lowered rates".
  if (units[cue.head - 1]?.norm !== "and") return false;
  const start = Math.max(0, cue.head - COORDINATION_REACH);
  return units
    .slice(start, cue.head)
    .some((unit, at) => isPerfect(unit) && clauses[start + at] === clauses[cue.head]);
}

function isInAfterClause(cue: Cue, sentence: AnalysedSentence): boolean {
  const clause = sentence.clauses[cue.head];
  return marked(sentence.terms, "afterClause").some(
    (term) => sentence.clauses[term.from] === clause && term.to <= cue.head,
  );
}
