import { wordsOf } from "../text/unit-text.ts";
import { round } from "../weighing/round.ts";
import type { WeighedCue, WeightFactors } from "../weighing/weigh-cues.ts";

/** One cue of a stance, with the factors whose product is its weight. */
export interface StanceCue {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly w: number;
  readonly factors: WeightFactors;
}

/** Everything needed to recompute a stance by hand. */
export interface StanceParts {
  /** Sum of w * x over `cues`. */
  readonly sum: number;
  /** Sum of w over `cues`. */
  readonly weight: number;
  readonly cues: readonly StanceCue[];
}

/** Direction of an act, -1 (restrictive) to 1 (supportive), with its parts. */
export interface Stance {
  readonly stance: number;
  readonly mixed: boolean;
  readonly parts: StanceParts;
}

/** With the prior: one strong cue in a headline (w 1.6, x 0.8) gives 0.69; several that agree approach 1.3 x. */
export const STANCE_GAIN = 1.3;
/** Weight of "nothing is known", in the denominator: a lone weak cue makes a weak stance. */
export const STANCE_PRIOR = 0.8;
const POINTING = 0.1;
const MIXED_SHARE = 0.25;
// Anything weaker than this on average is talk without direction.
const NEUTRAL_BELOW = 0.04;

/**
 * Stance of one act from its cues.
 *
 *   stance = clamp(STANCE_GAIN * sum(w x) / (sum(w) + STANCE_PRIOR), -1, 1), rounded to two places
 *
 * over the cues that point somewhere (|x| >= 0.1; a meeting as such does not), unless all of them are history, hopes or opinions; w and x are the rounded figures printed in `parts`, so that
 * the sum can be done by hand. Mixed: each sign holds at least a quarter of sum |w x|.
 */
export function computeStance(cues: readonly WeighedCue[]): Stance {
  const all = cues.filter((one) => Math.abs(one.x) >= POINTING && one.weight > 0);
  // Where the act itself points nowhere, what is told of the past, hoped for or said by analysts gives it no direction.
  const isActPointless = all.every(
    (one) => one.time === "background" || one.modality === "hypothetical" || isBystander(one),
  );
  const pointing = isActPointless ? [] : all;
  let sum = 0;
  let weight = 0;
  let positive = 0;
  let negative = 0;
  for (const one of pointing) {
    sum += one.weight * one.x;
    weight += one.weight;
    if (one.x > 0) positive += one.weight * one.x;
    else negative -= one.weight * one.x;
  }
  const parts: StanceParts = {
    sum: round(sum, 6),
    weight: round(weight, 6),
    cues: pointing.map((one) => ({
      id: one.cue.id,
      text: cueText(one),
      x: one.x,
      w: one.weight,
      factors: one.factors,
    })),
  };
  const total = positive + negative;
  return {
    stance: stanceOf(parts.sum, parts.weight),
    mixed: total > 0 && Math.min(positive, negative) >= MIXED_SHARE * total,
    parts,
  };
}

function isBystander({ governor }: WeighedCue): boolean {
  return governor.kind === "analyst" || governor.kind === "market";
}

/** The stance that the printed `sum` and `weight` give. */
export function stanceOf(sum: number, weight: number): number {
  const raw = (STANCE_GAIN * sum) / (weight + STANCE_PRIOR);
  if (Math.abs(raw) < NEUTRAL_BELOW) return 0;
  return round(Math.max(-1, Math.min(1, raw)), 2);
}

function cueText(one: WeighedCue): string {
  const { units } = one.sentence;
  return wordsOf(units, one.cue.from, one.cue.to).slice(0, 120);
}
