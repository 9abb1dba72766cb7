import * as v from "valibot";
import { sensitivitySchema } from "./sensitivity-schema.ts";
import { significanceSchema } from "./significance-schema.ts";
import { studySchema } from "./study-schema.ts";

/** What stands where a part of the evidence is not there, with the reason. */
const missing = v.strictObject({ missing: v.pipe(v.string(), v.description("why there is none")) });

/** The parts of a result that say whether it was luck. */
export const evidenceEntries = {
  study: v.pipe(
    v.union([studySchema, missing]),
    v.description("event study of the signals on the instruments"),
  ),
  significance: v.pipe(
    v.union([significanceSchema, missing]),
    v.description("luck test of the trading result: calendar shifts, intervals, what single signals carry"),
  ),
  sensitivity: v.pipe(
    v.union([sensitivitySchema, missing]),
    v.description("the headline under other timings, fills and selections"),
  ),
};

const evidenceSchema = v.strictObject(evidenceEntries);
/** The evidence of a result. */
export type Evidence = v.InferOutput<typeof evidenceSchema>;
