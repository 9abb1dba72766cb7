import { describe, expect, it } from "vitest";
import { cut, wrap } from "../../../src/report/terminal/wrap-text.ts";

describe("text fitted to a width", () => {
  it("never cuts a wide character in half", () => {
    expect(cut("恒生科技指数", 8)).toBe("恒生...");
    expect(cut("short", 8)).toBe("short");
  });

  it("breaks lines between words and leaves a long word whole", () => {
    expect(wrap("a bb ccc", 4)).toEqual(["a bb", "ccc"]);
    expect(wrap("abcdefgh ij", 4)).toEqual(["abcdefgh", "ij"]);
  });
});
