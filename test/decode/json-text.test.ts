import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonLines, parseJsonText } from "../../src/decode/json-text.ts";
import { scanJson } from "../../src/decode/scan-json.ts";

const issuesOf = (text: string) => parseJsonText(text, "a.json").issues;

describe("parseJsonText", () => {
  it("reads any value that JSON can write, and finds nothing wrong with it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, 3), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(scanJson(text)).toEqual([]);
        expect(parseJsonText(text, "a.json")).toEqual({ value: JSON.parse(text) });
      }),
    );
  });

  it("finds a syntax error wherever JSON.parse finds one, and nowhere else", () => {
    const fragments = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      "1",
      "-",
      "true",
      "nul",
      " ",
      '"',
      "\\",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 9 }), (parts) => {
        const text = parts.join("");
        let isValid = true;
        try {
          JSON.parse(text);
        } catch {
          isValid = false;
        }
        expect(scanJson(text).some((finding) => finding.kind === "syntax")).toBe(!isValid);
      }),
      { numRuns: 2000 },
    );
  });

  it("places a syntax error by line and column", () => {
    expect(issuesOf('{\n  "a": 1,\n}')?.[0]).toMatchObject({
      what: 'not JSON: "}" stands where a field name in double quotes should',
      at: "a.json:3:1",
    });
    expect(issuesOf('{"a": [1, 2')?.[0]?.what).toContain('ends where "," or a closing bracket should stand');
    expect(issuesOf('{"a": "x\n"}')?.[0]).toMatchObject({ at: "a.json:1:7" });
    expect(issuesOf("{} 1")?.[0]?.what).toContain("the end of the text");
  });

  it("refuses a key that stands twice, at every depth, escapes undone", () => {
    expect(issuesOf('[{"a": 1, "b": {"c": 1, "\\u0063": 2}, "a": 3}]')).toEqual([
      { what: 'field "c" stands twice in one object', at: "a.json:1:25", fix: "keep one of the two" },
      { what: 'field "a" stands twice in one object', at: "a.json:1:39", fix: "keep one of the two" },
    ]);
  });

  it("finds a key that stands twice beside a colon that is written as an escape", () => {
    expect(issuesOf('{"a": ":", "b": "\\u003A"}')).toBeUndefined();
    expect(issuesOf('{"a": "\\u003a", "a": "\\u003A"}')?.[0]?.at).toBe("a.json:1:17");
    expect(issuesOf('{"a:": 1, "b": 2, "b": ":"}')?.[0]?.at).toBe("a.json:1:19");
  });

  it("refuses absurd depth without exhausting the stack, and an empty file", () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    expect(issuesOf(deep)?.[0]?.what).toBe("lists and objects nest deeper than 64 levels");
    expect(issuesOf("[".repeat(64) + "]".repeat(64))).toBeUndefined();
    expect(issuesOf(" \n")?.[0]?.what).toBe("the file is empty");
  });

  it("passes over a byte order mark", () => {
    expect(parseJsonText("\uFEFF[1]", "a.json")).toEqual({ value: [1] });
  });

  it("keeps a field named __proto__ as data", () => {
    const parsed = parseJsonText('{"__proto__": {"a": 1}}', "a.json");
    expect(Object.keys(parsed.value as object)).toEqual(["__proto__"]);
    expect(({} as { a?: number }).a).toBeUndefined();
  });
});

describe("parseJsonLines", () => {
  it("reads the good lines and names the bad ones", () => {
    const { lines, issues } = parseJsonLines('{"a":1}\n\n{"a":\r\n[2]\n', "a.jsonl");
    expect(lines).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 4, value: [2] },
    ]);
    expect(issues.map((issue) => issue.at)).toEqual(["a.jsonl:3:7"]);
  });
});
