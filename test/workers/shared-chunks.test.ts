import { describe, expect, it } from "vitest";
import { SharedChunks } from "../../src/workers/shared-chunks.ts";

describe("SharedChunks", () => {
  it("gives each chunk once, whoever asks, and then none", () => {
    const one = SharedChunks.of([7, 3, 5]);
    const other = new SharedChunks(one.memory);
    expect([one.take(), other.take(), one.left]).toEqual([7, 3, 1]);
    expect([other.take(), one.take(), other.take(), one.left]).toEqual([5, null, null, 0]);
  });

  it("gives none after it was stopped", () => {
    const chunks = SharedChunks.of([0, 1, 2]);
    chunks.take();
    chunks.stop();
    expect([chunks.take(), chunks.left]).toEqual([null, 0]);
  });
});
