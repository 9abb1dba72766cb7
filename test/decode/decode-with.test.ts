import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { decodeOrThrow, decodeWith, whatAndFix } from "../../src/decode/decode-with.ts";
import { InputError } from "../../src/errors.ts";
import { processorTime } from "../processor-time.ts";

const leg = v.variant("type", [
  v.strictObject({ type: v.literal("fixed"), cash: v.number() }),
  v.strictObject({ type: v.literal("share"), share: v.number() }),
]);
const schema = v.strictObject({
  kind: v.picklist(["politburo", "legislature"]),
  stance: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)),
  day: v.exactOptional(
    v.pipe(
      v.string(),
      v.check(
        (text) => text === "ok",
        (issue) => whatAndFix(`${issue.received} is no day`, "write ok"),
      ),
    ),
  ),
  note: v.exactOptional(v.pipe(v.string(), v.description("a short note"))),
  legs: v.exactOptional(v.array(leg)),
  on: v.exactOptional(v.union([v.strictObject({ id: v.string() }), v.array(v.string())])),
});
const GOOD = { kind: "politburo", stance: 1 };
const issuesOf = (value: unknown) => decodeWith(schema, value, { file: "2026.json", within: "[3]" }).issues;

describe("decodeWith", () => {
  it("returns a fresh copy of a good value", () => {
    const decoded = decodeWith(schema, GOOD, { file: "2026.json" });
    expect(decoded).toEqual({ value: GOOD });
    expect(decoded.value).not.toBe(GOOD);
  });

  it("places an issue by file and path, and words it as what / at / fix", () => {
    expect(issuesOf({ ...GOOD, stance: "high", day: "2026-02-30" })).toEqual([
      { what: '"high" is not a number', at: "2026.json [3].stance", fix: "write a number" },
      { what: '"2026-02-30" is no day', at: "2026.json [3].day", fix: "write ok" },
    ]);
    expect(decodeWith(schema, 3, { file: "2026.json" }).issues).toEqual([
      { what: "3 is not an object", at: "2026.json", fix: "write { kind, stance, day, note, legs, on }" },
    ]);
  });

  it("names the nearest valid field, and does not report it as missing besides", () => {
    expect(issuesOf({ knd: "politburo", stance: 0 })).toEqual([
      { what: 'unknown field "knd"', at: "2026.json [3].knd", fix: 'did you mean "kind"?' },
    ]);
  });

  it("reports every unknown field, not only the first", () => {
    expect(issuesOf({ ...GOOD, www: 1, zzz: 2 })?.map((issue) => issue.what)).toEqual([
      'unknown field "www"',
      'unknown field "zzz"',
    ]);
  });

  it("says what a missing field should hold, by its description if it has one", () => {
    expect(issuesOf({ stance: 0 })).toEqual([
      { what: 'field "kind" is missing', at: "2026.json [3]", fix: "add it: one of politburo, legislature" },
    ]);
    expect(issuesOf({ ...GOOD, note: 5 })?.[0]?.fix).toBe("write a short note");
  });

  it("names the nearest word of a list", () => {
    expect(issuesOf({ ...GOOD, kind: "politbro" })).toEqual([
      {
        what: '"politbro" is not one of the values allowed here',
        at: "2026.json [3].kind",
        fix: 'did you mean "politburo"?',
      },
    ]);
    expect(issuesOf({ ...GOOD, kind: "xyz" })?.[0]?.fix).toBe("use one of politburo, legislature");
  });

  it("explains a tagged union by the branch that the tag names", () => {
    expect(issuesOf({ ...GOOD, legs: [{ type: "share", cash: 1 }, { type: "sharre" }] })).toEqual([
      { what: 'field "share" is missing', at: "2026.json [3].legs[0]", fix: "add it: a number" },
      {
        what: 'unknown field "cash"',
        at: "2026.json [3].legs[0].cash",
        fix: "the fields here are type, share",
      },
      {
        what: '"sharre" is not one of the values allowed here',
        at: "2026.json [3].legs[1].type",
        fix: 'did you mean "share"?',
      },
    ]);
  });

  it("explains an untagged union by the branch that comes closest", () => {
    expect(issuesOf({ ...GOOD, on: { id: 4 } })).toEqual([
      { what: "4 is not a text", at: "2026.json [3].on.id", fix: "write a text" },
    ]);
    expect(issuesOf({ ...GOOD, on: 4 })?.[0]?.what).toBe("4 is not an object or a list");
  });

  it("does not take a list for an object without fields", () => {
    expect(issuesOf([])).toEqual([
      {
        what: "a list is not an object",
        at: "2026.json [3]",
        fix: "write { kind, stance, day, note, legs, on }",
      },
    ]);
  });

  it("bounds numbers and refuses NaN", () => {
    expect(issuesOf({ ...GOOD, stance: 2 })?.[0]).toMatchObject({
      what: "2 is too large",
      fix: "use 1 or less",
    });
    expect(issuesOf({ ...GOOD, stance: Number.NaN })?.[0]?.what).toBe("NaN is not a number");
  });

  it("gives a what, a place and a fix for anything at all, and never throws", () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 3 }), (value) => {
        const decoded = decodeWith(schema, value, { file: "x" });
        for (const issue of decoded.issues ?? []) {
          expect(issue.what).not.toBe("");
          expect(issue.at).toMatch(/^x/);
          expect(issue.fix).toBeTruthy();
        }
      }),
    );
  });

  it("checks 100,000 small objects in well under two seconds", () => {
    const many = Array.from({ length: 100_000 }, () => GOOD);
    const spent = processorTime();
    expect(decodeWith(v.array(schema), many, { file: "x" }).value).toHaveLength(100_000);
    expect(spent()).toBeLessThan(2000);
  });
});

describe("decodeOrThrow", () => {
  it("throws every issue in one InputError", () => {
    const decode = () => decodeOrThrow(schema, { kind: 1, stance: 2 }, { file: "x" });
    expect(decode).toThrow(InputError);
    expect(decode).toThrow(/kind[\s\S]*too large/);
  });
});
