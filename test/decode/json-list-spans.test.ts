import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonListSpans } from "../../src/decode/json-list-spans.ts";

describe("jsonListSpans", () => {
  it("finds the elements of any list in any layout", () => {
    const values = fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 5 });
    fc.assert(
      fc.property(
        values,
        fc.constantFrom(undefined, 1, "\t"),
        fc.jsonValue({ maxDepth: 2 }),
        (list, indent, other) => {
          const whole = JSON.stringify(list, null, indent);
          const field = JSON.stringify({ before: other, 'a "list"': list, after: other }, null, indent);
          for (const [text, name] of [
            [whole, null],
            [field, 'a "list"'],
          ] as const) {
            const spans = jsonListSpans(text, name);
            const read = spans?.elements.map(({ start, end }) => JSON.parse(text.slice(start, end)));
            expect(read).toEqual(JSON.parse(JSON.stringify(list)));
            expect(JSON.parse(text.slice(spans?.list.start, spans?.list.end))).toEqual(
              JSON.parse(JSON.stringify(list)),
            );
          }
        },
      ),
    );
  });

  it("finds none where there is none", () => {
    expect(jsonListSpans("{}", "a")).toBeUndefined();
    expect(jsonListSpans('{"a": {"b": []}}', "b")).toBeUndefined();
    expect(jsonListSpans('{"a": 1}', "a")).toBeUndefined();
    expect(jsonListSpans("3", null)).toBeUndefined();
  });
});
