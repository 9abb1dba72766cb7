import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffDelay, POLITE_RETRY, retryAfter } from "../../../src/feeds/transport/retry-policy.ts";

describe("backoffDelay", () => {
  it("draws from twice the range after each failure", () => {
    const half = () => 0.5;
    expect([0, 1, 2, 3].map((attempt) => backoffDelay(POLITE_RETRY, attempt, half))).toEqual([
      250, 500, 1000, 2000,
    ]);
  });

  it("is never longer than the longest delay, and never negative", () => {
    fc.assert(
      fc.property(fc.nat(200), fc.double({ min: 0, max: 0.999999, noNaN: true }), (attempt, draw) => {
        const delay = backoffDelay(POLITE_RETRY, attempt, () => draw);
        return delay >= 0 && delay < POLITE_RETRY.maxDelay;
      }),
    );
  });
});

describe("retryAfter", () => {
  const now = Date.parse("2026-01-05T00:00:00Z");
  it.each([
    ["120", 120_000],
    [" 0 ", 0],
    ["Mon, 05 Jan 2026 00:01:00 GMT", 60_000],
    ["Sun, 04 Jan 2026 00:00:00 GMT", 0], // past
    ["soon", undefined],
    ["-5", undefined],
    ["1.5", undefined],
    ["2026", 2_026_000],
    [null, undefined],
  ])("reads %j as %j milliseconds", (header, expected) => {
    expect(retryAfter(header, now)).toBe(expected);
  });
});
