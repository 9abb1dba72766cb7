import { formatCalendarDay } from "../../../time/calendar-day.ts";
import type { ArticleEvent } from "../acts/group-events.ts";
import type { DatePrecision } from "../dates/date-span.ts";
import type { Article } from "../read-article/article.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import { round } from "../weighing/round.ts";
import type { WeighedCue } from "../weighing/weigh-cues.ts";
import type { DraftSignal, EvidenceSpan } from "./draft-signal.ts";

/** The clauses that carry an act: in the text, and in a headline that stands outside it. */
export interface DraftEvidence {
  readonly evidence: EvidenceSpan[];
  readonly titleEvidence: EvidenceSpan[];
}

/**
 * The clauses that carry an act, each an exact slice of the text (of the headline where that stands outside
 * the text) with its cues and their weight. An act that only the headline tells points at the first sentence
 * of the text below it, with no weight.
 */
export function listEvidence(
  event: ArticleEvent,
  article: Article,
  sentences: readonly AnalysedSentence[],
): DraftEvidence {
  const evidence: EvidenceSpan[] = [];
  const titleEvidence: EvidenceSpan[] = [];
  for (const one of event.cues) {
    if (one.time === "background") continue;
    const span = clauseSpan(one);
    const isInText = one.sentence.field === "text";
    const list = isInText ? evidence : titleEvidence;
    const same = list.find((known) => known.start === span.start && known.end === span.end);
    if (same !== undefined) {
      same.cueIds.push(one.cue.id);
      same.weight = round(same.weight + one.weight, 4);
      continue;
    }
    const text = (isInText ? article.text : article.title!).slice(span.start, span.end);
    list.push({ articleId: article.id, ...span, text, cueIds: [one.cue.id], weight: one.weight });
  }
  const first = sentences.find((sentence) => sentence.field === "text");
  if (evidence.length === 0 && first !== undefined) {
    const { start, end } = first;
    evidence.push({
      articleId: article.id,
      start,
      end,
      text: article.text.slice(start, end),
      cueIds: [],
      weight: 0,
    });
  }
  return { evidence, titleEvidence };
}

/** The clause that holds the cue, without the mark that ends it. */
function clauseSpan(one: WeighedCue): { start: number; end: number } {
  const { units, clauses } = one.sentence;
  let from = one.cue.from;
  let to = one.cue.to;
  while (from > 0 && clauses[from - 1] === clauses[one.cue.from]) from--;
  while (to < units.length && clauses[to] === clauses[one.cue.to - 1]) to++;
  while (to > one.cue.to && /^[,;:，；：—–]$/.test(units[to - 1]!.norm)) to--;
  return { start: units[from]!.start, end: units[to - 1]!.end };
}

const MOST_BACKGROUND = 20;
const DATE_LENGTH: Readonly<Record<DatePrecision, number>> = { day: 10, week: 10, month: 7, year: 4 };

/** The clauses that an article only looks back with, with the date that they name. */
export function listBackground(article: Article, weighed: readonly WeighedCue[]): DraftSignal["background"] {
  const seen = new Set<string>();
  const list: DraftSignal["background"] = [];
  for (const one of weighed) {
    if (one.time !== "background" || one.sentence.field !== "text") continue;
    if (list.length === MOST_BACKGROUND) break;
    const { start, end } = clauseSpan(one);
    const text = article.text.slice(start, end);
    if (seen.has(text)) continue;
    seen.add(text);
    const { clauses, dates } = one.sentence;
    const date = dates.find((candidate) => clauses[candidate.from] === clauses[one.cue.head]);
    const day = date && formatCalendarDay(date.start).slice(0, DATE_LENGTH[date.precision]);
    list.push({ text, ...(day === undefined ? {} : { date: day }) });
  }
  return list;
}
