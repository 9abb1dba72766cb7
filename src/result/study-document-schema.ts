import * as v from "valibot";
import { pricesSchema } from "./result-schema.ts";
import { documentId, sha256 } from "./schema-fields.ts";
import { studySchema } from "./study-schema.ts";

/** Name of the format; it changes when a reader of the old one would go wrong. */
export const STUDY_SCHEMA_NAME = "edict/study@1";

/** Schema of a study document. */
export const studyDocumentSchema = v.strictObject({
  schema: v.literal(STUDY_SCHEMA_NAME),
  studyId: documentId,
  subject: v.strictObject({
    title: v.string(),
    strategy: v.nullable(v.strictObject({ file: v.string(), sha256, params: v.record(v.string(), v.any()) })),
    selection: v.nullable(v.record(v.string(), v.any())),
    instruments: v.array(v.string()),
  }),
  data: v.strictObject({
    prices: v.array(pricesSchema),
    signals: v.strictObject({ file: v.string(), sha256, count: v.number() }),
    synthetic: v.boolean(),
  }),
  study: v.union([studySchema, v.strictObject({ missing: v.string() })]),
});
export type StudyDocument = v.InferOutput<typeof studyDocumentSchema>;
