import * as v from "valibot";
import { GROUPINGS } from "../analysis/signal-study/study-groups.ts";
import { OTHER_CLOCKS, STUDY_MODELS } from "../analysis/signal-study/study-settings.ts";
import { TIMING_POLICIES } from "../signals/timing-policy.ts";
import { day, described, finite, orNull } from "./schema-fields.ts";

const sessions = described(
  v.strictObject({ first: finite, last: finite }),
  "sessions relative to day 0, both ends included",
);

const test = v.strictObject({
  name: v.string(),
  statistic: orNull,
  p: described(orNull, "null below 8 bursts, whatever the test"),
  sided: v.string(),
  degreesOfFreedom: orNull,
  convention: v.string(),
  naive: described(v.boolean(), "takes the events as independent; too bold for events in bursts"),
  reason: described(v.nullable(v.string()), "why it is undefined"),
  details: v.record(v.string(), finite),
});

const range = v.strictObject({
  sessions,
  events: finite,
  bursts: finite,
  effectiveEvents: described(orNull, "N / (1 + (N - 1) r), r the mean correlation of overlapping windows"),
  average: described(orNull, "mean cumulated abnormal return, CAAR"),
  median: orNull,
  precisionWeighted: orNull,
  buyAndHold: described(orNull, "mean buy-and-hold abnormal return, BHAAR"),
  interval: described(
    v.nullable(v.strictObject({ low: finite, high: finite })),
    "95% of the mean, clustered by burst, Student t; null below 3 bursts",
  ),
  minimumDetectable: described(
    orNull,
    "smallest true mean that as many effective events would show: two-sided 5%, power 80%",
  ),
  headline: described(v.nullable(test), "calendar shift of the whole calendar"),
  headlineReason: described(v.nullable(v.string()), "why there is none"),
  tests: v.array(test),
});

/** Schema of an event study of signals. */
export const studySchema = v.strictObject({
  settings: v.strictObject({
    model: v.picklist(STUDY_MODELS),
    benchmark: v.nullable(v.string()),
    estimation: sessions,
    minimumObservations: finite,
    window: sessions,
    cutsOtherSignals: v.boolean(),
    otherClock: described(
      v.optional(v.picklist(OTHER_CLOCKS)),
      "what is done with an instrument whose benchmark closes at another time of day; refuse where it is left out",
    ),
    timing: v.picklist(TIMING_POLICIES),
    draws: finite,
    seed: finite,
  }),
  instruments: v.array(
    v.strictObject({
      symbol: v.string(),
      model: v.picklist(STUDY_MODELS),
      reason: described(v.nullable(v.string()), "why the model is not the one asked for"),
      events: finite,
    }),
  ),
  counts: v.strictObject({
    signals: finite,
    events: finite,
    refused: finite,
    completeFamilies: described(finite, "events of families that hold every member, whatever the market did"),
  }),
  ranges: described(v.array(range), "the first is the headline"),
  days: v.array(
    v.strictObject({
      day: finite,
      events: finite,
      average: orNull,
      cumulative: described(orNull, "cumulated from the first session of the window"),
      cumulativeError: described(
        orNull,
        "its standard error across events, as if they were independent: too small for events in bursts",
      ),
      p: v.record(v.string(), orNull),
    }),
  ),
  unbacked: described(
    v.nullable(v.strictObject({ events: finite, before: finite, on: finite, after: finite })),
    "events whose time no source backs: mean abnormal return on the session before day 0, on day 0 and after it",
  ),
  groups: v.array(
    v.strictObject({
      by: v.picklist(GROUPINGS),
      key: v.string(),
      events: finite,
      bursts: finite,
      average: finite,
      median: finite,
      positive: finite,
      p: orNull,
      adjusted: described(orNull, "Benjamini-Yekutieli over the groups of the same kind"),
      reason: v.nullable(v.string()),
    }),
  ),
  events: v.array(
    v.strictObject({
      signalId: v.string(),
      instrument: v.string(),
      dayZero: day,
      timeBacked: described(v.boolean(), "a source stands behind the time of publication"),
      cumulative: described(orNull, "abnormal return cumulated over the headline range"),
    }),
  ),
  refused: v.array(v.strictObject({ signalId: v.string(), instrument: v.string(), reason: v.string() })),
});
export type Study = v.InferOutput<typeof studySchema>;
export type StudyRangeRow = Study["ranges"][number];
export type StudyTest = StudyRangeRow["tests"][number];
