import type { Cue } from "../cues/cue.ts";
import { marked } from "../lexicon/find-terms.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import { textOf } from "../text/unit-text.ts";
import { deniesSomething } from "./denial.ts";

/** What an article as a whole is, as far as it changes what one of its sentences means. */
export interface ArticleTraits {
  /** An authority denies a report in it. */
  readonly isDenial: boolean;
  /** A state paper writes in its own name. */
  readonly isStateCommentary: boolean;
  /** It tells of a tariff that goes up, so that "lifts" cannot mean the opposite. */
  readonly isTariffRaised: boolean;
  /** It tells of a law that protects firms. */
  readonly isProtectiveLaw: boolean;
  /** It tells of a storm or flood that is warned of: what closes then, closes for safety. */
  readonly isWeatherAlert: boolean;
  /** It tells of a match, or of what a league does to clubs and players. */
  readonly isOfSport: boolean;
}

/** Reads what an article is off all of its sentences. */
export function articleTraits(sentences: readonly AnalysedSentence[]): ArticleTraits {
  return {
    isDenial: sentences.some(deniesSomething),
    isStateCommentary: sentences.some(isStateCommentary),
    isTariffRaised: sentences.some(({ cues }) => cues.some((cue) => cue.id === "increase:tariff")),
    isProtectiveLaw: sentences.some(isProtectiveLaw),
    isWeatherAlert: sentences.some(isWeatherAlert),
    isOfSport: isOfSport(sentences),
  };
}

/** A cue as the whole article makes it, or `undefined` for one that the article makes nothing of. */
export function cueInArticle(found: Cue, sentence: AnalysedSentence, traits: ArticleTraits): Cue | undefined {
  const cue = traits.isTariffRaised ? asRaised(found, sentence) : found;
  if (traits.isDenial && isAgainstRumour(cue, sentence)) return undefined;
  if (traits.isWeatherAlert && CLOSING.test(cue.id)) return undefined;
  if (traits.isOfSport && SPORTING.has(cue.family)) return undefined;
  return traits.isProtectiveLaw && cue.x < 0 && DUTIES.has(cue.family) ? undefined : cue;
}

const ENGLISH_ALERT =
  /\b(typhoon|storm|rainstorm|hurricane|cyclone|weather|flood) (signal|warning|alert)s?\b|\b(typhoon|super typhoon|observatory)\b.*\bsignals?\b|\bsignal no\b/;
const CHINESE_ALERT =
  /风球|(台风|暴雨|暴雪|洪水|烈风|强风|大风|高温|寒潮|雷雨)[^，。]{0,8}(信号|警告|预警|红警|黑雨)|黑雨/;

function isWeatherAlert({ index, units, language }: AnalysedSentence): boolean {
  if (index > 1) return false;
  return (language === "zh" ? CHINESE_ALERT : ENGLISH_ALERT).test(textOf(units, language));
}

// Offices, schools, ferries and trading that stop for the day, and open again after it.
const CLOSING = /^(halted|stop:operation|resume:operation|suspended|closed|banned|relief:halted)$/;

const ENGLISH_SPORT =
  /\b(referees?|strikers?|goalkeepers?|midfielders?|defenders?|shoot-?outs?|football association|soccer|super league|coach|match-fixing|match fixing|red cards?|touchline|fifa|nba|olympic|athletes?|sport|tournaments?|doping)\b/g;
const CHINESE_SPORT =
  /足协|篮协|裁判|球员|球队|球迷|中超|中甲|联赛|点球|红牌|黄牌|主教练|后卫|前锋|停赛|禁赛|国足|亚冠|俱乐部|兴奋剂|运动员/g;
// One such word may be a figure of speech.
const SPORT_WORDS = 2;
const SPORTING = new Set(["penalty", "ban", "probe", "summons", "accusation"]);

