import type { Cue } from "../cues/cue.ts";
import { marked } from "../lexicon/find-terms.ts";
import type { Mention } from "../mentions/mention.ts";
import type { Article } from "../read-article/article.ts";
import type { AnalysedSentence, Position } from "../sentences/analyse-sentences.ts";
import type { Language } from "../text/language.ts";
import { isInside } from "../text/unit-span.ts";
import type { Governor } from "./acting-group.ts";
import { leaderStrength, venueActs } from "./added-cues.ts";
import { type CueTime, isPresentPerfect, readCueTime } from "./cue-time.ts";
import { denialActs, deniesSomething, findDenial } from "./denial.ts";
import { findGovernor } from "./governor.ts";
import { type Modality, readScope, type Scope } from "./scope.ts";
import { backReference, isQuotingOn, speakerOf } from "./speaker.ts";

/** The factors of a cue's weight; their product, rounded to four places, is the weight. */
export interface WeightFactors {
  readonly position: number;
  readonly time: number;
  readonly source: number;
  readonly actor: number;
  readonly modality: number;
}

/** A cue with its governor, its polarity after scope, and its weight. */
export interface WeighedCue {
  readonly cue: Cue;
  readonly sentence: AnalysedSentence;
  readonly governor: Governor;
  /** Polarity after negation and denial, rounded to two places. */
  readonly x: number;
  readonly factors: WeightFactors;
  readonly weight: number;
  readonly time: CueTime;
  readonly modality: Modality;
  readonly isDraft: boolean;
  /** Whether the cue may open the gate: a current act of an authority, not a hope and not history. */
  readonly opensGate: boolean;
}

const POSITION: Readonly<Record<Position, number>> = { title: 1.6, lead: 1.3, upper: 1, rest: 0.7 };
const TIME: Readonly<Record<CueTime, number>> = { current: 1, framing: 0.4, background: 0.15 };
const ACTOR: Readonly<Record<Governor["kind"], number>> = {
  named: 1,
  generic: 0.85,
  carried: 0.8,
  implied: 0.6,
  analyst: 0.3,
  media: 0.35,
  market: 0.2,
  none: 0.2,
  foreign: 0,
  company: 0,
};
// Nobody is named, but only one body can have done it.
const IMPLIED_BODY = 0.9;
const MODALITY: Readonly<Record<Modality, number>> = {
  done: 1,
  denied: 1,
  planned: 0.9,
  "reported-sources": 0.7,
  hypothetical: 0.3,
};
const DRAFT = 0.9;
const GATE_KINDS = new Set<Governor["kind"]>(["named", "generic", "carried", "implied"]);

/**
 * Weighs every cue of an article: who governs it, what negates it, when it happened, how sure it is.
 *
 * Cues of foreign governments and of companies acting on their own weigh nothing and are left out.
 */
export function weighCues(article: Article, sentences: readonly AnalysedSentence[]): WeighedCue[] {
  const isDenialArticle = sentences.some(deniesSomething);
  const isMediaPiece = sentences.some(isStateCommentary);
  const isTariffRaised = sentences.some(({ cues }) => cues.some((cue) => cue.id === "increase:tariff"));
  const isProtective = sentences.some(isProtectiveLaw);
  const result: WeighedCue[] = [];
  let hasEarlierAuthority = false;
  let canCarry = false;
  let wasForeign = false;
  let wasAnalyst = false;
  let wasBackground = false;
  let antecedent: Mention | undefined;
  for (const sentence of sentences) {
    const isQuoting = wasAnalyst && isQuotingOn(sentence);
    const isContinued = wasBackground && CONTINUING.has(sentence.units[0]?.norm ?? "");
    const from = result.length;
    const denial = isDenialArticle
      ? findDenial(sentence.units, sentence.terms, article.lang, isDenialArticle)
      : undefined;
    const shared = {
      units: sentence.units,
      clauses: sentence.clauses,
      terms: sentence.terms,
      language: article.lang,
    };
    for (const found of sentence.cues) {
      const cue = isTariffRaised ? asRaised(found, sentence) : found;
      if (denial !== undefined && isDenialWord(cue, sentence)) continue;
      if (isDenialArticle && isAgainstRumour(cue, sentence, article.lang)) continue;
      if (isProtective && cue.x < 0 && DUTIES.has(cue.family)) continue;
      const governor = findGovernor(cue, {
        ...shared,
        mentions: sentence.mentions,
        hasEarlierAuthority: hasEarlierAuthority && !wasForeign,
        canCarry: canCarry && !wasForeign,
        isShort: sentences.length <= SHORT_ARTICLE,
      });
      const isKnown = wasAnalyst && governor.kind === "generic" && isPresentPerfect(cue, sentence);
      const known = backReference(governor, sentence, antecedent);
      const spoken = speakerOf(known, isMediaPiece, isQuoting || isKnown);
      const led = leaderStrength(cue, spoken, sentence);
      const weighed = weigh(led, sentence, spoken, readScope(led, { ...shared, denial }), article);
      if (weighed !== undefined) result.push(weighed);
    }
    for (const { cue, governor } of denial === undefined ? [] : denialActs(sentence, denial)) {
      const weighed = weigh(
        cue,
        sentence,
        governor,
        { polarity: 1, modality: "denied", isDraft: false },
        article,
      );
      if (weighed !== undefined) result.push(weighed);
    }
    for (const { cue, governor } of venueActs(sentence)) {
      const weighed = weigh(cue, sentence, governor, readScope(cue, { ...shared, denial }), article);
      if (weighed !== undefined) result.push(weighed);
    }
    if (isContinued) for (let at = from; at < result.length; at++) result[at] = asBackground(result[at]!);
    const own = result.slice(from);
    wasBackground = own.length > 0 && own.every((one) => one.time === "background");
    if (sentence.mentions.some((mention) => mention.kind === "analyst")) wasAnalyst = true;
    else if (sentence.mentions.some((mention) => mention.kind === "authority" && mention.isSubject))
      wasAnalyst = false;
    antecedent =
      sentence.mentions.findLast((mention) => mention.kind === "authority" && mention.isSubject) ??
      antecedent;
    const subject = sentence.mentions.findLast(
      (mention) => mention.isSubject && mention.kind !== "media" && mention.kind !== "market",
    );
    if (subject !== undefined) {
      const isAuthority =
        subject.kind === "authority" || subject.kind === "generic" || subject.kind === "locality";
      hasEarlierAuthority ||= isAuthority;
      wasForeign = subject.kind === "foreign";
      canCarry = isAuthority || (canCarry && subject.kind === "company" && article.lang === "zh");
    } else if (sentence.mentions.some((mention) => mention.kind === "authority")) {
      hasEarlierAuthority = true;
      canCarry = true;
    }
  }
  return isDenied(result) ? result.map(asFraming) : result;
}

