import * as v from "valibot";

/**
 * The parts of a result that say whether it was luck. Each is null in a run that was not asked for it.
 */
export const evidenceEntries = {
  study: v.pipe(v.null(), v.description("event study of the signals on the instruments")),
  significance: v.pipe(v.null(), v.description("luck test, bootstrap intervals, number of variants tried")),
  sensitivity: v.pipe(v.null(), v.description("the headline under other timings, fills and selections")),
};
