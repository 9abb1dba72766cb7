import { describe, expect, it } from "vitest";
import { SharedList } from "../../src/workers/shared-list.ts";

describe("SharedList", () => {
  it("gives each chunk once, whoever asks, and then none", () => {
    const one = SharedList.of([7, 3, 5]);
    const other = new SharedList(one.memory);
    expect([one.take(), other.take(), one.left]).toEqual([7, 3, 1]);
    expect([other.take(), one.take(), other.take(), one.left]).toEqual([5, null, null, 0]);
  });

  it("gives none after it was stopped", () => {
    const chunks = SharedList.of([0, 1, 2]);
    chunks.take();
    chunks.stop();
    expect([chunks.take(), chunks.left]).toEqual([null, 0]);
  });
});
