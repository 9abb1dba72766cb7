import { overlaps } from "../text/unit-span.ts";
import type { Cue, CueContext } from "./cue.ts";
import { findDirectiveCues, withoutOrders } from "./directive-cues.ts";
import { findFigureChanges } from "./figure-change-cues.ts";
import { findFirmDuties } from "./firm-duties.ts";
import { findFixedCues } from "./fixed-cues.ts";
import { findPairCues } from "./pairs/pair-cues.ts";
import { findSubjectMoves } from "./subject-move-cues.ts";
import {
  findDutyByTwoNegations,
  findForbiddenUses,
  withNobody,
  withPermitAsDuty,
} from "./subject-negation-cues.ts";
import { findTitledDocuments } from "./titled-documents.ts";
import { withoutAbsorbed } from "./turning/absorbed-cues.ts";
import { withChineseComplements, withUnbound } from "./turning/chinese-complements.ts";
import {
  applyOuterVerbs,
  withForbiddenBurdens,
  withoutAllowedBurdens,
  withoutForbidden,
} from "./turning/outer-verbs.ts";
import { withoutLeftBehind, withoutSolved, withRectified } from "./turning/shift-cues.ts";
import {
  withEmpowered,
  withEnded,
  withHaltedBurden,
  withLessenedDuty,
  withLimitedPermission,
  withoutLifted,
  withSellersHeld,
  withStateBound,
  withTakenOffList,
} from "./turning/turned-cues.ts";

/**
 * Finds the cues of a sentence, in order of place: pairs of direction and object, then the fixed phrases that
 * no pair has taken, then orders to desist. What is ordered, forbidden or left behind does not count as said, and
 * a verb before a whole cue may turn it round.
 */
export function findCues(context: CueContext): Cue[] {
  const { cues: pairs, usedVerbs } = findPairCues(context);
  const changes = findFigureChanges(context, pairs);
  // Two figures say more of their object than a verb that only keeps it.
  const kept = pairs.filter((pair) => !changes.some((change) => overlaps(change, pair)));
  const moves = findSubjectMoves(context, [...kept, ...changes]);
  const duties = findDutyByTwoNegations(context);
  const paired = [...pairs, ...moves, ...duties];
  const told = [
    ...kept,
    ...changes,
    ...moves,
    ...duties,
    ...findTitledDocuments(context, pairs),
    ...findFixedCues(context, paired),
    ...findDirectiveCues(context),
  ];
  const uses = findForbiddenUses(context).filter((use) => !told.some((cue) => overlaps(cue, use)));
  const found = [...told, ...uses, ...findFirmDuties(context, told)];
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  const rectified = withRectified(withoutSolved(withoutLeftBehind(found, context), context), context);
  const bound = withLimitedPermission(withStateBound(withNobody(rectified, context), context), context);
  const lessened = withLessenedDuty(
    withEnded(
      withEmpowered(withHaltedBurden(withTakenOffList(withoutLifted(bound), context), context), context),
      context,
    ),
    context,
  );
  const turned = withPermitAsDuty(withSellersHeld(lessened, context), context);
  const allowed = withoutForbidden(withoutOrders(turned, context), context);
  const ended = withUnbound(withChineseComplements(allowed, context, usedVerbs), context);
  const outer = withForbiddenBurdens(applyOuterVerbs(ended, context, usedVerbs), context);
  return withoutAllowedBurdens(withoutAbsorbed(outer, context), context);
}
