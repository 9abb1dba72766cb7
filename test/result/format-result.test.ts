import { describe, expect, it } from "vitest";
import { formatResult } from "../../src/result/format-result.ts";
import type { ResultDocument } from "../../src/result/result-schema.ts";

const result = {
  schema: "edict/result@1",
  runId: "0123456789abcdef",
  trades: [{ id: "t1", return: 0.1 }],
  equity: { date: ["2024-01-01", "2024-01-02"], equity: [1, 1.5] },
} as unknown as ResultDocument;

describe("a result as text", () => {
  it("is JSON of the same document", () => {
    expect(JSON.parse(formatResult(result))).toEqual(result);
  });

  it("puts each field, row and column on a line of its own, for git", () => {
    expect(formatResult(result)).toBe(
      [
        "{",
        '  "schema": "edict/result@1",',
        '  "runId": "0123456789abcdef",',
        '  "trades": [',
        '    {"id":"t1","return":0.1}',
        "  ],",
        '  "equity": {',
        '    "date": ["2024-01-01","2024-01-02"],',
        '    "equity": [1,1.5]',
        "  }",
        "}",
        "",
      ].join("\n"),
    );
  });
});
