import type { ArticleEvent } from "../acts/group-events.ts";
import { marked } from "../lexicon/find-terms.ts";
import type { Mention } from "../mentions/mention.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import type { UnitSpan } from "../text/unit-span.ts";
import { charactersOf } from "../text/unit-text.ts";

/** "Titles from Tencent and NetEase are on the list": names, no prices, nobody else's act. */
export function isListing(sentence: AnalysedSentence, event: ArticleEvent): boolean {
  const kinds = new Set(sentence.mentions.map((mention) => mention.kind));
  if (["analyst", "market", "foreign"].some((kind) => kinds.has(kind as Mention["kind"]))) return false;
  if (marked(sentence.terms, "marketMove").length > 0) return false;
  const isOthers = sentence.mentions.some(
    (mention) =>
      mention.kind === "authority" &&
      mention.isSubject &&
      !mention.actors.some((id) => event.actors.includes(id)),
  );
  if (isOthers) return false;
  if (marked(sentence.terms, "background").length > 0) return false;
  const speaks = marked(sentence.terms, "speech").some(
    (term) => sentence.units[term.from]!.norm !== "according",
  );
  return (
    !speaks &&
    sentence.index >= 0 &&
    sentence.units.some((unit) => LISTING.test(unit.norm)) &&
    !sentence.units.some((unit) => SHARING.test(unit.norm))
  );
}

/** "Alibaba's Jack Ma sat in the front row". */
export function isAttendance(sentence: AnalysedSentence): boolean {
  if (sentence.mentions.some((mention) => mention.kind === "analyst" || mention.kind === "market"))
    return false;
  return (
    sentence.mentions.some((mention) => mention.person !== undefined) &&
    sentence.units.some((unit) => ATTENDING.test(unit.norm))
  );
}

const ATTENDING =
  /^(sat|sitting|seated|seat|seats|row|spoke|speakers|speaking|attended|attendees|present|among|guests|hands|stood|seen|footage|invited|joined|room|发|席|座|会|谈|出)$/;

const LISTING =
  /^(include|includes|included|including|among|list|listed|attended|attend|attendees|present|games|titles|names?|received|receive|recipients|participants|guests|them|they|those|both|trio|three|room|audience|executives|包|括|内|名|单|含|有|为|中|涉|及|参|加|列|言|座|席)$/;
// "The market is split among ...": who shares a trade is not whom an act names.
const SHARING =
  /^(split|divided|dominated|shared|compete|competes|competing|rival|rivals|queue|waiting|capped|owns)$/;

// Acts against or for companies by name; other acts hit a company only as the object of their words.
const COMPANY_FAMILIES = new Set([
  "penalty",
  "probe",
  "summons",
  "ban",
  "takedown",
  "approval",
  "listing",
  "close",
  "meeting",
  "visit",
  "accusation",
  "obligation",
  "easing",
  "denial",
]);

/** Whether an act is about a company at this place: not where it only speaks, moves, is old or is named on the way. */
export function isTargeted(mention: Mention, sentence: AnalysedSentence, event: ArticleEvent): boolean {
  const clause = sentence.clauses[mention.from]!;
  if (isMoving(mention, sentence, event)) return false;
  if (isAside(mention, sentence) || isActingItself(mention, sentence)) return false;
  const own = event.cues.filter((one) => one.sentence === sentence);
  const next = sentence.units[mention.to]?.norm ?? "";
  if (/^(did|does|has|have|was|were)$/.test(next) && sentence.units[mention.to + 1]?.norm === "not")
    return false;
  if (isCommenting(mention, sentence) && !own.some(isSufferedOrGranted)) return false;
  const inClause = own.filter((one) => sentence.clauses[one.cue.head] === clause);
  if (
    inClause.length > 0 &&
    inClause.every((one) => one.time === "background" || one.governor.kind === "analyst")
  )
    return false;
  // A sentence whose cues are all about the economy or a whole trade names companies only in passing.
  const pointing = own.filter(
    (one) => one.opensGate && (Math.abs(one.x) >= 0.1 || one.cue.family !== "document"),
  );
  const isAboutCompanies =
    pointing.some((one) => COMPANY_FAMILIES.has(one.cue.family)) ||
    (pointing.some((one) => one.cue.family === "trade") && isBlacklisting(sentence)) ||
    isMeantByPronoun(mention, sentence);
  if (pointing.length > 0 && !isAboutCompanies && !inClause.some((one) => isObjectOf(mention, one)))
    return false;
  if (pointing.length === 0 && !isListing(sentence, event) && !isAttendance(sentence)) return false;
  return !isDatedBack(mention, sentence);
}

