import * as v from "valibot";

/** A schema with what it means, which its JSON Schema repeats. */
export const described = <const Schema extends v.GenericSchema>(schema: Schema, text: string) =>
  v.pipe(schema, v.description(text));

/** A number that JSON can write. */
export const finite = v.pipe(v.number(), v.finite());

export const orNull = v.nullable(finite);

export const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A calendar day, YYYY-MM-DD. */
export const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));

/** A SHA-256 in hex. */
export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** The first 16 digits of a SHA-256, which name a run, a study, a family or a sweep. */
export const documentId = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

/** A metric: a number with the id of its definition, or null with the reason why it is undefined. */
export const metric = v.union([
  v.strictObject({ value: finite, definition: v.string() }),
  v.strictObject({ value: v.null(), reason: v.string(), definition: v.string() }),
]);
