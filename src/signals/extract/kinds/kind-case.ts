import type { ArticleEvent } from "../acts/group-events.ts";

/** An act with what its kind is judged by. */
export interface KindCase {
  readonly event: ArticleEvent;
  readonly stance: number;
  readonly actors: ReadonlySet<string>;
  /** The words of headline and first sentences. */
  readonly upper: string;
  /** Votes of families of cues, together: weight x (strength + 0.15) of each cue that opens the gate. */
  readonly share: (...families: string[]) => number;
  /** Votes of all families. */
  readonly total: number;
  /** The family with most votes, of those that say what is done; `undefined` if there is only talk. */
  readonly top: string | undefined;
}

/** Families that tell that something is said or shown, not what. */
export const VAGUE_FAMILIES: ReadonlySet<string> = new Set([
  "support",
  "commentary",
  "meeting",
  "briefing",
  "visit",
  "document",
  "obligation",
  "accusation",
  "appointment",
  "relief",
]);

const OF_CASES = new Set(["penalty", "close", "probe"]);
// What a cue without direction counts for.
const PRESENCE = 0.15;

/** Counts the votes of an act's cues by family. */
export function kindCase(
  event: ArticleEvent,
  { stance, upper }: { readonly stance: number; readonly upper: string },
): KindCase {
  const votes = new Map<string, number>();
  for (const one of event.cues) {
    if (!one.opensGate) continue;
    // What softens a penalty takes nothing from its being one.
    const strength = OF_CASES.has(one.cue.family) ? Math.abs(one.cue.x) : Math.abs(one.x);
    const vote = one.weight * (strength + PRESENCE);
    votes.set(one.cue.family, (votes.get(one.cue.family) ?? 0) + vote);
  }
  const concrete = [...votes.entries()].filter(([family]) => !VAGUE_FAMILIES.has(family));
  return {
    event,
    stance,
    actors: new Set(event.actors),
    upper,
    share: (...families) => families.reduce((sum, family) => sum + (votes.get(family) ?? 0), 0),
    total: [...votes.values()].reduce((sum, vote) => sum + vote, 0),
    top: concrete.sort((a, b) => b[1] - a[1])[0]?.[0],
  };
}
