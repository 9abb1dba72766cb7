import { OBJECT_CLASSES } from "../../lexicon/lexicon.ts";
import { naturalPolarity } from "../../lexicon/natural-polarity.ts";
import { charactersOf, wordsOf } from "../../text/unit-text.ts";
import type { CueContext, ObjectTerm, VerbTerm } from "../cue.ts";

/** A verb found for an object, with the polarity of the two. */
export interface PairMatch {
  readonly verb: VerbTerm;
  readonly verbClass: string;
  readonly x: number;
  readonly isPassive: boolean;
}

/** Verbs whose object is who is hit: in "hits Alibaba with a fine" the "with" does not start another thought. */
export const HITTING = new Set(["hit", "slap"]);
const HIT_WITH = new Set(["penalty", "tariff", "trade-control"]);

const BLOCKABLE = new Set(["restriction", "campaign", "penalty", "covid-control"]);

const SEALING = /lock|seal|quarantin|test|clos|封|隔离|核酸|码|静默|静态/;

/** "lockdowns are forbidden", 严禁乱罚款; but not "a ban and a fine", and not "dining-in is banned", which is the control. */
function isBlockable(verb: VerbTerm, object: ObjectTerm, { units, language }: CueContext): boolean {
  if (object.entry.id === "covid-control") {
    const words = units.slice(object.from, object.to).map((unit) => unit.norm);
    if (!SEALING.test(words.join(" "))) return false;
  }
  if (verb.to > object.from) return language === "en";
  return !units.slice(verb.to, object.from).some((unit) => /^(and|or|[,、及和并])$/.test(unit.norm));
}

const NEWNESS = new Set(["new", "fresh", "special", "more", "further", "planned", "proposed"]);
const RATES = new Set(["policy-rate", "reserve-ratio", "mortgage-terms", "tax", "platform-fee"]);
// "lift" frees a restriction but raises a rate.
const RAISED_BY_LIFTING = new Set(["policy-rate", "reserve-ratio", "tax", "mortgage-terms"]);

// 优化金融支持, "improve services for small firms": to better a good thing does not lessen or tighten it.
const IMPROVING =
  /^(优化|调整优化|优化调整|完善|健全|打通|optimi[sz]e|streamline|simplify|fine-tune|improve|enhance)$/;

function isGood(object: string): boolean {
  return object === "firms" || object === "economy" || naturalPolarity(object) > 0;
}

/**
 * A verb with its object, in the active: the polarity is that of the strongest of the verb's classes that the table of
 * pairs knows for the object; `undefined` where it knows none, or the two only stand side by side.
 */
export function pairOf(verb: VerbTerm, object: ObjectTerm, context: CueContext): PairMatch | undefined {
  const id = object.entry.id;
  const table = OBJECT_CLASSES[id]!.x;
  if (isAmount(object, context)) return undefined;
  if (isAdjectiveComplete(verb, context) || isNounReading(verb, context)) return undefined;
  // An economy hit by lockdowns was not locked down just now.
  if (HITTING.has(verb.entry.lemma) && !HIT_WITH.has(id)) return undefined;
  // A new rate is not a higher one.
  if (verb.entry.form === "adjective" && NEWNESS.has(verb.entry.lemma) && RATES.has(id)) return undefined;
  const isRaising =
    verb.entry.lemma === "lift" &&
    (RAISED_BY_LIFTING.has(id) || (id === "tariff" && isToFigure(object, context)));
  let best: PairMatch | undefined;
  for (const verbClass of verb.entry.classes) {
    const x = table[verbClass];
    if (x === undefined || (isRaising && verbClass !== "increase")) continue;
    if (
      verbClass === "increase" &&
      id === "restriction" &&
      (isUpperLimit(object, context) || isThresholdOfDuty(object, context))
    ) {
      best = { verb, verbClass, x: RAISED_LIMIT, isPassive: false };
      continue;
    }
    // A list of what is closed is new; whether it is longer is not said.
    if (INTRODUCING.test(verbClass) && (isNegativeList(object, context) || isLaw(object, context))) continue;
    if (verbClass === "block" && BLOCKABLE.has(id) && !isBlockable(verb, object, context)) continue;
    // 新能源车一并纳入: into what, is not said here.
    if (verb.entry.lemma === "纳入" && isGood(id)) continue;
    if (PROTECTING.test(verbClass) && isWard(object, context)) continue;
    if (x < 0 && IMPROVING.test(verb.entry.lemma) && isGood(id)) continue;
    // "easier listing", "cheaper loans": more of what is good, not less.
    const isEasier =
      verb.entry.form === "adjective" && EASIER.test(verb.entry.lemma) && naturalPolarity(id) > 0;
    const own = isEasier ? Math.abs(x) : x;
    if (best === undefined || Math.abs(own) > Math.abs(best.x))
      best = { verb, verbClass: isEasier ? "loosen" : verbClass, x: own, isPassive: false };
  }
  return best;
}

