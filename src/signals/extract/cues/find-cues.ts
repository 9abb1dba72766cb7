import { overlaps } from "../text/unit-span.ts";
import type { Cue, CueContext, TurningContext } from "./cue.ts";
import { findDirectiveCues, withoutOrders } from "./directive-cues.ts";
import { findFigureChanges } from "./figure-change-cues.ts";
import { findFirmDuties } from "./firm-duties.ts";
import { findFixedCues } from "./fixed-cues.ts";
import { findDutyByTwoNegations, findForbiddenUses } from "./negation-cues.ts";
import { findPairCues } from "./pairs/pair-cues.ts";
import { findSubjectMoves } from "./subject-move-cues.ts";
import { findTitledDocuments } from "./titled-documents.ts";
import { withoutAbsorbed } from "./turning/absorbed-cues.ts";
import { withChineseComplements, withUnbound } from "./turning/chinese-complements.ts";
import {
  withForbiddenBurdens,
  withOuterVerbs,
  withoutAllowedBurdens,
  withoutForbidden,
} from "./turning/outer-verbs.ts";
import { withEmpowered, withLimitedPermission, withNobody, withPermitAsDuty } from "./turning/permissions.ts";
import { withoutLeftBehind, withoutSolved, withRectified } from "./turning/shift-cues.ts";
import {
  withEnded,
  withHaltedBurden,
  withLessenedDuty,
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
  const told = [
    ...kept,
    ...changes,
    ...moves,
    ...duties,
    ...findTitledDocuments(context, pairs),
    ...findFixedCues(context, [...pairs, ...moves, ...duties]),
    ...findDirectiveCues(context),
  ];
  const uses = findForbiddenUses(context).filter((use) => !told.some((cue) => overlaps(cue, use)));
  const found = [...told, ...uses, ...findFirmDuties(context, told)];
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  const turning: TurningContext = { ...context, usedVerbs };
  return TURNS.reduce((cues, turn) => turn(cues, turning), found);
}

/** What the words around make of the cues found, one thing after another: each turn sees what those before it left. */
const TURNS: readonly ((cues: readonly Cue[], context: TurningContext) => Cue[])[] = [
  withoutLeftBehind,
  withoutSolved,
  withRectified,
  withNobody,
  withStateBound,
  withLimitedPermission,
  withoutLifted,
  withTakenOffList,
  withHaltedBurden,
  withEmpowered,
  withEnded,
  withLessenedDuty,
  withSellersHeld,
  withPermitAsDuty,
  withoutOrders,
  withoutForbidden,
  withChineseComplements,
  withUnbound,
  withOuterVerbs,
  withForbiddenBurdens,
  withoutAbsorbed,
  withoutAllowedBurdens,
];
