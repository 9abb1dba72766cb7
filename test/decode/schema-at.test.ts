import * as v from "valibot";
import { describe, expect, it } from "vitest";
import {
  type AnySchema,
  branchNames,
  fieldNames,
  listedValues,
  schemasAt,
} from "../../src/decode/schema-at.ts";

const root = v.strictObject({
  list: v.array(v.optional(v.strictObject({ word: v.picklist(["a", "b"]) }))),
  either: v.union([v.strictObject({ x: v.number() }), v.strictObject({ y: v.number() })]),
  tagged: v.variant("type", [
    v.strictObject({ type: v.literal("one"), first: v.number() }),
    v.strictObject({ type: v.literal("two"), second: v.number() }),
  ]),
  record: v.record(
    v.string(),
    v.pipe(
      v.strictObject({ z: v.number() }),
      v.check(() => true),
    ),
  ),
}) as AnySchema;

describe("schemasAt", () => {
  it("walks lists, optional parts, records and pipes", () => {
    expect(listedValues(schemasAt(root, ["list", 3, "word"], {}))).toEqual(["a", "b"]);
    expect(fieldNames(schemasAt(root, ["record", "any"], {}))).toEqual(["z"]);
  });

  it("gives every branch of a union, and of a variant the one that the value's tag names", () => {
    expect(fieldNames(schemasAt(root, ["either"], {}))).toEqual(["x", "y"]);
    expect(fieldNames(schemasAt(root, ["tagged"], { tagged: { type: "two" } }))).toEqual(["type", "second"]);
    expect(fieldNames(schemasAt(root, ["tagged"], { tagged: { type: "?" } }))).toEqual([
      "type",
      "first",
      "second",
    ]);
    expect(branchNames(root, ["tagged", "type"], { tagged: { type: "?" } })).toEqual(["one", "two"]);
  });

  it("gives nothing where the schema has nothing", () => {
    expect(schemasAt(root, ["nowhere", "at", "all"], {})).toEqual([]);
    expect(schemasAt(root, ["constructor"], {})).toEqual([]);
  });
});
