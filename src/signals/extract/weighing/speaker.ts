import { marked } from "../lexicon/find-terms.ts";
import type { Mention } from "../mentions/mention.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import { wordsOf } from "../text/unit-text.ts";
import type { Governor } from "./acting-group.ts";

/** "he said", "Zhu said" after an analyst was quoted goes on quoting the analyst. */
export function isQuotingOn(sentence: AnalysedSentence): boolean {
  const { units, mentions } = sentence;
  const isStranger = (at: number): boolean =>
    units[at]!.letterCase === "capital" && !mentions.some((mention) => mention.from <= at && at < mention.to);
  return marked(sentence.terms, "speech").some((term) => {
    const near = [term.from - 1, term.from - 2, term.to, term.to + 1].filter((at) => units[at] !== undefined);
    const isPronoun = near.some((at) => units[at]!.norm === "he" || units[at]!.norm === "she");
    return isPronoun || (term.from > 0 && isStranger(term.from - 1));
  });
}

const BACK_REFERENCE =
  /^(the )?(agency|regulator|ministry|watchdog|body|commission|administration|authority|bureau|office|committee)$/;

/** "Games regulator climbs down. The agency said ...": the agency is the regulator named before. */
export function backReference(
  governor: Governor,
  { units }: AnalysedSentence,
  antecedent: Mention | undefined,
): Governor {
  const mention = governor.mentions[0];
  if (governor.kind !== "generic" || antecedent === undefined || governor.mentions.length !== 1)
    return governor;
  const text = wordsOf(units, mention!.from, mention!.to);
  return BACK_REFERENCE.test(text) ? { ...governor, kind: "named", mentions: [antecedent] } : governor;
}
