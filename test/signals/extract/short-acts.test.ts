import { describe, expect, it } from "vitest";
import { extractSignals } from "../../../src/signals/extract/extract-signals.ts";
import { makeArticle } from "../../../src/signals/extract/read-article/make-article.ts";
import shortActs from "./short-acts.json" with { type: "json" };

// Below this size a stance has no direction.
const NEUTRAL = 0.15;
const SIGNS: Readonly<Record<string, number>> = { supportive: 1, neutral: 0, restrictive: -1 };

interface Tally {
  readonly acts: number;
  readonly found: number;
  readonly right: number;
  readonly opposite: number;
  readonly alarms: number;
}

function signOf(title: string, text: string): number | undefined {
  const { publishedAt } = shortActs;
  const article = makeArticle({ id: "a", fileName: "a.json", title, text, publishedAt });
  const stance = extractSignals(article)[0]?.stance;
  if (stance === undefined) return undefined;
  return Math.abs(stance) < NEUTRAL ? 0 : Math.sign(stance);
}

function tally(pieces: readonly (readonly string[])[]): Tally {
  const count = { acts: 0, found: 0, right: 0, opposite: 0, alarms: 0 };
  for (const [wanted, title, text] of pieces) {
    const sign = signOf(title!, text!);
    if (wanted === "none") {
      if (sign !== undefined) count.alarms++;
      continue;
    }
    count.acts++;
    if (sign === undefined) continue;
    count.found++;
    if (sign === SIGNS[wanted!]) count.right++;
    if (sign * SIGNS[wanted!]! < 0) count.opposite++;
  }
  return count;
}

/**
 * Acts told in one to three sentences, made up in the manner of ministries, exchanges, bureaus and the wires: for each
 * kind in both directions, with negations, liftings, ends of support, limits raised and lowered, denials, conditions,
 * questions in headlines, and company or market news that must give nothing. Floors are a little under what the rules
 * do today.
 */
describe("short acts", () => {
  it("have their direction in Chinese", () => {
    const { acts, found, right, opposite, alarms } = tally(shortActs.zh);
    expect(acts).toBeGreaterThan(350);
    expect(found / acts).toBeGreaterThan(0.98);
    expect(right / found).toBeGreaterThan(0.96);
    expect(opposite).toBeLessThanOrEqual(2);
    expect(alarms).toBe(0);
  });

  it("have their direction in English", () => {
    const { acts, found, right, opposite, alarms } = tally(shortActs.en);
    expect(acts).toBeGreaterThan(240);
    expect(found / acts).toBeGreaterThan(0.91);
    expect(right / found).toBeGreaterThan(0.94);
    expect(opposite).toBeLessThanOrEqual(2);
    expect(alarms).toBe(0);
  });
});
