import * as v from "valibot";

/** A schema with what it means, which its JSON Schema repeats. */
export const described = <const Schema extends v.GenericSchema>(schema: Schema, text: string) =>
  v.pipe(schema, v.description(text));

/** A number that JSON can write. */
export const finite = v.pipe(v.number(), v.finite());

export const orNull = v.nullable(finite);

export const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar day, YYYY-MM-DD. */
export const day = v.pipe(v.string(), v.regex(DAY));

/** A list of {@link day}, one a session; `item` may also say what it means. */
export const dayColumn = <const Item extends v.GenericSchema<string>>(item: Item) =>
  column(item, (value) => typeof value === "string" && DAY.test(value));

/** A list of {@link finite}, one a session; `item` may also say what it means. */
export const finiteColumn = <const Item extends v.GenericSchema<number>>(item: Item) =>
  column(item, Number.isFinite);

/** A list of {@link orNull}, one a session; `item` may also say what it means. */
export const orNullColumn = <const Item extends v.GenericSchema<number | null>>(item: Item) =>
  column(item, (value) => value === null || Number.isFinite(value));

/**
 * Valibot makes two objects of each item. So all items are looked at first, and only a list with one that is not sound
 * goes through valibot, which has the words.
 *
 * @param isSound true for what `item` takes, and for nothing else
 */
function column<const Item extends v.GenericSchema>(item: Item, isSound: (value: unknown) => boolean) {
  const list = v.array(item);
  const checkEach = list["~run"];
  const run = (...[dataset, config]: Parameters<typeof checkEach>) =>
    isListOf(dataset.value, isSound)
      ? { typed: true, value: dataset.value }
      : checkEach.call(list, dataset, config);
  return Object.assign(list, { "~run": run as typeof checkEach });
}

/** By index, since `every` passes over what a list leaves out. */
function isListOf(value: unknown, isSound: (value: unknown) => boolean): boolean {
  if (!Array.isArray(value)) return false;
  for (let at = 0; at < value.length; at++) if (!isSound(value[at])) return false;
  return true;
}

/** A SHA-256 in hex. */
export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** The first 16 digits of a SHA-256, which name a run, a study, a family or a sweep. */
export const documentId = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

/** A metric: a number with the id of its definition, or null with the reason why it is undefined. */
export const metric = v.union([
  v.strictObject({ value: finite, definition: v.string() }),
  v.strictObject({ value: v.null(), reason: v.string(), definition: v.string() }),
]);
