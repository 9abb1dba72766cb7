import * as v from "valibot";
import { InputError, InvariantError, type Issue } from "../errors.ts";
import type { DecodePlace } from "./decode-place.ts";
import { describeIssue } from "./describe-issue.ts";
import type { AnySchema } from "./schema-at.ts";

/** A decoded value, or everything that is wrong with it. */
export type Decoded<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly value?: undefined; readonly issues: readonly Issue[] };

// Messages that a schema does not write itself come out empty, and are worded by describeIssue.
const CONFIG = { message: "" } as const;

/**
 * Checks `value` against a valibot schema and words every issue as edict's what / at / fix.
 *
 * The place of an issue is `file path`, e.g. `signals/2026.json [3].publishedAt.date`. A misspelt field or word
 * comes with the nearest valid one. A schema words its own checks with {@link whatAndFix}.
 *
 * @param schema a synchronous valibot schema; `v.strictObject` reports every unknown field, not only the first
 * @returns `{ value }`, a fresh copy, or `{ issues }`, at least one, in the order of the schema's fields
 * @example decodeWith(v.strictObject({ a: v.number() }), { a: 1 }, { file: "x.json" }) // gives { value: { a: 1 } }
 */
export function decodeWith<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  place: DecodePlace,
): Decoded<v.InferOutput<Schema>> {
  const result = v.safeParse(schema, value, CONFIG);
  if (result.success) return { value: result.output };
  const subject = { root: schema as AnySchema, value, place };
  const described = result.issues.flatMap((issue) => describeIssue(subject, issue as v.BaseIssue<unknown>));
  return { issues: withoutRepeats(described) };
}

/**
 * {@link decodeWith}, for a value that nothing else is collected with.
 *
 * @throws InputError with every issue
 */
export function decodeOrThrow<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  place: DecodePlace,
): v.InferOutput<Schema> {
  const decoded = decodeWith(schema, value, place);
  if (decoded.issues !== undefined) throw new InputError(decoded.issues);
  return decoded.value as v.InferOutput<Schema>;
}

/**
 * Checks a document that edict made itself before it is written.
 *
 * @param name of the document, as it stands in issues
 * @throws InvariantError with every issue: what was made does not keep to its own schema
 */
export function assertKeepsTo(schema: v.GenericSchema, document: unknown, name: string): void {
  const { issues } = decodeWith(schema, document, { file: name });
  if (issues !== undefined) throw new InvariantError(issues);
}

/**
 * The message of a check of one's own, in valibot's one string: what is wrong, and on a second line how to mend it.
 *
 * @example v.check(isDay, (issue) => whatAndFix(`${issue.received} is not a calendar day`, "write YYYY-MM-DD"))
 */
export function whatAndFix(what: string, fix: string): string {
  return `${what}\n${fix}`;
}

/** Several checks may say the same of one value, e.g. two branches of a union. */
function withoutRepeats(issues: readonly Issue[]): readonly Issue[] {
  const byText = new Map(issues.map((issue) => [`${issue.at}\n${issue.what}`, issue]));
  return [...byText.values()];
}
