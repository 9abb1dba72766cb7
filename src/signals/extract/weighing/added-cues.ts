import { type Cue, plainCue } from "../cues/cue.ts";
import { marked } from "../lexicon/find-terms.ts";
import { actorOf } from "../lexicon/gazetteer.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import type { Governor } from "./acting-group.ts";

/** Meetings and bodies whose sessions are acts of their own. */
export const VENUE_IDS: ReadonlySet<string> = new Set([
  "politburo",
  "cewc",
  "central-financial-work-conference",
  "cfeac",
  "central-commission-for-deepening-reform",
  "central-financial-commission",
  "state-council-fsdc",
  "cpc-central-committee",
  "npc",
  "npc-standing-committee",
]);

/**
 * A top meeting that is the subject of its sentence is an act whatever it says: "Politburo reviews economy"
 * is news even without a word of direction.
 */
export function venueActs(sentence: AnalysedSentence): { cue: Cue; governor: Governor }[] {
  const isScheduled = marked(sentence.terms, "schedule").length > 0;
  if (sentence.index > 1 && !isScheduled) return [];
  return sentence.mentions
    .filter(
      (mention) =>
        mention.kind === "authority" &&
        (mention.isSubject || isScheduled) &&
        mention.actors.some((id) => VENUE_IDS.has(id)),
    )
    .slice(0, 1)
    .map((mention) => ({
      cue: plainCue({
        id: "venue",
        family: "meeting",
        x: 0,
        from: mention.from,
        to: mention.to,
      }),
      governor: { kind: "named", mentions: [mention], isDirective: false },
    }));
}

const LEADER_ACT = 0.45;

/** A top leader's visit, or meeting with company heads, is an endorsement by itself. */
export function leaderStrength(cue: Cue, governor: Governor, sentence: AnalysedSentence): Cue {
  if (cue.family !== "visit" && cue.family !== "meeting") return cue;
  const isLeader = governor.mentions.some((mention) =>
    mention.actors.some((id) => actorOf(id).type === "leader"),
  );
  if (!isLeader) return cue;
  const meetsBusiness =
    marked(sentence.terms, "entrepreneurs").length > 0 ||
    sentence.mentions.some((mention) => mention.person !== undefined);
  return cue.family === "visit" || meetsBusiness ? { ...cue, x: LEADER_ACT } : cue;
}
