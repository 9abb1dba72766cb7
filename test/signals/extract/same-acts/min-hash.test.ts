import { describe, expect, it } from "vitest";
import {
  minHash,
  minHashSimilarity,
  textFingerprint,
} from "../../../../src/signals/extract/same-acts/min-hash.ts";

const WORDS = Array.from({ length: 300 }, (_, index) => `word${index}`);

describe("minHash", () => {
  it("finds a text like itself and unlike another", () => {
    const other = Array.from({ length: 300 }, (_, index) => `term${index}`).join(" ");
    expect(minHashSimilarity(minHash(WORDS.join(" ")), minHash(WORDS.join(" ")))).toBe(1);
    expect(minHashSimilarity(minHash(WORDS.join(" ")), minHash(other))).toBeLessThan(0.1);
  });

  it("estimates the share of common shingles within its error", () => {
    // 300 words have 296 shingles of five; changing the last 60 leaves 236 common of 296 + 60 - 0 distinct ones:
    // 236 / (236 + 2 * 60) = 0.663. Three standard errors of 64 hashes are 3 * sqrt(.663 * .337 / 64) = 0.177.
    const changed = [...WORDS.slice(0, 240), ...WORDS.slice(240).map((word) => `${word}x`)].join(" ");
    const estimate = minHashSimilarity(minHash(WORDS.join(" ")), minHash(changed));
    expect(Math.abs(estimate - 236 / 356)).toBeLessThan(0.177);
  });

  it("reads Chinese by the character", () => {
    const text = "中国人民银行决定下调金融机构存款准备金率零点二五个百分点以支持实体经济发展";
    expect(minHashSimilarity(minHash(text), minHash(`${text}。`))).toBe(1);
  });
});

describe("textFingerprint", () => {
  it("ignores case, spacing and punctuation, and nothing else", () => {
    expect(textFingerprint("Rates, CUT!")).toBe(textFingerprint("rates  cut"));
    expect(textFingerprint("rates cut")).not.toBe(textFingerprint("rates uncut"));
  });
});