/** "placed PVH and Illumina on its unreliable entity list". */
function isBlacklisting({ units }: AnalysedSentence): boolean {
  return units.some((unit) => /^(list|blacklist|blacklisted|blacklists)$/.test(unit.norm));
}

/** 中国银行、建设银行公告,财政部将认购其股份: 其 is the companies that the sentence opened with. */
function isMeantByPronoun(mention: Mention, { units, clauses }: AnalysedSentence): boolean {
  return units.some(
    (unit, at) =>
      unit.norm === "其" &&
      at > mention.to &&
      clauses[at]! > clauses[mention.from]! &&
      units[at + 1]?.norm !== "他" &&
      units[at + 1]?.norm !== "中",
  );
}

/** "Didi said it has been allowed to ...": the company tells what was done to it. */
function isSufferedOrGranted(one: ArticleEvent["cues"][number]): boolean {
  return one.opensGate && (one.cue.isPassive || one.cue.isReceiving || one.governor.isDirective);
}

/** "clears Tencent's merger", "support for CATL": the company stands behind the verb, near by. */
function isObjectOf(mention: Mention, one: ArticleEvent["cues"][number]): boolean {
  return one.opensGate && mention.from > one.cue.head && mention.from - one.cue.to <= OBJECT_REACH;
}

const OBJECT_REACH = 5;

/** The clause speaks of a price move. */
function isMoving(mention: Mention, sentence: AnalysedSentence, event: ArticleEvent): boolean {
  const { markers } = sentence.terms;
  const clause = sentence.clauses[mention.from];
  const inClause = (term: { from: number }): boolean => sentence.clauses[term.from] === clause;
  const moves = (markers.get("marketMove") ?? []).filter(inClause);
  if (moves.length === 0) return false;
  if ((markers.get("market") ?? []).some(inClause)) return true;
  if (moves.some((term) => isStrongMove(sentence, term))) return true;
  // "SMIC and Hua Hong rose on the news of the trip": it is their trip, if anyone's.
  const isTrip = event.cues.some((one) => one.sentence === sentence && one.cue.family === "visit");
  if (isTrip) return false;
  // "Naura rose 1.9%", "SMIC was flat", 美团涨3%: the company itself moves.
  return moves.some((term) => term.from >= mention.to && term.from - mention.to <= MOVING_REACH);
}

const MOVING_REACH = 3;

function isStrongMove(sentence: AnalysedSentence, term: UnitSpan): boolean {
  const words = sentence.units.slice(term.from, term.to).map((unit) => unit.norm);
  return STRONG_MOVES.has(words.join(sentence.units.length > 0 && words[0]!.length === 1 ? "" : " "));
}

// Verbs that of a company only ever tell its price.
const STRONG_MOVES = new Set(
  "tumbled slumped plunged surged soared rallied slid sank jumped climbed dipped edged rebounded closed ended slipped shed pared trimmed cratered nosedived tanked crashed collapsed rocketed leapt popped % percent 跌 涨 跌超 涨超 跌逾 涨逾 收跌 收涨 大跌 大涨 低开 高开 重挫 下挫 急挫 飙升 急跌 走低 走高 跳水".split(
    " ",
  ),
);

const PRICE_NOUNS = /^(share|shares|stock|stocks|adr|adrs|bond|bonds|equity|市值|股价|概念股)$/;
const HANGERS_ON =
  /^(home|city|hometown|rival|rivals|founder|founders|shareholder|shareholders|owner|parent|affiliate|backer|backers|stake|campus|headquarters|adr|adrs|shares|stock|bonds|market|earnings|profit|results|base|birthplace|absence|case|customers|suppliers|competitors)$/;
const ASIDE_BEFORE =
  /^(since|rival|rivals|unlike|former|ex|besides|like|than|versus|vs|outside|except|excluding|home|owns|owned|backed|owner|backer|investor|shareholder|competitor|competitors|peer|peers|despite|against)$/;

function isJoined(units: AnalysedSentence["units"], from: number, to: number): boolean {
  return (
    to - from <= 2 && units.slice(from, to).every((unit) => /^(and|or|nor|,|、|和|及|与)$/.test(unit.norm))
  );
}