const PROTECTING = /^(promote|increase|loosen)$/;
const WARDS = /^(未成年人|青少年|minors?|children)$/;

/** 未成年人保护: whoever is protected from firms is no firm that is helped. */
function isWard({ from, to }: ObjectTerm, { units }: CueContext): boolean {
  return WARDS.test(charactersOf(units, from, to));
}

/** 增值税法: a law on a levy lays none. */
function isLaw({ entry, to }: ObjectTerm, { units, language }: CueContext): boolean {
  return language === "zh" && entry.id === "tax" && /^[法条]$/.test(units[to]?.norm ?? "");
}

const EASIER = /^(easier|looser|softer|gentler|lenient|more lenient|cheaper|laxer|milder|lighter)$/;
const INTRODUCING = /^(issue|impose)$/;

function isNegativeList({ from, to }: ObjectTerm, { units }: CueContext): boolean {
  const words = units.slice(from, to).map((unit) => unit.norm);
  return /负面清单$|negativelist$/.test(words.join(""));
}

const UNIT_OF_AMOUNT = /^(yuan|renminbi)$/;

/** "capped at 30,000 yuan", "a 2 trillion yuan plan": a sum, and not the currency. */
function isAmount(object: ObjectTerm, { units }: CueContext): boolean {
  if (object.to - object.from > 1 || !UNIT_OF_AMOUNT.test(units[object.from]!.norm)) return false;
  return /^\d|^(million|billion|trillion|mln|bln|trln|m|bn|tn)$/.test(units[object.from - 1]?.norm ?? "");
}

const RAISED_LIMIT = 0.6;
const UPPER_LIMIT = /(cap|caps|ceiling|ceilings|quota|quotas|limit|limits|上限|限额|额度|配额|名额)$/;

/** "raised the cap on foreign stakes", 上限获上调: more is allowed. */
function isUpperLimit(object: ObjectTerm, { units, language }: CueContext): boolean {
  const words = units.slice(object.from, object.to).map((unit) => unit.norm);
  return UPPER_LIMIT.test(words.join(language === "zh" ? "" : " "));
}

const DUTY_OF =
  /^((at|above|over|beyond) which|for (a |an |the )?(\S+ )?(review|reviews|filing|filings|reporting|notification|assessment|assessments|approval|tax|taxation|declaring|declaration|merger|disclosure))\b/;

/** "raised the thresholds at which firms need a review": fewer of them need it. */
function isThresholdOfDuty({ from, to }: ObjectTerm, { units, language }: CueContext): boolean {
  if (language === "zh" || !/^thresholds?$/.test(units[to - 1]!.norm)) return false;
  const before = units[from - 1]?.norm ?? "";
  const after = wordsOf(units, to, to + 5);
  return (
    DUTY_OF.test(after) ||
    /^(review|filing|reporting|notification|merger|tax|disclosure|declaration)$/.test(before)
  );
}

/** "carry out \"complete rectification\"": here "complete" is how, not what. */
function isAdjectiveComplete(verb: VerbTerm, { units }: CueContext): boolean {
  if (verb.entry.lemma !== "complete" || verb.entry.form !== "base") return false;
  return /^("|out|a|an|thorough|undertake|make|of|in)$/.test(units[verb.from - 1]?.norm ?? "");
}

const NOUNS =
  /^(sign|place|order|issue|release|state|hand|award|subject|back|return|let|draft|plan|report|book|point|mount|level|address|balance|question)$/;

/** "a sign that the probe is over", "added that problems remain": a noun, and a word for speaking. */
function isNounReading(verb: VerbTerm, { units }: CueContext): boolean {
  const { lemma, form } = verb.entry;
  if (lemma === "add" && units[verb.to]?.norm === "that") return true;
  return (
    form === "base" &&
    NOUNS.test(lemma) &&
    /^(a|an|this|another|clear)$/.test(units[verb.from - 1]?.norm ?? "")
  );
}

/** "lifts duty on US goods to 125%". */
function isToFigure(object: ObjectTerm, { units }: CueContext): boolean {
  const near = units.slice(object.to, object.to + 8);
  return near.some((unit, at) => unit.norm === "to" && /^\d/.test(near[at + 1]?.norm ?? ""));
}
