import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { waiting } from "../../src/cli/waiting.ts";

function streamOf(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  return { stream, written };
}

describe("waiting", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("counts the seconds on a terminal, and takes the line away at the end, even of work that fails", async () => {
    vi.useFakeTimers();
    const { stream, written } = streamOf(true);
    const failed = waiting(
      "asking",
      async () => {
        await vi.advanceTimersByTimeAsync(2_100);
        throw new Error("no answer");
      },
      stream,
    );
    await expect(failed).rejects.toThrow("no answer");
    expect(written).toEqual(["\rasking, 1 s", "\rasking, 2 s", "\r           \r"]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(written).toHaveLength(3);
  });

  it("says nothing of work that is soon done, nor where there is no terminal", async () => {
    const quick = streamOf(true);
    expect(await waiting("asking", async () => 7, quick.stream)).toBe(7);
    const piped = streamOf(false);
    await waiting("asking", () => pause(1), piped.stream);
    expect([...quick.written, ...piped.written]).toEqual([]);
  });
});