/** Whether the article is, first of all, a denial of something that points somewhere. */
function isDenied(cues: readonly WeighedCue[]): boolean {
  return cues.some((one) => one.modality === "denied" && one.sentence.index <= 0 && Math.abs(one.x) > 0);
}

/** What is said around a denial is no act beside it: 对在审企业的现场检查按既定比例进行. */
function asFraming(one: WeighedCue): WeighedCue {
  if (one.modality === "denied" || one.time !== "current" || one.x === 0) return one;
  const factors = { ...one.factors, time: TIME.framing };
  const weight = round(one.weight * (TIME.framing / one.factors.time), 4);
  return { ...one, time: "framing", factors, weight, opensGate: one.opensGate && one.sentence.index < 2 };
}

/** "China lifts duty on US goods": raised, where the article says so elsewhere. */
function asRaised(cue: Cue, { units }: AnalysedSentence): Cue {
  if (cue.id !== "remove:tariff" || !units[cue.head]!.norm.startsWith("lift")) return cue;
  return { ...cue, id: "increase:tariff", x: -cue.x };
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

/** "hit back at claims" denies them; nothing is hit. */
function isDenialWord(cue: Cue, sentence: AnalysedSentence): boolean {
  const denials = marked(sentence.terms, "denial");
  return denials.some((term) => isInside(cue, term));
}

const PURSUING = new Set(["probe", "penalty", "summons"]);

/** In Chinese the word of the rumour follows at once: 立案查处造谣者, and not 倒查十年为不实传言. */
const RUMOUR_REACH = { en: Number.POSITIVE_INFINITY, zh: 2 } as const;

/** "police are looking into two people who spread word of a lockdown", 已就造谣报案: an act against the rumour, not of policy. */
function isAgainstRumour(cue: Cue, { terms }: AnalysedSentence, language: Language): boolean {
  return (
    cue.x < 0 &&
    PURSUING.has(cue.family) &&
    marked(terms, "report").some(
      (term) => term.from >= cue.to && term.from - cue.to <= RUMOUR_REACH[language],
    )
  );
}

const CONTINUING = new Set(["this", "that", "these", "those", "it"]);

/** "This triggered a broader crackdown" goes on about what was told as history. */
function asBackground(one: WeighedCue): WeighedCue {
  if (one.time === "background") return one;
  const factors = { ...one.factors, time: TIME.background };
  const weight = round(one.weight * (TIME.background / one.factors.time), 4);
  return { ...one, time: "background", factors, weight, opensGate: false };
}

/** Sentences of a piece that tells of one act only. */
export const SHORT_ARTICLE = 8;

function weigh(
  cue: Cue,
  sentence: AnalysedSentence,
  governor: Governor,
  scope: Scope,
  article: Article,
): WeighedCue | undefined {
  const actor = governor.impliedActor === undefined ? ACTOR[governor.kind] : IMPLIED_BODY;
  if (actor === 0 || scope.polarity === 0) return undefined;
  const time = readCueTime(cue, sentence, article.publishedDay);
  const factors: WeightFactors = {
    position: POSITION[sentence.position],
    time: TIME[time],
    source: scope.modality === "reported-sources" ? 0.9 : 1,
    actor,
    modality: MODALITY[scope.modality] * (scope.isDraft ? DRAFT : 1),
  };
  const weight = round(
    factors.position * factors.time * factors.source * factors.actor * factors.modality,
    4,
  );
  const opensGate =
    GATE_KINDS.has(governor.kind) &&
    scope.modality !== "hypothetical" &&
    (time === "current" || (time === "framing" && sentence.index < 2));
  return {
    cue,
    sentence,
    governor,
    x: round(cue.x * scope.polarity, 2),
    factors,
    weight,
    time,
    modality: scope.modality,
    isDraft: scope.isDraft,
    opensGate,
  };
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

export function round(value: number, places: number): number {
  const scale = 10 ** places;
  return Math.round(value * scale) / scale + 0;
}
