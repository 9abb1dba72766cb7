import {
  type ArgumentCheck,
  column,
  fields,
  LABEL,
  listOf,
  NUMBER,
  one,
  optional,
  TEXT,
  WHOLE,
  wholeFrom,
  word,
} from "../../decode/argument-check.ts";

const returnsOrGaps = column({
  is: (value) => typeof value === "number" || value === null,
  words: "number, or null or NaN where it is missing",
});
const rangeOfSessions = fields({ first: one(WHOLE), last: one(WHOLE) });
const labels = optional(column(LABEL));
/** The kinds of what an input holds; what they say together is checked after. */
export const EVENT_STUDY_SHAPES: Readonly<Record<string, ArgumentCheck>> = {
  assetReturns: (value, at) =>
    Object.entries(value as object).flatMap(([name, returns]) => returnsOrGaps(returns, `${at}.${name}`)),
  benchmarkReturns: optional(returnsOrGaps),
  factorReturns: optional(listOf(returnsOrGaps)),
  dates: optional(listOf(one(TEXT))),
  events: listOf((value, at) => {
    const isDated = typeof value === "object" && value !== null && !("session" in value);
    return fields({ asset: one(TEXT), [isDated ? "date" : "session"]: one(isDated ? TEXT : NUMBER) })(
      value,
      at,
    );
  }),
  estimation: rangeOfSessions,
  window: rangeOfSessions,
  ranges: optional(listOf(rangeOfSessions)),
  model: optional(one(TEXT)),
  deviation: optional(word("about-zero", "about-mean")),
  minimumObservations: optional(one(wholeFrom(0))),
  incomplete: optional(word("refuse", "keep")),
  sided: optional(word("two-sided", "greater", "less")),
  correlation: optional(word("calendar", "relative-day")),
  clusters: labels,
  secondClusters: labels,
  tests: optional(listOf(one(TEXT))),
  draws: optional(one(NUMBER)),
  seed: optional(one(NUMBER)),
};
