import type { Cue, CueContext } from "./cue.ts";
import { findDirectiveCues, withoutOrders } from "./directive-cues.ts";
import { findFigureChanges } from "./figure-change-cues.ts";
import { findFixedCues } from "./fixed-cues.ts";
import { applyOuterVerbs, withoutAllowedBurdens, withoutForbidden } from "./outer-verbs.ts";
import { findPairCues } from "./pair-cues.ts";
import { withoutLeftBehind, withRectified } from "./shift-cues.ts";
import {
  withEnded,
  withLessenedDuty,
  withLimitedPermission,
  withoutLifted,
  withSellersHeld,
  withStateBound,
} from "./turned-cues.ts";

/**
 * Finds the cues of a sentence, in order of place: pairs of direction and object, then the fixed phrases that
 * no pair has taken, then orders to desist. What is ordered, forbidden or left behind does not count as said, and
 * a verb before a whole cue may turn it round.
 */
export function findCues(context: CueContext): Cue[] {
  const { cues: pairs, usedVerbs } = findPairCues(context);
  const changes = findFigureChanges(context, pairs);
  // Two figures say more of their object than a verb that only keeps it.
  const kept = pairs.filter(
    (pair) => !changes.some((change) => change.from < pair.to && pair.from < change.to),
  );
  const found = [...kept, ...changes, ...findFixedCues(context, pairs), ...findDirectiveCues(context)];
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  const rectified = withRectified(withoutLeftBehind(found, context), context);
  const bound = withLimitedPermission(withStateBound(rectified, context), context);
  const lessened = withLessenedDuty(withEnded(withoutLifted(bound), context), context);
  const turned = withSellersHeld(lessened, context);
  const allowed = withoutForbidden(withoutOrders(turned, context), context);
  return withoutAllowedBurdens(applyOuterVerbs(allowed, context, usedVerbs), context);
}
