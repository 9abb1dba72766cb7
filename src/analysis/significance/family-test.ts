import { maxStatisticAdjustedPValues } from "../../statistics/max-statistic.ts";
import { mean, standardDeviation } from "../../statistics/moments.ts";
import { benjaminiYekutieli } from "../../statistics/multiple-testing.ts";
import { shiftPValue } from "./shift-p-value.ts";

/** One member of a family: its statistic, and what the shifts that all members share made of it. */
export interface FamilyMember {
  readonly observed: number;
  /** one value a shift, the same shifts for every member; NaN where undefined */
  readonly draws: Float64Array;
}

/** p-values of one member, alone and as one of the family. Two-sided. */
export interface FamilyPValues {
  readonly raw: number;
  readonly benjaminiYekutieli: number;
  readonly maxStatistic: number;
}

/** How they are taken, as it is printed beside them. */
export const FAMILY_CONVENTION =
  "raw: calendar shift, equal tails; max-statistic: step-down (Westfall and Young 1993) of |z|, z the mean trade standardised over its own shifts, the same shifts for all members, never below the raw p-value; Benjamini-Yekutieli of the raw p-values";

/**
 * p-values of a family of strategies that were tried together, adjusted for their number.
 *
 * The max-statistic asks how often the best of the whole family does as well on a shifted calendar. All members are
 * shifted alike, so twenty variants of one rule, which are nearly one, cost little, and twenty strategies cost twenty.
 * Their statistics are put on one scale by the mean and deviation over shifts and observation together:
 *
 *   |z|, step-down (Westfall and Young 1993), never below the member's own p;  Benjamini-Yekutieli of the own p-values
 *
 * @returns one entry a member, null for one whose statistic is undefined
 */
export function familyTest(members: readonly FamilyMember[]): (FamilyPValues | null)[] {
  const tests = members.map(({ observed, draws }) => shiftPValue(observed, draws));
  const tested = members.flatMap((_, index) => (tests[index] === null ? [] : [index]));
  const raw = tested.map((index) => tests[index]?.twoSided as number);
  const adjusted = benjaminiYekutieli(raw);
  const scores = tested.map((index) => standardise(members[index]!));
  const largest =
    tested.length === 0
      ? []
      : maxStatisticAdjustedPValues(
          scores.map(({ observed }) => observed),
          scores.map(({ draws }) => draws),
        );
  return members.map((_, index) => {
    const place = tested.indexOf(index);
    if (place < 0) return null;
    return {
      raw: raw[place]!,
      benjaminiYekutieli: adjusted[place]!,
      // The two tests differ (equal tails; |z|), and being one of many never makes a result more surprising.
      maxStatistic: Math.max(raw[place]!, largest[place]!),
    };
  });
}

/** Distances from the mean in deviations; a shift without a value counts against every member. */
function standardise({ observed, draws }: FamilyMember): FamilyMember {
  const defined = [observed, ...draws.filter((value) => !Number.isNaN(value))];
  const center = mean(defined);
  const deviation = standardDeviation(defined);
  // Without variation the observed value is as good as every other.
  const score = (value: number) => {
    if (Number.isNaN(value)) return Number.POSITIVE_INFINITY;
    return deviation > 0 ? Math.abs(value - center) / deviation : 0;
  };
  return { observed: score(observed), draws: draws.map(score) };
}