function isOfSport(sentences: readonly AnalysedSentence[]): boolean {
  const found = new Set<string>();
  for (const { index, units, language, mentions } of sentences) {
    if (index > 1) break;
    // A ministry that rules on clubs and leagues makes policy.
    if (mentions.some((mention) => mention.kind === "authority")) return false;
    const words = language === "zh" ? CHINESE_SPORT : ENGLISH_SPORT;
    for (const [word] of textOf(units, language).matchAll(words)) found.add(word);
  }
  return found.size >= SPORT_WORDS;
}

/** "China lifts duty on US goods": raised, where the article says so elsewhere. */
function asRaised(cue: Cue, { units }: AnalysedSentence): Cue {
  if (cue.id !== "remove:tariff" || !units[cue.head]!.norm.startsWith("lift")) return cue;
  return { ...cue, id: "increase:tariff", x: -cue.x };
}

const PURSUING = new Set(["probe", "penalty", "summons"]);

/** In Chinese the word of the rumour follows at once: 立案查处造谣者, and not 倒查十年为不实传言. */
const RUMOUR_REACH = { en: Number.POSITIVE_INFINITY, zh: 2 } as const;

/** "police are looking into two people who spread word of a lockdown", 已就造谣报案: an act against the rumour, not of policy. */
function isAgainstRumour(cue: Cue, { terms, language }: AnalysedSentence): boolean {
  return (
    cue.x < 0 &&
    PURSUING.has(cue.family) &&
    marked(terms, "report").some(
      (term) => term.from >= cue.to && term.from - cue.to <= RUMOUR_REACH[language],
    )
  );
}

// What a law that protects firms forbids or orders, it forbids and orders those who trouble them.
const DUTIES = new Set(["obligation", "accusation", "penalty", "ban", "takedown"]);
const PROTECTING = /^promote:(economy|firms|rights)$/;
const PROTECTED =
  /^(private|business|businesses|firms|firm|enterprises|entrepreneurs|companies|foreign|民|营|企|外)$/;
const LAW = /^(law|statute|act|bill|regulation|regulations|legislation|法|例)$/;
const LAW_REACH = 4;

/** "adopted a law on promoting the private sector", 民营经济促进法. */
function isProtectiveLaw({ index, cues, units }: AnalysedSentence): boolean {
  if (index > 1) return false;
  return cues.some((cue) => {
    if (!PROTECTING.test(cue.id) || cue.x <= 0) return false;
    const near = units.slice(Math.max(0, cue.from - LAW_REACH), cue.to + 1);
    const isOfFirms = units.slice(cue.from, cue.to + 1).some((unit) => PROTECTED.test(unit.norm));
    return isOfFirms && near.some((unit) => LAW.test(unit.norm));
  });
}

// "State media call e-cigarettes a menace": an opinion; "Xinhua said" is only a report.
const OPINING = new Set(
  "wrote writes argue call calls called urge urges urged slam slams slammed warn warns warned criticise criticised criticises criticize criticized blast blasts demand demands lashes lashed lambasts lambasted condemns condemned attacks attacked brands branded labels labelled labeled decries decried denounces denounced likens likened argues argued takes took targets targeted rails accuses accused accuse".split(
    " ",
  ),
);

const OPINING_REACH = 10;

function isStateCommentary(sentence: AnalysedSentence): boolean {
  if (sentence.index > 1) return false;
  const isCommentary = marked(sentence.terms, "commentaryNoun").length > 0;
  return sentence.mentions.some((mention) => {
    if (mention.kind !== "media") return false;
    const next = sentence.mentions.find((other) => other.from >= mention.to && other.kind === "authority");
    const reach = Math.min(mention.to + OPINING_REACH, next?.from ?? Number.POSITIVE_INFINITY);
    const opines = sentence.units
      .slice(mention.to, mention.isSubject ? reach : mention.to + 1)
      .some((unit) => OPINING.has(unit.norm));
    return isCommentary || opines;
  });
}
