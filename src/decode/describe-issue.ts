import * as v from "valibot";
import type { Issue } from "../errors.ts";
import { type DecodePlace, formatPath, formatPlace } from "./decode-place.ts";
import { didYouMean } from "./did-you-mean.ts";
import { nearestName } from "./nearest-name.ts";
import { quoteValue } from "./quote-value.ts";
import { type AnySchema, branchNames, fieldNames, listedValues, schemasAt } from "./schema-at.ts";

type RawIssue = v.BaseIssue<unknown>;

/** Lists of names longer than this are cut in a `fix`. */
const MOST_NAMES = 16;
/** Objects with more fields than this are not written out in a `fix`. */
const MOST_FIELDS = 8;

/** What was being decoded: the whole value, its schema, and where it was read. */
export interface DecodeSubject {
  readonly root: AnySchema;
  readonly value: unknown;
  readonly place: DecodePlace;
}

/** One valibot issue as edict's issues: usually one, more where several fields of one object are unknown. */
export function describeIssue(subject: DecodeSubject, issue: RawIssue): readonly Issue[] {
  const items = issue.path ?? [];
  const path = items.map((item) => item.key);
  // valibot takes a list for an object without fields, and would report every field of it as missing.
  const listAsObject = items.findIndex((item) => item.type === "object" && Array.isArray(item.input));
  if (listAsObject >= 0) return [wrongType(subject, path.slice(0, listAsObject), items[listAsObject]?.input)];
  if (issue.message !== "") return [ownWords(issue.message, formatPlace(subject.place, path))];

  const isAboutKey = issue.kind === "schema" && items.at(-1)?.origin === "key";
  if (isAboutKey) {
    const holder = items.at(-1)?.input as object;
    return issue.expected === "never"
      ? describeUnknownFields(subject, path.slice(0, -1), holder)
      : describeMissingField(subject, path, holder);
  }
  if (issue.type === "union") return describeUnion(subject, path, issue.input);
  const listed =
    issue.type === "variant"
      ? branchNames(subject.root, path, subject.value)
      : listedValues(schemasAt(subject.root, path, subject.value));
  if (issue.kind !== "schema") return [failedCheck(issue, formatPlace(subject.place, path))];
  if (listed.length === 0) return [wrongType(subject, path, issue.input)];
  return [notListed(issue.input, listed, formatPlace(subject.place, path))];
}

function ownWords(message: string, at: string): Issue {
  const [what, ...fix] = message.split("\n");
  return fix.length === 0 ? { what: what!, at } : { what: what!, at, fix: fix.join("\n") };
}

function describeUnknownFields(
  { root, value, place }: DecodeSubject,
  path: readonly unknown[],
  holder: object,
): readonly Issue[] {
  const known = fieldNames(schemasAt(root, path, value));
  return unknownFields(known, holder).map((key) => {
    const fields = didYouMean(key, known, `the fields here are ${listNames(known)}`);
    return {
      what: `unknown field ${quoteValue(key)}`,
      at: formatPlace(place, [...path, key]),
      fix: didYouMean(key, unusedFields(known, holder), fields),
    };
  });
}

function describeMissingField(
  { root, value, place }: DecodeSubject,
  path: readonly unknown[],
  holder: object,
): readonly Issue[] {
  const holderPath = path.slice(0, -1);
  const field = String(path.at(-1));
  const known = fieldNames(schemasAt(root, holderPath, value));
  // The misspelt field is reported by itself and names this one: twice would read as two faults.
  const unused = unusedFields(known, holder);
  if (unknownFields(known, holder).some((key) => nearestName(key, unused) === field)) return [];
  return [
    {
      what: `field "${field}" is missing`,
      at: formatPlace(place, holderPath),
      fix: `add it: ${describeExpected(schemasAt(root, path, value))}`,
    },
  ];
}

function unknownFields(known: readonly string[], holder: object): readonly string[] {
  return Object.keys(holder).filter((key) => !known.includes(key));
}

function unusedFields(known: readonly string[], holder: object): readonly string[] {
  return known.filter((name) => !Object.hasOwn(holder, name));
}

/** Of a value that fits no branch, what is wrong by the branch that it comes closest to. */
function describeUnion(subject: DecodeSubject, path: readonly unknown[], input: unknown): readonly Issue[] {
  const branches = schemasAt(subject.root, path, subject.value);
  const attempts = branches.flatMap((root) => {
    const result = v.safeParse(root, input, { message: "" });
    const issues = result.success ? [] : (result.issues as readonly RawIssue[]);
    const isOfThisType = issues.every((issue) => issue.path !== undefined || issue.kind !== "schema");
    return isOfThisType && issues.length > 0 ? [{ root, issues }] : [];
  });
  const closest = attempts.sort((a, b) => a.issues.length - b.issues.length)[0];
  if (closest === undefined) {
    const listed = listedValues(branches);
    return listed.length > 0 && typeof input === "string"
      ? [notListed(input, listed, formatPlace(subject.place, path))]
      : [wrongType(subject, path, input)];
  }
  const apart = fieldsOfTwoBranches(closest.root, branches, input);
  if (apart !== null) return [{ ...apart, at: formatPlace(subject.place, path) }];
  const within = (subject.place.within ?? "") + formatPath(path);
  const branch = { root: closest.root, value: input, place: { file: subject.place.file, within } };
  return closest.issues.flatMap((issue) => describeIssue(branch, issue));
}

