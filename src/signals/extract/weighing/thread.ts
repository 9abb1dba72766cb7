import type { Mention } from "../mentions/mention.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import { isAuthority } from "./acting-group.ts";

/** What the sentences of an article so far leave for the next one to go on from. */
export interface Thread {
  /** Whether an authority was named. */
  readonly hasEarlierAuthority: boolean;
  /** Whether "it" would be that authority. */
  readonly canCarry: boolean;
  /** Whether another state acted last. */
  readonly wasForeign: boolean;
  /** Whether an analyst was quoted last. */
  readonly wasAnalyst: boolean;
  /** Whether the last sentence told of history only. */
  readonly wasBackground: boolean;
  /** The body that "the agency" would be. */
  readonly antecedent: Mention | undefined;
}

/** Before the first sentence. */
export const NO_THREAD: Thread = {
  hasEarlierAuthority: false,
  canCarry: false,
  wasForeign: false,
  wasAnalyst: false,
  wasBackground: false,
  antecedent: undefined,
};

/** What a sentence leaves for the next one by whom it names; what its cues leave (`wasBackground`) stays as before. */
export function threadAfter({ mentions, language }: AnalysedSentence, before: Thread): Thread {
  const actor = mentions.findLast((mention) => mention.kind === "authority" && mention.isSubject);
  const isOfAnalyst = mentions.some((mention) => mention.kind === "analyst");
  const thread: Thread = {
    ...before,
    wasAnalyst: isOfAnalyst || (before.wasAnalyst && actor === undefined),
    antecedent: actor ?? before.antecedent,
  };
  const subject = mentions.findLast(
    (mention) => mention.isSubject && mention.kind !== "media" && mention.kind !== "market",
  );
  if (subject === undefined) {
    const isOfAuthority = mentions.some((mention) => mention.kind === "authority");
    return isOfAuthority ? { ...thread, hasEarlierAuthority: true, canCarry: true } : thread;
  }
  const isOfState = isAuthority(subject);
  return {
    ...thread,
    hasEarlierAuthority: before.hasEarlierAuthority || isOfState,
    wasForeign: subject.kind === "foreign",
    // A Chinese sentence about a company may go on about the authority before it.
    canCarry: isOfState || (before.canCarry && subject.kind === "company" && language === "zh"),
  };
}
