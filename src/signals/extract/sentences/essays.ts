import type { Language } from "../text/language.ts";
import { charactersOf, textOf } from "../text/unit-text.ts";
import type { AnalysedSentence } from "./analyse-sentences.ts";

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
  const text = textOf(headline.units, language);
  const isOfState = sentences.some(
    (sentence) => sentence.index < 2 && sentence.mentions.some((mention) => mention.kind === "media"),
  );
  const isArguing =
    language === "zh" && sentences.some((sentence) => CHINESE_ARGUING.test(charactersOf(sentence.units)));
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

const EXPLAINING_HEADLINE =
  /^(explainer|factbox|timeline|glossary|primer|fact box|fact check|q ?& ?a|q and a|in brief|backgrounder|faq|101)( ?[:|—–-]|$)|^(what (is|are|was|were|does|do)|how (does|do|is|are|did|to)|who (is|are)|why (does|do|is|are)) .*\?|\b(a (short|quick|brief|beginner 's|simple) guide|things to know|all you need to know|what you need to know|what to know|explained|a primer|demystified)\b|(一文|一图|一张图|三分钟|五分钟|三张图)(读懂|看懂|了解|搞懂|弄懂|说清|看清|带你)|^(科普|图解|问答|百科|名词解释|名词|词典|小词典|知识点|小知识|划重点|扫盲|冷知识|干货|答疑|资料|背景资料|链接|新闻链接|知识链接|新闻背景|释义|漫画)[：:|｜丨]|(小|财经|金融|政策|经济)词典|名词解释|^(什么是|何为|何谓|啥是|如何理解|怎么理解)|(是什么|是啥|怎么算|怎么看懂|是怎么回事|如何形成的|怎么来的|怎么办理|怎么开户|怎么领|有何不同|有何区别|有什么区别)[?？]?$/;
const LATEST = 7;

/**
 * 一文读懂：什么是降准, "What are the two sessions? A short guide": tells how a thing works, not that it was done. A piece
 * with such a headline that names a day of the last week in its first sentences explains fresh news, which counts.
 *
 * @param published day of publication, if known
 */
export function isExplainer(
  sentences: readonly AnalysedSentence[],
  language: Language,
  published: number | undefined,
): boolean {
  const headline = sentences.find((sentence) => sentence.index < 0);
  if (headline === undefined) return false;
  const text = textOf(headline.units, language);
  if (!EXPLAINING_HEADLINE.test(text)) return false;
  return !sentences.some(
    ({ index, dates }) =>
      index >= 0 &&
      index < 2 &&
      dates.some(
        ({ start, precision }) =>
          precision === "day" &&
          (published === undefined || (start <= published && published - start <= LATEST)),
      ),
  );
}
