import { describe, expect, it } from "vitest";
import { groupBy } from "../../src/result/group-by.ts";

describe("groupBy", () => {
  it("keeps keys and items in the order in which they were met", () => {
    const groups = groupBy(["bb", "a", "cc", "d", "ee"], (word) => String(word.length));
    expect([...groups]).toEqual([
      ["2", ["bb", "cc", "ee"]],
      ["1", ["a", "d"]],
    ]);
  });
});
