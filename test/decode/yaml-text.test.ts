import { describe, expect, it } from "vitest";
import { parseYamlText } from "../../src/decode/yaml-text.ts";

const parse = (text: string) => parseYamlText(text, "a.yaml");

describe("parseYamlText", () => {
  it("leaves dates and clock times as text", async () => {
    expect(await parse("date: 2025-02-17\ntime: 12:30\nno: off\n")).toEqual({
      value: { date: "2025-02-17", time: "12:30", no: "off" },
    });
  });

  it("places syntax errors and repeated keys by line and column", async () => {
    expect((await parse("a: 1\nb: 2\na: 3\n")).issues).toEqual([
      { what: expect.stringContaining("unique"), at: "a.yaml:3:1", fix: "keep one of the two" },
    ]);
    expect((await parse("a: [1, 2\n")).issues?.[0]?.at).toMatch(/^a\.yaml:\d+:\d+$/);
    expect((await parse("a: 1\n---\nb: 2\n")).issues?.[0]?.fix).toBe(
      "put each document into a file of its own",
    );
    expect((await parse("a: !secret x\n")).issues?.[0]?.fix).toBe("leave the tag out");
  });

  it("refuses an alias bomb", async () => {
    const levels = Array.from(
      { length: 9 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(", ")}]`,
    );
    const bomb = ["l0: &l0 [x, x, x, x, x, x, x, x, x]", ...levels].join("\n");
    expect((await parse(bomb)).issues?.[0]?.what).toContain("Excessive alias count");
  });

  it("refuses absurd depth, and an empty file", async () => {
    expect((await parse("[".repeat(20_000))).issues?.length).toBeGreaterThan(0);
    const lines = Array.from({ length: 300 }, (_, level) => `${" ".repeat(level)}a:`);
    for (const deep of ["[".repeat(100_000), "- ".repeat(20_000), "? ".repeat(20_000), lines.join("\n")]) {
      expect((await parse(deep)).issues?.map(({ what }) => what)).toEqual([
        "lists and objects nest deeper than 64 levels",
      ]);
    }
    const prose = `a: |\n  ${"-".repeat(500)}\n  [ in a text, and : so on\n`;
    expect((await parse(prose)).issues).toBeUndefined();
    expect((await parse("[".repeat(70) + "]".repeat(70))).issues?.[0]?.what).toContain("deeper than 64");
    expect((await parse("# nothing\n")).issues?.[0]?.what).toBe("the file is empty");
  });

  it("allows an anchor used a few times", async () => {
    expect(await parse("a: &x [1]\nb: *x\n")).toEqual({ value: { a: [1], b: [1] } });
  });
});
