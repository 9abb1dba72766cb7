import { describe, expect, it } from "vitest";
import { groupShapes } from "../../../src/report/html/group-shapes.ts";

const dot = (x: number, look: string) => `<circle cx="${x}" cy="2" r="3" ${look}/>`;

describe("groupShapes", () => {
  it("says once how alike shapes look, and keeps their order", () => {
    const lines = [dot(1, `fill="a"`), dot(2, `fill="a"`), dot(3, `fill="a"`), dot(4, `fill="b"`)];
    expect(groupShapes(lines.join("\n"))).toBe(
      `<g fill="a"><circle cx="1" cy="2" r="3"/><circle cx="2" cy="2" r="3"/><circle cx="3" cy="2" r="3"/></g>\n${dot(4, `fill="b"`)}`,
    );
  });

  it("leaves other shapes, other looks and shapes with words as they are", () => {
    const lines = [
      dot(1, `fill="a"`),
      `<path d="M0 0h1" fill="a"/>`,
      dot(2, `fill="a"`),
      `<circle cx="3" cy="2" r="3" fill="a"><title>x</title></circle>`,
      dot(4, `fill="a"`),
      `<text x="1" fill="a">words</text>`,
    ].join("\n");
    expect(groupShapes(lines)).toBe(lines);
  });
});
