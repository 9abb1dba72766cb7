import { describe, expect, it } from "vitest";
import { eachLimited } from "../../../src/feeds/transport/each-limited.ts";

const soon = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("eachLimited", () => {
  it("keeps the order of the items, whichever ends first", async () => {
    const doubled = await eachLimited([3, 1, 2], 3, async (n) => {
      await soon(n);
      return n * 2;
    });
    expect(doubled).toEqual([6, 2, 4]);
  });

  it("never has more than the limit under way", async () => {
    let underWay = 0;
    let most = 0;
    await eachLimited(Array.from({ length: 20 }), 4, async () => {
      most = Math.max(most, ++underWay);
      await soon(1);
      underWay--;
    });
    expect(most).toBe(4);
  });

  it("starts nothing more after a failure, and throws it when the others have ended", async () => {
    const started: number[] = [];
    let ended = 0;
    const run = eachLimited([0, 1, 2, 3, 4], 2, async (n) => {
      started.push(n);
      if (n === 0) throw new Error("no");
      await soon(5);
      ended++;
    });
    await expect(run).rejects.toThrow("no");
    expect({ started, ended }).toEqual({ started: [0, 1], ended: 1 });
  });

  it("does nothing for no items", async () => {
    expect(await eachLimited([], 4, async () => 1)).toEqual([]);
  });
});
