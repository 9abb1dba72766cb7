import { describe, expect, it } from "vitest";
import { renderTable } from "../../../src/report/terminal/table.ts";

describe("text tables", () => {
  it("aligns columns by what they show, not by how many characters they hold", () => {
    const table = renderTable(
      [{ title: "name" }, { title: "n", align: "right" }],
      [
        ["恒生科技", "1"],
        ["KWEB", "10"],
      ],
      80,
    );
    expect(table.split("\n")).toEqual(["name       n", "恒生科技   1", "KWEB      10"]);
  });

  it("cuts only flexible columns to fit", () => {
    const columns = [{ title: "" }, { title: "", flexible: true }];
    const table = renderTable(columns, [["2025-02-18", "x".repeat(100)]], 60);
    expect(table).toBe(`2025-02-18  ${"x".repeat(45)}...`);
  });

  it("folds rows that are wider than a terminal: what has no room goes on beneath, its title in the same place", () => {
    const columns = [{ title: "name" }, { title: "first", align: "right" as const }, { title: "second" }];
    const rows = [
      ["KWEB", "1", "one two three four"],
      ["SPY", "22", ""],
    ];
    expect(renderTable(columns, rows, { width: 14, folds: true }).split("\n")).toEqual([
      "name  first",
      "    second",
      "KWEB      1",
      "    one two",
      "    three four",
      "SPY      22",
    ]);
    // In a pipe a row is a line.
    expect(renderTable(columns, rows, { width: 14, folds: false }).split("\n")).toHaveLength(3);
    expect(renderTable(columns, rows, { width: 40, folds: true })).toBe(renderTable(columns, rows, 40));
  });

  it("sets columns closer, and words of titles one on another, where that keeps a column in its row", () => {
    const columns = [
      { title: "" },
      { title: "mean trade", align: "right" as const },
      { title: "p", align: "right" as const },
      { title: "" },
    ];
    const rows = [
      ["as run", "+4.41%", "0.0017", ""],
      ["5 sessions late", "+2.10%", "0.084", "significance turns"],
    ];
    expect(renderTable(columns, rows, { width: 31, folds: true }).split("\n")).toEqual([
      "                  mean",
      "                 trade      p",
      "as run          +4.41% 0.0017",
      "5 sessions late +2.10%  0.084",
      "    significance turns",
    ]);
    // What goes on beneath has its titles beneath, too, each in one piece.
    const more = [...columns.slice(0, 3), { title: "could find", align: "right" as const }];
    expect(
      renderTable(more, [["5 sessions late", "+2.10%", "0.084", "2.91%"]], { width: 31, folds: true }).split(
        "\n",
      ),
    ).toEqual([
      "                  mean",
      "                 trade     p",
      "    could",
      "     find",
      "5 sessions late +2.10% 0.084",
      "    2.91%",
    ]);
    // Where it saves nothing the columns stand as ever.
    expect(renderTable(columns, rows, { width: 28, folds: true }).split("\n")).toEqual([
      "                 mean trade",
      "         p",
      "as run               +4.41%",
      "    0.0017",
      "5 sessions late      +2.10%",
      "     0.084",
      "    significance turns",
    ]);
  });

  it("parts a table of figures that is too wide, and names the rows in each part", () => {
    const columns = [
      { title: "", names: true },
      { title: "events", align: "right" as const },
      { title: "mean return", align: "right" as const },
      { title: "p", align: "right" as const },
    ];
    const rows = [
      ["day 0", "8", "+0.79%", "0.0098"],
      ["days 0 to +9", "12", "+5.35%", "-"],
    ];
    const wide = renderTable(columns, rows, { width: 42, folds: true });
    expect(wide).toBe(renderTable(columns, rows, 42));
    // Titles stacked and columns closer do for 34; below that the last figure has a table of its own.
    expect(renderTable(columns, rows, { width: 34, folds: true }).split("\n")).toEqual([
      "                      mean",
      "             events return      p",
      "day 0             8 +0.79% 0.0098",
      "days 0 to +9     12 +5.35%      -",
    ]);
    expect(renderTable(columns, rows, { width: 30, folds: true }).split("\n")).toEqual([
      "                      mean",
      "             events return",
      "day 0             8 +0.79%",
      "days 0 to +9     12 +5.35%",
      "",
      "                  p",
      "day 0        0.0098",
      "days 0 to +9      -",
    ]);
    // In a pipe a row is a line.
    expect(renderTable(columns, rows, { width: 30, folds: false }).split("\n")).toHaveLength(3);
  });

  it("sets a wrapped last column beneath the row where the others leave it too little room", () => {
    const columns = [{ title: "test" }, { title: "", wraps: true }];
    const rows = [["hall-skewness-adjusted", "naive: takes events as independent"]];
    expect(renderTable(columns, rows, { width: 40, folds: true }).split("\n")).toEqual([
      "test",
      "hall-skewness-adjusted",
      "    naive: takes events as independent",
    ]);
  });

  it("lets the texts of a last column go on beneath themselves, where it is asked to", () => {
    const columns = [{ title: "" }, { title: "", wraps: true }];
    const rows = [
      ["prices", "HSTECH.HK from sample, SYNTHETIC"],
      ["book", "HKD 1"],
    ];
    expect(renderTable(columns, rows, { width: 34, folds: true }).split("\n")).toEqual([
      "prices  HSTECH.HK from sample,",
      "        SYNTHETIC",
      "book    HKD 1",
    ]);
    expect(renderTable(columns, rows, { width: 34, folds: false }).split("\n")).toHaveLength(2);
  });

  it("cuts flexible texts of a folded row to the room of their line", () => {
    const columns = [{ title: "" }, { title: "", flexible: true }];
    const table = renderTable(columns, [["x".repeat(30), "y".repeat(60)]], { width: 40, folds: true });
    expect(table.split("\n")).toEqual(["x".repeat(30), `    ${"y".repeat(33)}...`]);
  });

  it("prints no head where no column has a title", () => {
    expect(renderTable([{ title: "" }], [["a"], ["b"]], 80)).toBe("a\nb");
  });
});
