import { marked } from "../lexicon/find-terms.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import { SHORT_ARTICLE, type WeighedCue } from "../weighing/weigh-cues.ts";

/** A group needs this much gate weight to be a signal: about one named act in the first sentences. */
export const GATE_WEIGHT = 1.1;

/** What kind of news the article is, as far as it makes an act of the state in it less likely. */
export interface NewsFrame {
  readonly sentenceCount: number;
  /** Headline or first sentence are about another state. */
  readonly isForeignNews: boolean;
  /** The first sentence is about prices. */
  readonly isMarketNews: boolean;
}

/** Reads off its first sentences what kind of news an article is. */
export function newsFrame(sentences: readonly AnalysedSentence[]): NewsFrame {
  return {
    sentenceCount: sentences.length,
    isForeignNews: sentences.some(isForeignLead),
    isMarketNews: sentences.some(isMarketLead),
  };
}

/**
 * Whether the cues of a group make an act of the state: enough weight, somebody who acts, and, where nobody is
 * named at all, half as much weight again. A protest against another state's act is no act.
 */
export function isActed(
  cues: readonly WeighedCue[],
  { sentenceCount, isForeignNews, isMarketNews }: NewsFrame,
): boolean {
  const opening = cues.filter((one) => one.opensGate);
  const weight = gateWeight(opening);
  if (weight < GATE_WEIGHT || !opening.some(isSure)) return false;
  if (isForeignNews && opening.every((one) => one.cue.id === "speech" || isByDiplomats(one))) return false;
  // 香港金管局跟随上调: what follows from another state's act, told further down.
  if (isForeignNews && opening.every((one) => one.sentence.index >= 2)) return false;
  const isNamed = opening.some(
    (one) => one.governor.kind === "named" || one.governor.impliedActor !== undefined,
  );
  if (
    isMarketNews &&
    opening.every(
      (one) => one.cue.id === "unchanged" || (one.governor.impliedActor !== undefined && one.cue.x === 0),
    )
  )
    return false;
  if (isNamed) return true;
  // Another state acts: "China" and "officials" in such a piece are spoken of.
  if (isForeignNews) return false;
  // A long piece that names nobody must say in its text, too, what its headline says.
  const inText = opening.reduce((sum, one) => sum + (one.sentence.index < 0 ? 0 : one.weight), 0);
  if (sentenceCount > SHORT_ARTICLE && inText < GATE_WEIGHT) return false;
  const isGeneric = opening.some(
    (one) => one.governor.kind === "generic" && (Math.abs(one.cue.x) >= 0.3 || PLAIN_ACTS.has(one.cue.id)),
  );
  // "China has set up a chip fund": a plain act of the state in the first words of a report.
  const isPlain = opening.some(
    (one) =>
      one.governor.kind === "generic" &&
      one.sentence.index === 0 &&
      one.cue.form !== "gerund" &&
      one.governor.mentions.some((mention) => mention.isSubject && mention.from <= 2) &&
      one.time === "current" &&
      one.modality === "done" &&
      Math.abs(one.cue.x) >= PLAIN_STRENGTH,
  );
  if (isPlain) return true;
  return weight >= GATE_WEIGHT * (isGeneric ? UNNAMED : UNKNOWN);
}

/** A foreign ministry only answers. */
function isByDiplomats({ governor }: WeighedCue): boolean {
  return (
    governor.mentions.length > 0 &&
    governor.mentions.every((mention) => mention.actors.every((id) => id === "ministry-of-foreign-affairs"))
  );
}

const STATES = new Set(["foreign", "authority", "generic"]);

/** "The US finalises tariffs on China": the headline or the first sentence is about another state. */
function isForeignLead(sentence: AnalysedSentence): boolean {
  if (sentence.index >= 1) return false;
  const first = sentence.mentions.find((mention) => mention.isSubject && STATES.has(mention.kind));
  return first?.kind === "foreign";
}

const TRADED_REACH = 6;
const TRADED = /^(stocks|shares|chips|bourses|bonds|yields|equities|gauge|gauges|benchmark)$/;

/** "Blue chips ended at their lowest": the first sentence is about prices, and no authority stands in it. */
function isMarketLead({ index, terms, mentions, units }: AnalysedSentence): boolean {
  if (index !== 0) return false;
  const moves = marked(terms, "marketMove");
  const isOfState = mentions.some(
    (mention) => mention.kind === "authority" || (mention.kind === "generic" && mention.isSubject),
  );
  if (moves.length === 0 || isOfState) return false;
  return (
    terms.indices.length > 0 ||
    mentions.some((mention) => mention.kind === "market") ||
    units.slice(0, TRADED_REACH).some((unit) => TRADED.test(unit.norm))
  );
}

// Neutral acts that only a state can do.
const PLAIN_ACTS = new Set(["appointed", "target-set", "unchanged", "issue:target", "maintain:target"]);
const PLAIN_STRENGTH = 0.5;
const UNNAMED = 1.2;
const UNKNOWN = 1.7;

/** A named body, or a passive act of the state ("was fined"), not only "regulators" in passing. */
function isSure(one: WeighedCue): boolean {
  if (one.governor.impliedActor !== undefined) return true;
  return one.governor.kind !== "carried" && (one.governor.kind !== "implied" || Math.abs(one.cue.x) >= 0.4);
}

// That a thing is only reported makes its stance weaker, but it is as much a thing about the state.
const LEAK = 1.5;

/** Weight of the cues that open the gate. */
export function gateWeight(cues: readonly WeighedCue[]): number {
  let sum = 0;
  for (const one of cues)
    if (one.opensGate) sum += one.weight * (one.modality === "reported-sources" ? LEAK : 1);
  return sum;
}
