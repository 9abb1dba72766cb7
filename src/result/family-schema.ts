import * as v from "valibot";
import { documentId, finite, orNull } from "./schema-fields.ts";

/** Name of the format; it changes when a reader of the old one would go wrong. */
export const FAMILY_SCHEMA_NAME = "edict/family@1";

/** Schema of a family document. */
export const familySchema = v.strictObject({
  schema: v.literal(FAMILY_SCHEMA_NAME),
  familyId: documentId,
  span: v.strictObject({ from: v.string(), to: v.string(), sessions: finite }),
  shifts: v.strictObject({
    draws: finite,
    exhaustive: v.boolean(),
    seed: finite,
    convention: v.string(),
  }),
  members: v.array(
    v.strictObject({
      name: v.string(),
      file: v.string(),
      runId: v.string(),
      engine: v.picklist(["kernel", "general"]),
      trades: finite,
      bursts: finite,
      meanTradeReturn: orNull,
      totalReturn: finite,
      p: orNull,
      benjaminiYekutieli: orNull,
      maxStatistic: orNull,
      reason: v.pipe(v.nullable(v.string()), v.description("why it has no p-values")),
    }),
  ),
});
export type FamilyDocument = v.InferOutput<typeof familySchema>;
