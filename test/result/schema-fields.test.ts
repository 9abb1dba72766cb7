import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { decodeWith } from "../../src/decode/decode-with.ts";
import {
  day,
  dayColumn,
  finite,
  finiteColumn,
  orNull,
  orNullColumn,
} from "../../src/result/schema-fields.ts";

const left: unknown[] = [1, 2];
left.length = 3;

describe("a column", () => {
  it.each([
    ["days", dayColumn(day), v.array(day)],
    ["numbers", finiteColumn(finite), v.array(finite)],
    ["numbers or null", orNullColumn(orNull), v.array(orNull)],
  ] as const)("of %s takes and refuses what a list of them does, in the same words", (_, column, list) => {
    const values = [
      [[], [1, -0.5], [1, null], ["2024-01-02", "2024-02-30"], ["2024-01-02", "2024-1-2"], ["2024-01-02\n"]],
      [[1, Number.NaN], [Number.POSITIVE_INFINITY], [1, "1"], [undefined], [true], [new Number(1)], [[1]]],
      [left, null, undefined, "2024-01-02", 1, {}, { length: 0 }, new Float64Array(2)],
    ].flat();
    for (const value of values) {
      const place = { file: "a.json" };
      expect(decodeWith(column, value, place)).toEqual(decodeWith(list, value, place));
    }
  });
});
