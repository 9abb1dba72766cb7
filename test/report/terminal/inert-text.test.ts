import { describe, expect, it } from "vitest";
import { inertText } from "../../../src/report/terminal/inert-text.ts";
import { renderTable } from "../../../src/report/terminal/table.ts";
import { wrap } from "../../../src/report/terminal/wrap-text.ts";

describe("inertText", () => {
  it.each([
    ["clears the screen", "a\u001b[2Jb", "a\u241b[2Jb"],
    ["renames the window", "\u001b]0;pwned\u0007", "\u241b]0;pwned\u2407"],
    ["goes back over the line", "gain\rloss", "gain\u240dloss"],
    ["begins a sequence in one character", "a\u009b2Jb", "a\ufffd2Jb"],
    ["hides what follows", "a\u001b[8mb", "a\u241b[8mb"],
    ["turns the direction", "a\u202eb", "a\ufffdb"],
  ])("shows what %s instead of doing it", (_, hostile, shown) => {
    expect(inertText(hostile)).toBe(shown);
  });

  it("leaves edict's own colours, line feeds, tabs and every language alone", () => {
    const text =
      "\u001b[1mbold\u001b[22m \u001b[31mred\u001b[39m\n\t\u4e2d\u56fd \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627";
    expect(inertText(text)).toBe(text);
  });

  it("takes no colour for edict's own where edict sets none", () => {
    expect(inertText("a\u001b[31mb", false)).toBe("a\u241b[31mb");
  });

  it("is the same when it is done twice", () => {
    const once = inertText("a\u001b[2J\u202e\u0000");
    expect(inertText(once)).toBe(once);
  });
});

describe("a table", () => {
  it("keeps each row on its line and its columns in place, whatever a title holds", () => {
    const text = renderTable(
      [{ title: "signal" }, { title: "trades", align: "right" }],
      [
        ["one\ntwo\u001b[2J", "1"],
        ["plain", "12"],
      ],
      80,
    );
    expect(text.split("\n")).toEqual([
      "signal       trades",
      "one two\u241b[2J       1",
      "plain            12",
    ]);
    expect(wrap("a\u001b[2J b", 80)).toEqual(["a\u241b[2J b"]);
  });
});
