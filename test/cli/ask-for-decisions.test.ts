import { describe, expect, it } from "vitest";
import { linesThatFit } from "../../src/cli/signals/ask-for-decisions.ts";

describe("what is shown of a draft", () => {
  const lines = ["kind", "stance", "", "x".repeat(25), "last"];

  it("is all of it where it fits, a long line counted by the rows it takes", () => {
    expect(linesThatFit(lines, 7, 10, "a.draft.yaml")).toEqual(lines);
  });

  it("is otherwise what fits, and how much more stands in the file", () => {
    const shown = linesThatFit(lines, 6, 10, "a.draft.yaml");
    expect(shown).toEqual(["kind", "stance", "", "... 2 more lines in a.draft.yaml"]);
  });
});
