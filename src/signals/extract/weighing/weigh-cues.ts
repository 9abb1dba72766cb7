import type { CalendarDay } from "../../../time/calendar-day.ts";
import type { Cue } from "../cues/cue.ts";
import { marked } from "../lexicon/find-terms.ts";
import type { Article } from "../read-article/article.ts";
import type { AnalysedSentence, Position } from "../sentences/analyse-sentences.ts";
import { isInside } from "../text/unit-span.ts";
import type { Governor, GovernorContext } from "./acting-group.ts";
import { leaderStrength, venueActs } from "./added-cues.ts";
import { type ArticleTraits, articleTraits, cueInArticle } from "./article-traits.ts";
import { type CueTime, isPresentPerfect, readCueTime } from "./cue-time.ts";
import { denialActs, findDenial } from "./denial.ts";
import { findGovernor } from "./governor.ts";
import { round } from "./round.ts";
import { type Modality, readScope, type Scope } from "./scope.ts";
import { backReference, isQuotingOn } from "./speaker.ts";
import { NO_THREAD, type Thread, threadAfter } from "./thread.ts";

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
  const whole: Whole = {
    traits: articleTraits(sentences),
    isShort: sentences.length <= SHORT_ARTICLE,
    published: article.publishedDay,
  };
  const result: WeighedCue[] = [];
  let thread = NO_THREAD;
  for (const sentence of sentences) {
    const own = weighSentence(sentence, thread, whole);
    result.push(...own);
    const wasBackground = own.length > 0 && own.every((one) => one.time === "background");
    thread = { ...threadAfter(sentence, thread), wasBackground };
  }
  return isDenied(result) ? result.map(asFraming) : result;
}

/** What of the whole article bears on each of its sentences. */
interface Whole {
  readonly traits: ArticleTraits;
  readonly isShort: boolean;
  readonly published: CalendarDay | undefined;
}

/** The cues of a sentence: those found, the denial itself, and a top meeting as such. */
function weighSentence(sentence: AnalysedSentence, thread: Thread, whole: Whole): WeighedCue[] {
  const denial = whole.traits.isDenial ? findDenial(sentence) : undefined;
  const context: GovernorContext = {
    units: sentence.units,
    clauses: sentence.clauses,
    terms: sentence.terms,
    language: sentence.language,
    mentions: sentence.mentions,
    hasEarlierAuthority: thread.hasEarlierAuthority && !thread.wasForeign,
    canCarry: thread.canCarry && !thread.wasForeign,
    isShort: whole.isShort,
  };
  const told = sentence.cues.flatMap((found): Spoken[] => {
    const cue = cueInArticle(found, sentence, whole.traits);
    if (cue === undefined || (denial !== undefined && isDenialWord(cue, sentence))) return [];
    const speaker = speakerOf(findGovernor(cue, context), cue, sentence, thread);
    const governor = inOwnName(speaker, whole.traits);
    const led = leaderStrength(cue, governor, sentence);
    return [{ cue: led, governor, scope: readScope(led, sentence, denial) }];
  });
  const denied = denial === undefined ? [] : denialActs(sentence, denial);
  const spoken: Spoken[] = [
    ...told,
    ...denied.map((act) => ({ ...act, scope: DENIED })),
    ...venueActs(sentence).map((act) => ({ ...act, scope: readScope(act.cue, sentence, denial) })),
  ];
  const weighed = spoken.flatMap((one) => weigh(one, sentence, whole.published) ?? []);
  const isContinued = thread.wasBackground && CONTINUING.has(sentence.units[0]?.norm ?? "");
  return isContinued ? weighed.map(asBackground) : weighed;
}

/** A cue with who says it and what the words around do to it. */
interface Spoken {
  readonly cue: Cue;
  readonly governor: Governor;
  readonly scope: Scope;
}

const DENIED: Scope = { polarity: 1, modality: "denied", isDraft: false };

/** Who speaks a cue: its governor, "the agency" by its name, or an analyst who is still being quoted. */
function speakerOf(found: Governor, cue: Cue, sentence: AnalysedSentence, thread: Thread): Governor {
  const governor = backReference(found, sentence, thread.antecedent);
  if (!thread.wasAnalyst || governor.kind === "foreign" || governor.kind === "company") return governor;
  const isToldByAnalyst =
    isQuotingOn(sentence) || (found.kind === "generic" && isPresentPerfect(cue, sentence));
  return isToldByAnalyst ? { ...governor, kind: "analyst" } : governor;
}

/** A state paper that writes in its own name acts; one that reports does not. */
function inOwnName(governor: Governor, { isStateCommentary }: ArticleTraits): Governor {
  return isStateCommentary && governor.kind === "media" ? { ...governor, kind: "named" } : governor;
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

/** "hit back at claims" denies them; nothing is hit. */
function isDenialWord(cue: Cue, sentence: AnalysedSentence): boolean {
  const denials = marked(sentence.terms, "denial");
  return denials.some((term) => isInside(cue, term));
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

/** `undefined` for what weighs nothing: an act of others, or one that is not done at all. */
function weigh(
  { cue, governor, scope }: Spoken,
  sentence: AnalysedSentence,
  published: CalendarDay | undefined,
): WeighedCue | undefined {
  const actor = governor.impliedActor === undefined ? ACTOR[governor.kind] : IMPLIED_BODY;
  if (actor === 0 || scope.polarity === 0) return undefined;
  const time = readCueTime(cue, sentence, published);
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
