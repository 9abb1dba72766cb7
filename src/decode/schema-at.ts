import * as v from "valibot";

/** Any synchronous valibot schema. */
export type AnySchema = v.GenericSchema<unknown, unknown>;

/** What the walk reads of a schema; every valibot schema has some of it. */
interface SchemaShape {
  readonly type: string;
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly wrapped?: AnySchema;
  readonly item?: AnySchema;
  readonly items?: readonly AnySchema[];
  readonly rest?: AnySchema;
  readonly value?: AnySchema;
  readonly key?: unknown;
  readonly literal?: unknown;
  readonly options?: readonly unknown[];
  readonly getter?: (input: unknown) => AnySchema;
}

/**
 * The schemas that govern the part of `value` at `path`: one, or several where unions fork.
 *
 * valibot's issues carry the path and the input but not the schema, and the schema is what knows the valid names.
 */
export function schemasAt(root: AnySchema, path: readonly unknown[], value: unknown): readonly AnySchema[] {
  let schemas = unwrap(root, value);
  let part = value;
  for (const key of path) {
    part = (part as Record<PropertyKey, unknown> | null | undefined)?.[key as PropertyKey];
    schemas = schemas.flatMap((schema) => stepInto(schema, key)).flatMap((schema) => unwrap(schema, part));
  }
  return schemas;
}

/** Names of the fields that an object may have by any of the schemas, in their order. */
export function fieldNames(schemas: readonly AnySchema[]): readonly string[] {
  return [...new Set(schemas.flatMap((schema) => Object.keys(shapeOf(schema).entries ?? {})))];
}

/** The words or numbers that a value may be, if a schema lists them. */
export function listedValues(schemas: readonly AnySchema[]): readonly unknown[] {
  return schemas.flatMap((schema) => {
    const shape = shapeOf(schema);
    if (shape.type === "picklist" || shape.type === "enum") return [...(shape.options ?? [])];
    return shape.type === "literal" ? [shape.literal] : [];
  });
}

/** The words that may name the branch of a variant, e.g. every `type` of a tagged union. */
export function branchNames(root: AnySchema, path: readonly unknown[], value: unknown): readonly unknown[] {
  const branches = schemasAt(root, path.slice(0, -1), value);
  const key = path.at(-1);
  return listedValues(
    branches.flatMap((branch) => stepInto(branch, key)).flatMap((tag) => unwrap(tag, undefined)),
  );
}

function shapeOf(schema: AnySchema): SchemaShape {
  return schema as unknown as SchemaShape;
}

/** Optional and lazy schemas stand for the schema inside them, unions and variants for their options. */
function unwrap(schema: AnySchema, value: unknown): AnySchema[] {
  const shape = shapeOf(schema);
  if (shape.wrapped !== undefined) return unwrap(shape.wrapped, value);
  if (shape.getter !== undefined) return unwrap(shape.getter(value), value);
  const options = (shape.options ?? []) as readonly AnySchema[];
  if (shape.type === "variant")
    return taggedOptions(shape, options, value).flatMap((one) => unwrap(one, value));
  if (shape.type === "union" || shape.type === "intersect")
    return options.flatMap((one) => unwrap(one, value));
  return [schema];
}

/** The branches of a variant whose tag the value carries; all of them if it carries none that is known. */
function taggedOptions(
  variant: SchemaShape,
  options: readonly AnySchema[],
  value: unknown,
): readonly AnySchema[] {
  const tag = (value as Record<string, unknown> | null | undefined)?.[variant.key as string];
  const tagged = options.filter((option) => {
    const schema = shapeOf(option).entries?.[variant.key as string];
    return schema === undefined || v.is(schema, tag);
  });
  return tagged.length > 0 ? tagged : options;
}

function stepInto(schema: AnySchema, key: unknown): AnySchema[] {
  const shape = shapeOf(schema);
  const present = (inner: AnySchema | undefined) => (inner === undefined ? [] : [inner]);
  if (shape.entries !== undefined) {
    const isOwn = Object.hasOwn(shape.entries, key as PropertyKey);
    return present(isOwn ? shape.entries[key as string] : shape.rest);
  }
  if (shape.items !== undefined) return present(shape.items[key as number] ?? shape.rest);
  return present(shape.item ?? shape.value);
}
