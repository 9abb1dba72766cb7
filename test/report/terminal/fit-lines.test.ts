import { describe, expect, it } from "vitest";
import { fitLines } from "../../../src/report/terminal/fit-lines.ts";

describe("fitLines", () => {
  it("breaks what is too wide between words, beneath the first word of the line", () => {
    expect(fitLines("  fix  add a file or a folder", 18)).toBe("  fix  add a file\n       or a folder");
    expect(fitLines("! one two three", 9)).toBe("! one two\n  three");
  });

  it("leaves lines that fit, and words that no space parts, as they are", () => {
    expect(fitLines("a   b\n\n    c", 10)).toBe("a   b\n\n    c");
    expect(fitLines("/a/very/long/path/indeed", 10)).toBe("/a/very/long/path/indeed");
  });

  it("keeps the gap between a title and its text", () => {
    expect(fitLines("Signals  200 looked at, 9 asked for", 25)).toBe("Signals  200 looked at, 9\nasked for");
  });

  it("counts what a terminal shows: wide characters twice, colours not at all", () => {
    expect(fitLines("恒生 科技", 6)).toBe("恒生\n科技");
    expect(fitLines("\u001b[2mone two\u001b[22m", 7)).toBe("\u001b[2mone two\u001b[22m");
  });
});
