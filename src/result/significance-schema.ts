import * as v from "valibot";
import { day, described, finite, metric, probability } from "./schema-fields.ts";

/** An interval, or the reason why there is none. */
const intervalSchema = v.union([
  v.strictObject({ low: finite, high: finite, level: probability, method: v.string() }),
  v.strictObject({
    low: v.null(),
    high: v.null(),
    level: probability,
    method: v.string(),
    reason: v.string(),
  }),
]);

const shiftedStatistic = v.nullable(
  v.strictObject({
    observed: finite,
    twoSided: described(probability, "twice the smaller of the two below, at most 1"),
    greater: described(probability, "chance of a shifted calendar to do at least as well"),
    less: described(probability, "chance of a shifted calendar to do at most as well"),
    mean: described(finite, "mean over the shifted calendars"),
    quantiles: described(v.tuple([finite, finite, finite]), "5%, 50% and 95% of the shifted calendars"),
    histogram: described(
      v.strictObject({ low: finite, high: finite, counts: v.array(finite) }),
      "the shifted calendars in bins of equal width from low to high",
    ),
    undefinedDraws: described(finite, "shifts in which it is undefined; they count against the result"),
  }),
);

const without = v.strictObject({
  totalReturn: v.nullable(finite),
  meanTradeReturn: v.nullable(finite),
  trades: finite,
});

const contribution = v.strictObject({
  signalIds: v.array(v.string()),
  from: described(v.nullable(day), "first entry of its trades"),
  profit: finite,
  share: described(v.nullable(finite), "of the sum of all trades' profits; null if that is not above 0"),
  without: described(without, "the rule run again without these signals"),
});

/** Schema of `significance`. */
export const significanceSchema = v.strictObject({
  calendarShift: v.strictObject({
    engine: described(v.picklist(["kernel", "general"]), "what ran the shifts; the numbers are the same"),
    engineReason: described(v.nullable(v.string()), "why it was not the kernel"),
    sessions: described(finite, "days of the circle on which the calendar is shifted"),
    draws: finite,
    exhaustive: described(v.boolean(), "every shift was run once: the test is exact and used no seed"),
    seed: finite,
    convention: v.string(),
    statistics: v.nullable(
      v.strictObject({
        meanTradeReturn: shiftedStatistic,
        totalReturn: shiftedStatistic,
        sharpeRatio: shiftedStatistic,
        maxDrawdown: shiftedStatistic,
      }),
    ),
  }),
  bursts: v.strictObject({
    count: described(finite, "groups of trades that may be taken as independent"),
    fewest: described(finite, "below this number there are no p-values and intervals"),
    refused: described(v.nullable(v.string()), "why there are none"),
    signalIds: v.array(v.array(v.string())),
  }),
  intervals: v.nullable(
    v.strictObject({
      replicates: finite,
      tradesPerBlock: finite,
      sessionsPerBlock: finite,
      meanTradeReturn: intervalSchema,
      totalReturn: intervalSchema,
      sharpeRatio: intervalSchema,
    }),
  ),
  bySignal: v.array(contribution),
  byBurst: v.array(contribution),
  bestSession: v.nullable(
    v.strictObject({
      date: day,
      return: finite,
      share: described(v.nullable(finite), "of the gain of the whole run; null if it gained nothing"),
    }),
  ),
  naive: described(
    v.nullable(
      v.strictObject({
        warning: v.string(),
        tTest: v.nullable(v.strictObject({ t: finite, degreesOfFreedom: finite, p: probability })),
        randomDates: shiftedStatistic,
        draws: finite,
      }),
    ),
    "tests that are wrong for signals in bursts, beside the one that is not",
  ),
  deflatedSharpe: described(v.nullable(metric), "for config.trials; null if no trials were given"),
});
export type Significance = v.InferOutput<typeof significanceSchema>;
