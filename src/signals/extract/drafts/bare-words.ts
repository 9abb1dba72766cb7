import { naturalPolarity } from "../lexicon/natural-polarity.ts";
import { round } from "../weighing/round.ts";
import type { WeighedCue } from "../weighing/weigh-cues.ts";

const WORDY = new Set(["document", "meeting", "support", "denial"]);
// "a plan for national standards": by itself no burden.
const NEUTRAL = /^(standards?|statutes?|regimes?|governance|rules?)$/;
const BARE_WORD = 0.3;
const BARE_WEIGHT = 0.5;

/**
 * What an act's own words say where no cue points anywhere: "issues guidelines on subsidies" has no direction
 * but the subsidies. At most one word for each cue that opens the gate, at half its weight.
 */
export function bareWordCues(cues: readonly WeighedCue[]): WeighedCue[] {
  if (cues.some((one) => Math.abs(one.x) >= 0.1)) return [];
  return cues.flatMap((one): WeighedCue[] => {
    const { sentence } = one;
    // Rates left alone and new chairmen have no direction, whatever words stand by.
    if (!one.opensGate || sentence.index > 1 || !WORDY.has(one.cue.family)) return [];
    const word = sentence.terms.objects.find(
      (term) =>
        naturalPolarity(term.entry.id) !== 0 &&
        !NEUTRAL.test(sentence.units[term.to - 1]!.norm) &&
        sentence.clauses[term.from] === sentence.clauses[one.cue.from],
    );
    if (word === undefined) return [];
    const x = BARE_WORD * naturalPolarity(word.entry.id);
    const cue = { ...one.cue, id: `word:${word.entry.id}`, x, from: word.from, to: word.to, head: word.from };
    const factors = { ...one.factors, source: one.factors.source * BARE_WEIGHT };
    return [{ ...one, cue, x, factors, weight: round(one.weight * BARE_WEIGHT, 4), opensGate: false }];
  });
}
