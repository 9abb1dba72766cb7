import type { AnalysedSentence } from "./analyse-sentences.ts";
import type { Language } from "./lexicon.ts";

const REVIEW_HEADLINE =
  /^(书评|读书|书摘|荐书|新书|好书|阅读书单)|^(book ?shelf|books?|book review|review) ?[:|—]/;
const BOOK = /^(book|author|memoir|chapter|chapters|publisher|hardback|paperback|pages|reviewer)$/;
const CHINESE_BOOK = /本书|书中|作者|出版社|章节|一书/g;
const ENOUGH = 2;

const OPINION_HEADLINE =
  /^(opinion|column|op ed|op - ed|guest essay|essay|viewpoint) ?[:|]|^(专栏|观点|社评|社论|评论|时评|短评|锐评)[：:|｜丨]/;
// A paper that says "we hold" argues; a state paper that argues may be a signal, but it says its name.
const CHINESE_ARGUING = /我们认为|本报(一直)?(主张|认为|呼吁)|笔者认为|在笔者看来/;

/** "Opinion: let founders be": what a columnist asks for is no act; what a state paper writes may be one. */
export function isOpinion(sentences: readonly AnalysedSentence[], language: Language): boolean {
  const headline = sentences.find((sentence) => sentence.index < 0);
  if (headline === undefined) return false;
  const text = headline.units.map((unit) => unit.norm).join(language === "zh" ? "" : " ");
  const isOfState = sentences.some(
    (sentence) => sentence.index < 2 && sentence.mentions.some((mention) => mention.kind === "media"),
  );
  const isArguing =
    language === "zh" &&
    sentences.some((sentence) => CHINESE_ARGUING.test(sentence.units.map((unit) => unit.norm).join("")));
  return (OPINION_HEADLINE.test(text) || isArguing) && !isOfState;
}

/** A review of a book retells history; whatever it says of regulators is no news. */
export function isBookReview(sentences: readonly AnalysedSentence[], language: Language): boolean {
  const join = language === "zh" ? "" : " ";
  const textOf = (sentence: AnalysedSentence): string => sentence.units.map((unit) => unit.norm).join(join);
  const headline = sentences.find((sentence) => sentence.index < 0);
  const words = new Set<string>();
  for (const sentence of sentences) {
    if (language === "en") for (const { norm } of sentence.units) if (BOOK.test(norm)) words.add(norm);
    if (language === "zh") for (const [word] of textOf(sentence).matchAll(CHINESE_BOOK)) words.add(word);
  }
  const isHeaded = headline !== undefined && REVIEW_HEADLINE.test(textOf(headline));
  return words.size >= (isHeaded ? ENOUGH : ENOUGH + 1);
}

const ANNIVERSARY =
  /^(a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (years?|decade|months?) (on|later|after)\b|^(十|[一二三四五六七八九两\d]+)(周年|年后|年来|年之后)/;
const THEN = /\b(years?|decade|months?) ago\b|年前/;

/** "Five years on, the ghost of Ant's listing": a look back, whose lead tells of what was then. */
export function isLookBack(sentences: readonly AnalysedSentence[], language: Language): boolean {
  const join = language === "zh" ? "" : " ";
  const textOf = (sentence: AnalysedSentence): string => sentence.units.map((unit) => unit.norm).join(join);
  const headline = sentences.find((sentence) => sentence.index < 0);
  const lead = sentences.find((sentence) => sentence.index === 0);
  if (headline === undefined || lead === undefined) return false;
  return ANNIVERSARY.test(textOf(headline)) && THEN.test(textOf(lead));
}