/** "home to Alibaba", "Didi, backed by Tencent", "None from Tencent": a company named on the way. */
function isAside(mention: Mention, sentence: AnalysedSentence): boolean {
  const { units, mentions } = sentence;
  // "None from Tencent or NetEase": what holds of the first of a list, holds of the next.
  const previous = mentions.findLast((other) => other.kind === "company" && other.to <= mention.from);
  if (previous !== undefined && isJoined(units, previous.to, mention.from) && isAside(previous, sentence))
    return true;
  const before = units.slice(Math.max(0, mention.from - 4), mention.from).map((unit) => unit.norm);
  const near = before.slice(-2);
  if (near.some((norm) => ASIDE_BEFORE.test(norm))) return true;
  // "owns 29% of Tencent", "home province of Alibaba and NetEase", "shares of Meituan".
  if (
    before.some((norm) =>
      /^(home|owns|owner|owners|fifth|third|quarter|half|shareholder|none|nothing|neither|birthplace|hometown|shares|stake|stakes)$/.test(
        norm,
      ),
    )
  )
    return true;
  // "a record set by Qualcomm", "a market led by Alibaba".
  if (
    near.at(-1) === "by" &&
    /^(set|held|owned|led|backed|founded|dominated|pioneered|used)$/.test(near.at(-2) ?? "")
  )
    return true;
  if (isVenue(mention, sentence) || isTimeOfOthers(mention, sentence)) return true;
  const next = units[mention.to]?.norm ?? "";
  if (PRICE_NOUNS.test(next)) return true;
  if (next === "'s" && HANGERS_ON.test(units[mention.to + 1]?.norm ?? "")) return true;
  if (/^(backed|owned|listed|invested|controlled)$/.test(next)) return true;
  // 微信小程序, 微信公众号: a channel.
  const two = `${next}${units[mention.to + 1]?.norm ?? ""}`;
  return two.startsWith("小程") || two.startsWith("公众") || two.startsWith("官方");
}

/** 蚂蚁在港交所公告: the exchange is where it is said. */
function isVenue(mention: Mention, { units }: AnalysedSentence): boolean {
  return units[mention.from - 1]?.norm === "在" && /^(公|披|上|挂|发)$/.test(units[mention.to]?.norm ?? "");
}

const ELAPSED = /^[^，,]{0,14}(仅|不到|刚过|过去|之后|以来)[^，,]{0,4}(天|周|月|年|后)?[，,]/;

/** 阿里巴巴182亿罚单开出仅半月，…: an act of others tells only when. */
function isTimeOfOthers(mention: Mention, { units, clauses }: AnalysedSentence): boolean {
  if (clauses[mention.from] !== 0 || mention.from > 10) return false;
  const after = charactersOf(units, mention.to, mention.to + 24);
  return ELAPSED.test(after);
}

/** "Tencent declined to comment", "Didi said it would fix the problems". */
function isCommenting(mention: Mention, sentence: AnalysedSentence): boolean {
  const next = sentence.units[mention.to]?.norm ?? "";
  return COMMENTING.test(next);
}

const SUFFERING =
  /^(be|have|not|no|also|face|pay|lose|get|receive|need|benefit|still|now|soon|keep|resume|return|become|hand|submit|rectify|stop|undergo)$/;

/** "Meituan and Alipay will distribute the vouchers": what a company does with an act is not done to it. */
function isActingItself(mention: Mention, { units, mentions }: AnalysedSentence): boolean {
  const last = mentions.findLast(
    (other) =>
      other.kind === "company" && other.from >= mention.to && isJoined(units, mention.to, other.from),
  );
  const end = last?.to ?? mention.to;
  return mention.isSubject && units[end]?.norm === "will" && !SUFFERING.test(units[end + 1]?.norm ?? "be");
}

const COMMENTING =
  /^(declined|said|says|reported|posted|announced|did|didn|disclosed|expects|expected|estimates|told|promised|pledged|vowed|welcomed|thanked|called|responded|replied|owns|denied|apologised|apologized|appeared|回|表|称|未|方)$/;

function isDatedBack(mention: Mention, sentence: AnalysedSentence): boolean {
  const clause = sentence.clauses[mention.from];
  return marked(sentence.terms, "background").some(
    (term) =>
      sentence.clauses[term.from] === clause &&
      term.to <= mention.from &&
      /^(after|since)$/.test(sentence.units[term.to - 1]!.norm),
  );
}
