import type { ModelReply, ReplySignal } from "../../../../src/signals/extract/model/model-reply.ts";
import { makeArticle } from "../../../../src/signals/extract/read-article/make-article.ts";

export const TEXT =
  "The State Administration for Market Regulation fined Meituan 3.4 billion yuan on Friday. It said the case was closed. In 2020 regulators opened the probe.";

export function articleOf(text = TEXT, publishedAt: string | undefined = "2021-10-08") {
  return makeArticle({ id: "a", fileName: "a.txt", text, publishedAt });
}

/** A reply that stands every check for `articleOf()`; `change` alters its one signal. */
export function replyOf(
  change: Partial<ReplySignal> = {},
  background = ["In 2020 regulators opened the probe."],
): ModelReply {
  return {
    signals: [
      {
        kind: "enforcement-closed",
        phase: "penalty",
        modality: "done",
        actors: ["State Administration for Market Regulation"],
        participants: [],
        tickers: ["3690.HK"],
        sectors: ["food-delivery"],
        broadMarket: false,
        eventDate: "2021-10-08",
        eventEnd: null,
        effectiveDate: null,
        scheduled: false,
        confidence: 0.9,
        evidence: [
          { quote: "fined Meituan 3.4 billion yuan", direction: -0.7, weight: 1 },
          { quote: "the case was closed", direction: 0.3, weight: 0.5 },
        ],
        ...change,
      },
    ],
    background,
  };
}
