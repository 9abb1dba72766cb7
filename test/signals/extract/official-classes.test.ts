import { describe, expect, it } from "vitest";
import { extractSignals } from "../../../src/signals/extract/extract-signals.ts";
import { makeArticle } from "../../../src/signals/extract/read-article/make-article.ts";
import sentences from "./official-classes.json" with { type: "json" };

// Below this size a stance has no direction.
const NEUTRAL = 0.15;

function directionOf(publishedAt: string, title: string, text: string): string {
  const article = makeArticle({ id: "a", fileName: "a.json", title, text, publishedAt });
  const stance = extractSignals(article)[0]?.stance;
  if (stance === undefined) return "none";
  if (Math.abs(stance) < NEUTRAL) return "neutral";
  return stance > 0 ? "supportive" : "restrictive";
}

/**
 * One or two sentences for each class of official text: notices, approvals, penalties, summonses, closings,
 * suspensions and resumptions, lists, tariffs, rumours denied, bounds on officials, explainers, press answers; each
 * with its double negations (取消限制 and 取消优惠, 暂缓加征, 不征收, 撤下草案), and in traditional characters.
 */
describe("classes of official text", () => {
  it.each(sentences as [string, string, string, string][])(
    "%s: %s %s",
    (wanted, publishedAt, title, text) => {
      expect(directionOf(publishedAt, title, text)).toBe(wanted);
    },
  );
});
