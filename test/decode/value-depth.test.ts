import { describe, expect, it } from "vitest";
import { isDeeperThan } from "../../src/decode/value-depth.ts";

describe("isDeeperThan", () => {
  it("counts levels of lists and objects", () => {
    expect(isDeeperThan(1, 0)).toBe(false);
    expect(isDeeperThan([], 0)).toBe(true);
    expect(isDeeperThan({ a: [{ b: null }] }, 3)).toBe(false);
    expect(isDeeperThan({ a: [{ b: null }] }, 2)).toBe(true);
  });

  it("does not exhaust the stack", () => {
    let deep: unknown = 0;
    for (let level = 0; level < 200_000; level++) deep = [deep];
    expect(isDeeperThan(deep, 64)).toBe(true);
  });
});
