import type { AnalysedSentence } from "./analyse-sentences.ts";
import type { Language } from "./lexicon.ts";

const REVIEW_HEADLINE =
  /^(书评|读书|书摘|荐书|新书|好书|阅读书单)|^(book ?shelf|books?|book review|review) ?[:|—]/;
const BOOK = /^(book|author|memoir|chapter|chapters|publisher|hardback|paperback|pages|reviewer)$/;
const CHINESE_BOOK = /本书|书中|作者|出版社|章节|一书/g;
const ENOUGH = 2;

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
