import { describe, expect, it } from "vitest";
import { nearestName } from "../../src/decode/nearest-name.ts";

describe("nearestName", () => {
  it("finds a name that two fifths of its letters or fewer tell apart", () => {
    expect(nearestName("politbro", ["legislature", "politburo"])).toBe("politburo");
    expect(nearestName("Stance", ["status", "stance"])).toBe("stance");
    expect(nearestName("knd", ["kind"])).toBe("kind");
    expect(nearestName("tilte", ["title"])).toBe("title");
  });

  it("finds none where nothing is close, or names are too short to tell", () => {
    expect(nearestName("xyz", ["legislature", "politburo"])).toBeUndefined();
    expect(nearestName("b", ["a"])).toBeUndefined();
    expect(nearestName("kind", [])).toBeUndefined();
  });

  it("takes the first of equally close names", () => {
    expect(nearestName("cot", ["cat", "cut"])).toBe("cat");
  });
});
