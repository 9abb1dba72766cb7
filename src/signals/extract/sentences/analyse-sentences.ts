import type { Cue } from "../cues/cue.ts";
import { findCues } from "../cues/find-cues.ts";
import { chineseDates } from "../dates/chinese-dates.ts";
import type { DateSpan } from "../dates/date-span.ts";
import { englishDates } from "../dates/english-dates.ts";
import { findTerms, type Terms } from "../lexicon/find-terms.ts";
import type { Mention, MentionContext } from "../mentions/mention.ts";
import { resolveMentions } from "../mentions/resolve-mentions.ts";
import type { Article } from "../read-article/article.ts";
import { clauseNumbers } from "../text/clauses.ts";
import { chineseSentences, englishSentences, type SentenceSpan } from "../text/sentences.ts";
import { chineseUnits, englishUnits, type Unit } from "../text/units.ts";

export type Position = "title" | "lead" | "upper" | "rest";

/** A news article has a few dozen sentences. What a longer text says beyond this many is not read for signals. */
const MOST_SENTENCES = 2000;

/** One sentence with everything that was found in it. */
export interface AnalysedSentence {
  /** `title` when offsets are those of a headline outside the text. */
  readonly field: "title" | "text";
  readonly start: number;
  readonly end: number;
  /** 0 for the first sentence of the body; -1 for the headline. */
  readonly index: number;
  readonly position: Position;
  readonly units: readonly Unit[];
  readonly clauses: readonly number[];
  readonly terms: Terms;
  readonly mentions: readonly Mention[];
  readonly cues: readonly Cue[];
  readonly dates: readonly DateSpan[];
}

/**
 * Cuts an article into sentences and finds terms, mentions, cues and dates in each.
 *
 * Sentences that hold neither a mention nor a cue are kept too (they count for position), but cost little.
 */
export function analyseSentences(article: Article): AnalysedSentence[] {
  const context: MentionContext = {
    day: article.publishedDay,
    language: article.lang,
    hasChina: article.lang === "zh" || isAboutChina(article),
    introduced: new Set(),
    isLastGovernmentForeign: false,
  };
  const result: AnalysedSentence[] = [];
  const split = article.lang === "en" ? englishSentences : chineseSentences;
  if (article.title !== undefined) {
    const whole = { start: 0, end: article.title.length, paragraph: 0 };
    result.push(analyse(article.title, whole, "title", -1, context, article));
  }
  const { titleSpan } = article;
  let index = 0;
  for (const span of split(article.cleaned).slice(0, MOST_SENTENCES)) {
    const isTitle = titleSpan !== undefined && span.start < titleSpan.end && span.end > titleSpan.start;
    result.push(analyse(article.cleaned, span, "text", isTitle ? -1 : index, context, article));
    if (!isTitle) index++;
  }
  return result;
}

const CHINA =
  /\b(China|Chinese|Beijing|PBOC|PBoC|Xinhua|CSRC|SAMR|NDRC|MIIT|Xi Jinping|Shanghai|Shenzhen|Politburo)\b/;
const ABROAD =
  /\b(Federal Reserve|Fed|European|EU|Japan|Japanese|India|Indian|Korea|Korean|Britain|British|Bank of England|UK|ECB|Australia|Australian|Canada|Canadian|US(?!-listed|-traded| dollar| stocks| goods)|U\.S\.|America|American)\b/;

/** An article that names no country at all is taken to be about China: that is what edict reads. */
function isAboutChina(article: Article): boolean {
  const title = article.title ?? "";
  if (CHINA.test(title) || CHINA.test(article.cleaned)) return true;
  return !ABROAD.test(title) && !ABROAD.test(article.cleaned);
}

function analyse(
  text: string,
  span: SentenceSpan,
  field: "title" | "text",
  index: number,
  context: MentionContext,
  article: Article,
): AnalysedSentence {
  const isEnglish = article.lang === "en";
  const units = isEnglish
    ? englishUnits(text, span.start, span.end)
    : chineseUnits(text, span.start, span.end);
  const clauses = clauseNumbers(units, article.lang, index < 0 ? text : undefined);
  const terms = findTerms(units, article.lang);
  return {
    field,
    start: span.start,
    end: span.end,
    index,
    position: positionOf(index),
    units,
    clauses,
    terms,
    mentions: resolveMentions(units, terms, context),
    cues: findCues({ units, clauses, terms, language: article.lang }),
    dates: isEnglish ? englishDates(units, article.publishedDay) : chineseDates(units, article.publishedDay),
  };
}

function positionOf(index: number): Position {
  if (index < 0) return "title";
  if (index < 2) return "lead";
  return index < 4 ? "upper" : "rest";
}
