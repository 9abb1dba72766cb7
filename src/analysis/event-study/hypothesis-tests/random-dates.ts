import { mean } from "../../../statistics/moments.ts";
import { countExceedances, permutationPValue, type Sided } from "../../../statistics/p-value.ts";
import { SeededRandom } from "../../../statistics/seeded-random.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

/**
 * Naive permutation test of a mean: as many dates are drawn at random, each on its own, without repetition;
 * p = (1 + #exceed) / (B + 1).
 *
 * It takes the bursts in which policy signals come apart, so its p-value is far too small for them (a true hypothesis is
 * rejected one time in five at 5%). It is here to be shown beside `calendarShiftTest`, named as what it is.
 *
 * @param values what an event on each session would give, none missing
 * @param positions session of each event
 * @param draws 10,000 unless given
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function randomDatesTest(
  values: ArrayLike<number>,
  positions: ArrayLike<number>,
  { draws = 10_000, seed = 1 }: { readonly draws?: number; readonly seed?: number } = {},
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "random-dates",
    convention: `${draws} sets of independent random dates, seed ${seed}; p = (1 + #) / (B + 1); naive`,
    assumesIndependence: true,
  };
  const sessions = values.length;
  const events = positions.length;
  if (events === 0) return undefinedTest(identity, sided, "no events");
  if (events > sessions) return undefinedTest(identity, sided, "more events than sessions", { events });
  let observed = 0;
  for (let j = 0; j < events; j++) observed += values[positions[j]!]! / events;
  const random = new SeededRandom(seed);
  const replicates = new Float64Array(draws);
  // A partial Fisher-Yates shuffle: the first places are a sample without repetition, and the deck is never re-sorted.
  const deck = Int32Array.from({ length: sessions }, (_, t) => t);
  for (let draw = 0; draw < draws; draw++) {
    let total = 0;
    for (let j = 0; j < events; j++) {
      const place = j + random.integer(sessions - j);
      const date = deck[place]!;
      deck[place] = deck[j]!;
      deck[j] = date;
      total += values[date]!;
    }
    replicates[draw] = total / events;
  }
  const center = mean(values);
  const exceedances = countExceedances(observed, replicates, sided, center);
  return computedTest(identity, {
    statistic: observed,
    p: permutationPValue(exceedances, draws),
    sided,
    details: { events, sessions, draws, exceedances, center },
  });
}
