import { describe, expect, it } from "vitest";
import { EdictError } from "../../../src/errors.ts";
import { checkYahooAnswer } from "../../../src/feeds/yahoo/check-yahoo-answer.ts";

const answer = (text: string) => ({
  url: "https://example.org/v8/finance/chart/0700.HK",
  bytes: new TextEncoder().encode(text),
  sha256: "",
  fetchedAt: 0,
  status: 200,
  text,
});

describe("an answer of Yahoo's that is JSON but no prices", () => {
  // Fuzzing found the first of them.
  it.each([
    "null",
    "true",
    "0",
    '""',
    "[]",
    "{}",
    '{"chart":null}',
    '{"chart":{"result":null}}',
    '{"chart":{"result":[null]}}',
  ])("(%s) is refused in words", (text) => {
    expect(() => checkYahooAnswer(answer(text), "0700.HK")).toThrow(EdictError);
  });
});
