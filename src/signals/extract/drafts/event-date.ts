import { type CalendarDay, formatCalendarDay } from "../../../time/calendar-day.ts";
import type { ArticleEvent } from "../acts/group-events.ts";
import type { DateSpan } from "../dates/date-span.ts";
import { marked } from "../lexicon/find-terms.ts";
import type { Article } from "../read-article/article.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import type { Modality } from "../weighing/scope.ts";
import type { WeighedCue } from "../weighing/weigh-cues.ts";

/** A date expression and the sentence that it stands in. */
export interface NamedDay {
  readonly date: DateSpan;
  readonly sentence: AnalysedSentence;
}

/** The day of an act as ISO text, with how it is known. */
export interface EventDate {
  /** Modality of the cue that a scheduled act hangs on. */
  readonly scheduledModality: Modality | undefined;
  readonly eventDate: string | null;
  readonly eventEnd: string | undefined;
  readonly precision: "day" | "week" | "month" | null;
  readonly effectiveDate: string | undefined;
  readonly scheduled: boolean;
  /** Whether the text names the day, or the day of publication stands in for it. */
  readonly isExplicit: boolean;
  /** The words that name the day. */
  readonly named: NamedDay | undefined;
}

const SCHEDULABLE = new Set(["meeting", "visit", "briefing", "document", "commentary"]);
// A day named in the text counts as the act's day when it is at most this much older than the article.
const RECENT_DAYS = 6;

/**
 * The day of an act.
 *
 * A scheduled act (a meeting, visit or briefing that "will be held") takes the next day named with it. Any
 * other act takes the day named nearest to its cue, if it is not after publication and at most six days
 * before; the day on which a newspaper reported it does not count. With no such day it is the day of
 * publication. It is never after publication unless scheduled.
 */
export function findEventDate(
  event: ArticleEvent,
  article: Article,
  sentences: readonly AnalysedSentence[],
): EventDate {
  const published = article.publishedDay;
  const current = event.cues.filter((one) => one.opensGate);
  const effective = current
    .flatMap((one) => one.sentence.dates)
    .find((date) => date.role === "effective" && date.precision === "day");
  const effectiveDate = effective === undefined ? undefined : formatCalendarDay(effective.start);
  const scheduled = findScheduled(current, published);
  if (scheduled !== undefined) {
    const { date } = scheduled;
    const end = endOfStay(current, date);
    return {
      eventDate: formatCalendarDay(date.start),
      eventEnd: end > date.start ? formatCalendarDay(end) : undefined,
      precision: date.precision === "year" ? "month" : date.precision,
      effectiveDate,
      scheduled: true,
      scheduledModality: scheduled.cue.modality,
      isExplicit: true,
      named: { date, sentence: scheduled.cue.sentence },
    };
  }
  const named = findNamedDay(current, event, article, sentences);
  // A meeting of several days is told when it ends.
  const day = named?.date.end ?? published;
  return {
    eventDate: day === undefined ? null : formatCalendarDay(day),
    eventEnd: undefined,
    precision: day === undefined ? null : "day",
    effectiveDate,
    scheduled: false,
    scheduledModality: undefined,
    isExplicit: named !== undefined,
    named,
  };
}

function findScheduled(
  cues: readonly WeighedCue[],
  published: CalendarDay | undefined,
): { date: DateSpan; cue: WeighedCue } | undefined {
  if (published === undefined) return undefined;
  for (const one of cues) {
    if (!SCHEDULABLE.has(one.cue.family)) continue;
    const { sentence } = one;
    const markers = marked(sentence.terms, "schedule");
    if (markers.length === 0 && one.modality !== "reported-sources") continue;
    if (markers.length === 0 && one.cue.family !== "meeting" && one.cue.family !== "visit") continue;
    // "told a group of them this week, sources said" is over.
    if (markers.length === 0 && !isAhead(sentence)) continue;
    // 在发布会上宣布,将于…下调: the briefing is where it is said, and over.
    const isOver = sentence.units[one.cue.to]?.norm === "上" || sentence.units[one.cue.to + 1]?.norm === "上";
    const isPast = isOver || (one.cue.form === "past" && !one.cue.isPassive);
    if (isPast) continue;
    const date = sentence.dates.find(
      (candidate) =>
        candidate.role === "event" &&
        candidate.precision !== "year" &&
        candidate.end > published &&
        !isSaid(sentence, candidate),
    );
    if (date === undefined) continue;
    // "this week" began before publication: the act lies in what is left of it.
    return { date, cue: one };
  }
  return undefined;
}

function isAhead({ terms }: AnalysedSentence): boolean {
  return marked(terms, "plan").length > 0 || marked(terms, "consider").length > 0;
}

const STAYS: ReadonlyMap<string, number> = new Map([
  ["two", 2],
  ["three", 3],
  ["four", 4],
  ["five", 5],
  ["six", 6],
  ["seven", 7],
]);

/** "his three-day trip" ends two days after it starts; otherwise the end of the named range. */
function endOfStay(cues: readonly WeighedCue[], date: DateSpan): CalendarDay {
  if (date.precision !== "day" || date.end > date.start) return date.end;
  const days = Math.max(0, ...cues.map((one) => stayLength(one.sentence)));
  return date.start + Math.max(0, days - 1);
}