/** Fields that belong to one branch beside fields of another: each is known, and together they are neither. */
function fieldsOfTwoBranches(
  closest: AnySchema,
  branches: readonly AnySchema[],
  input: unknown,
): Pick<Issue, "what" | "fix"> | null {
  const given = Object.keys(input as object);
  const own = fieldNames([closest]);
  const others = fieldNames(branches);
  const foreign = given.filter((name) => !own.includes(name));
  const fitting = given.filter((name) => own.includes(name));
  if (foreign.length === 0 || fitting.length === 0 || foreign.some((name) => !others.includes(name)))
    return null;
  const [first, second] = [listNames(fitting), listNames(foreign)];
  return { what: `${first} and ${second} do not go together`, fix: `leave out ${second}, or ${first}` };
}

function notListed(input: unknown, listed: readonly unknown[], at: string): Issue {
  const words = listed.map(String);
  const list = `use one of ${listNames(words)}`;
  return {
    what: `${quoteValue(input)} is not one of the values allowed here`,
    at,
    fix: typeof input === "string" ? didYouMean(input, words, list) : list,
  };
}

function wrongType({ root, value, place }: DecodeSubject, path: readonly unknown[], input: unknown): Issue {
  const schemas = schemasAt(root, path, value);
  const isLone = typeof input === "string" && schemas.every((schema) => typeName(schema) === "a list");
  return {
    what: `${quoteValue(input)} is not ${typeNames(schemas)}`,
    at: formatPlace(place, path),
    fix: `write ${isLone ? `a list: [${quoteValue(input)}]` : describeExpected(schemas)}`,
  };
}

/** A built-in check, e.g. a minimum, on a value of the right type. */
function failedCheck(issue: RawIssue, at: string): Issue {
  const received = quoteValue(issue.input);
  const { requirement } = issue as { requirement?: unknown };
  switch (issue.type) {
    case "min_value":
      return { what: `${received} is too small`, at, fix: `use ${quoteValue(requirement)} or more` };
    case "max_value":
      return { what: `${received} is too large`, at, fix: `use ${quoteValue(requirement)} or less` };
    case "gt_value":
      return { what: `${received} is too small`, at, fix: `use more than ${quoteValue(requirement)}` };
    case "lt_value":
      return { what: `${received} is too large`, at, fix: `use less than ${quoteValue(requirement)}` };
    case "integer":
    case "safe_integer":
      return { what: `${received} is not a whole number`, at, fix: "write it without a fraction" };
    case "finite":
      return { what: `${received} is not a finite number`, at, fix: "write a number" };
    case "non_empty":
    case "min_length":
      return { what: `${received} is too short`, at, fix: `at least ${requirement ?? 1} needed` };
    case "max_length":
      return { what: `${received} is too long`, at, fix: `at most ${requirement} allowed` };
    default:
      return { what: `${received} is not valid`, at, fix: `expected ${issue.expected ?? issue.type}` };
  }
}

/** A schema's description (`v.description`) says best what belongs somewhere; its type is the next best. */
function describeExpected(schemas: readonly AnySchema[]): string {
  const texts = schemas.map((schema) => v.getDescription(schema as never) ?? writtenOut(schema));
  return [...new Set(texts)].join(", or ");
}

/** A small object by its fields, anything else by its type. */
function writtenOut(schema: AnySchema): string {
  const names = fieldNames([schema]);
  return names.length === 0 || names.length > MOST_FIELDS ? typeName(schema) : `{ ${names.join(", ")} }`;
}

function typeNames(schemas: readonly AnySchema[]): string {
  const names = schemas.map((schema) => typeName(schema));
  return [...new Set(names)].join(" or ");
}

function typeName(schema: AnySchema): string {
  const { type, expects } = schema as unknown as { type: string; expects: string | null };
  switch (type) {
    case "string":
      return "a text";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    case "null":
      return "null";
    case "array":
    case "tuple":
    case "strict_tuple":
      return "a list";
    case "object":
    case "strict_object":
    case "loose_object":
    case "record":
      return "an object";
    case "function":
      return "a function";
    case "picklist":
    case "enum":
    case "literal":
      return `one of ${listNames(listedValues([schema]).map(String))}`;
    default:
      return expects ?? type;
  }
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(", ");
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}
