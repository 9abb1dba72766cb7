import type { Cue, CueContext } from "../cues/cue.ts";
import { findCues } from "../cues/find-cues.ts";
import { chineseDates } from "../dates/chinese-dates.ts";
import type { DateSpan } from "../dates/date-span.ts";
import { englishDates } from "../dates/english-dates.ts";
import { findTerms } from "../lexicon/find-terms.ts";
import type { Mention, MentionContext } from "../mentions/mention.ts";
import { resolveMentions } from "../mentions/resolve-mentions.ts";
import type { Article } from "../read-article/article.ts";
import { clauseNumbers } from "../text/clauses.ts";
import { chineseSentences, englishSentences } from "../text/sentences.ts";
import { chineseUnits, englishUnits } from "../text/units.ts";

/** Where a sentence stands: the headline, the first two sentences, the next two, or further down. */
export type Position = "title" | "lead" | "upper" | "rest";

/** A news article has a few dozen sentences. What a longer text says beyond this many is not read for signals. */
const MOST_SENTENCES = 2000;

/** One sentence with everything that was found in it. */
export interface AnalysedSentence extends CueContext {
  /** `title` when offsets are those of a headline outside the text. */
  readonly field: "title" | "text";
  readonly start: number;
  readonly end: number;
  /** 0 for the first sentence of the body; -1 for the headline. */
  readonly index: number;
  readonly position: Position;
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
  if (article.title !== undefined) {
    const whole = { text: article.title, start: 0, end: article.title.length };
    result.push(analyse({ ...whole, field: "title", index: -1 }, context));
  }
  const split = article.lang === "en" ? englishSentences : chineseSentences;
  const { titleSpan, cleaned: text } = article;
  let index = 0;
  for (const { start, end } of split(text).slice(0, MOST_SENTENCES)) {
    const isTitle = titleSpan !== undefined && start < titleSpan.end && end > titleSpan.start;
    result.push(analyse({ text, start, end, field: "text", index: isTitle ? -1 : index }, context));
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

/** A sentence before anything is found in it: [start, end) of `text`. */
interface RawSentence extends Pick<AnalysedSentence, "field" | "start" | "end" | "index"> {
  readonly text: string;
}

/** @param context what earlier sentences fix; noted in it is what later ones may rely on */
function analyse(raw: RawSentence, context: MentionContext): AnalysedSentence {
  const { text, field, start, end, index } = raw;
  const { language, day } = context;
  const isEnglish = language === "en";
  const units = (isEnglish ? englishUnits : chineseUnits)(text, start, end);
  const clauses = clauseNumbers(units, language, index < 0 ? text : undefined);
  const terms = findTerms(units, language);
  return {
    field,
    start,
    end,
    index,
    position: positionOf(index),
    language,
    units,
    clauses,
    terms,
    mentions: resolveMentions(units, terms, context),
    cues: findCues({ units, clauses, terms, language }),
    dates: (isEnglish ? englishDates : chineseDates)(units, day),
  };
}

function positionOf(index: number): Position {
  if (index < 0) return "title";
  if (index < 2) return "lead";
  return index < 4 ? "upper" : "rest";
}