function stayLength(sentence: AnalysedSentence): number {
  const { units } = sentence;
  for (let at = 0; at + 2 < units.length; at++) {
    if (units[at + 1]!.norm !== "day") continue;
    const days = STAYS.get(units[at]!.norm) ?? 0;
    if (days > 0 && /^(trip|visit|tour|meeting|session|conference|stay|gathering)$/.test(units[at + 2]!.norm))
      return days;
  }
  return 0;
}

// The first sentences say when, even where no cue stands in them ("the ministry announced late on Monday").
const DATING_SENTENCES = 3;

/**
 * The day named with the act: in the first sentence that has one in a clause of the act itself or of a body
 * that speaks; failing that in the first that has one at all.
 */
function findNamedDay(
  cues: readonly WeighedCue[],
  event: ArticleEvent,
  article: Article,
  sentences: readonly AnalysedSentence[],
): NamedDay | undefined {
  const carrying = new Set(cues.map((one) => one.sentence));
  const signed = signedDay(sentences, article.publishedDay);
  if (signed !== undefined) return signed;
  const dated = sentences.filter(
    (sentence) =>
      carrying.has(sentence) ||
      (sentence.index >= 0 && sentence.index < DATING_SENTENCES && namesActor(sentence, event)),
  );
  for (const wantsNear of [true, false]) {
    for (const sentence of dated) {
      const own = cues.filter((one) => one.sentence === sentence);
      if (!wantsNear && own.length === 0) continue;
      const candidates = sentence.dates.filter((date) => isActDay(date, sentence, article.publishedDay));
      const heads = headsOf(own, sentence, article);
      const clauses = new Set(heads.map((at) => sentence.clauses[at]));
      const near = wantsNear
        ? candidates.filter((date) => clauses.has(sentence.clauses[date.from]))
        : candidates;
      if (near.length === 0 || heads.length === 0) continue;
      const distance = (date: DateSpan): number =>
        Math.min(...heads.map((head) => Math.abs(head - date.from)));
      const date = near.reduce((best, one) => (distance(one) < distance(best) ? one : best));
      return { date, sentence };
    }
  }
  return undefined;
}

function namesActor(sentence: AnalysedSentence, event: ArticleEvent): boolean {
  if (event.actors.length === 0) return true;
  return sentence.mentions.some((mention) => mention.actors.some((id) => event.actors.includes(id)));
}

/** "The notice, dated November 11": the paper's own date, where it is a recent one. */
function signedDay(
  sentences: readonly AnalysedSentence[],
  published: CalendarDay | undefined,
): NamedDay | undefined {
  for (const sentence of sentences) {
    if (sentence.index > DATING_SENTENCES) break;
    const found = sentence.dates.find(
      (date) => sentence.units[date.from - 1]?.norm === "dated" && isActDay(date, sentence, published),
    );
    if (found !== undefined) return { date: found, sentence };
  }
  return undefined;
}

/** Where the act stands in a sentence: at its cues, and at the bodies that act or speak. */
function headsOf(
  own: readonly WeighedCue[],
  sentence: AnalysedSentence,
  article: Article,
): readonly number[] {
  // A Chinese date follows its actor (央行27日宣布); an English one stands by its verb.
  const governors = own.flatMap((one) => one.governor.mentions.map((mention) => mention.to));
  if (article.lang === "zh" && governors.length > 0) return governors;
  const bodies = sentence.mentions
    .filter((mention) => mention.kind === "authority" && (mention.isSubject || mention.isAgent))
    .map((mention) => mention.to - 1);
  return [...own.map((one) => one.cue.head), ...bodies];
}

function isActDay(date: DateSpan, sentence: AnalysedSentence, published: CalendarDay | undefined): boolean {
  if (date.role !== "event" || date.precision !== "day") return false;
  if (published === undefined) return date.hasYear && !isReported(sentence, date);
  if (date.end > published || date.end < published - RECENT_DAYS) return false;
  return !isReported(sentence, date) && !isMarketDay(sentence, date);
}

/** "state media reported on Wednesday": the day of the report, not of the act. */
function isReported(sentence: AnalysedSentence, date: DateSpan): boolean {
  for (const mention of sentence.mentions) {
    if (mention.kind !== "media" && mention.kind !== "analyst") continue;
    // "told the Economic Daily on Tuesday": on that day the body spoke.
    if (isAddressee(sentence, mention.from)) continue;
    if (mention.from < date.from && date.from - mention.to <= 3) return true;
  }
  return sentence.units
    .slice(Math.max(0, date.from - 3), date.from)
    .some((unit) => unit.norm === "reported" || unit.norm === "report");
}

const ADDRESSING = new Set(["told", "tells", "to", "telling", "informed"]);

function isAddressee(sentence: AnalysedSentence, from: number): boolean {
  return sentence.units.slice(Math.max(0, from - 4), from).some((unit) => ADDRESSING.has(unit.norm));
}

/** "Shares rose on Tuesday". */
function isMarketDay(sentence: AnalysedSentence, date: DateSpan): boolean {
  const subject = sentence.mentions.findLast((mention) => mention.isSubject && mention.to <= date.from);
  return subject?.kind === "market" && sentence.mentions.some((mention) => mention.kind === "authority");
}

/** "said on Wednesday" inside a sentence about the future. */
function isSaid(sentence: AnalysedSentence, date: DateSpan): boolean {
  return sentence.units
    .slice(Math.max(0, date.from - 3), date.from)
    .some((unit) => /^(said|announced|reported|told|confirmed)$/.test(unit.norm));
}
