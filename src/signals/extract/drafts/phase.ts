import type { SignalKind } from "../../signal-kind.ts";
import type { ArticleEvent } from "../acts/group-events.ts";
import type { Modality } from "../weighing/scope.ts";
import type { DraftSignal } from "./draft-signal.ts";
import type { EventDate } from "./event-date.ts";

const MODALITIES: readonly Modality[] = ["done", "planned", "reported-sources", "hypothetical", "denied"];

/** Sentences of the lead, beside the headline. */
const LEAD = 2;

/**
 * The modality that most of an act's weight has; a denial always tells. What headline and lead know from sources alone
 * is known from sources: further down a possible meeting is "the meeting", as if it had been.
 */
export function eventModality(event: ArticleEvent): DraftSignal["modality"] {
  const current = event.cues.filter((one) => one.opensGate);
  if (current.some((one) => one.modality === "denied" && one.weight > 0)) return "denied";
  const early = current.filter((one) => one.sentence.index < LEAD);
  if (early.length > 0 && early.every((one) => one.modality === "reported-sources"))
    return "reported-sources";
  const weights = new Map<Modality, number>();
  for (const one of current) weights.set(one.modality, (weights.get(one.modality) ?? 0) + one.weight);
  let best: Modality = "done";
  let most = 0;
  for (const modality of MODALITIES) {
    const weight = weights.get(modality) ?? 0;
    if (weight > most) [best, most] = [modality, weight];
  }
  return best;
}

const HELD_KINDS = new Set<SignalKind>([
  "leadership-meeting",
  "leadership-visit",
  "politburo",
  "work-conference",
  "party-plenum",
  "party-commission",
  "state-council",
  "legislature",
  "policy-briefing",
]);

/** How far the act has come. */
export function eventPhase(
  event: ArticleEvent,
  kind: SignalKind,
  modality: DraftSignal["modality"],
  date: EventDate,
): DraftSignal["phase"] {
  if (date.scheduled) return "announced";
  if (modality === "reported-sources" || modality === "hypothetical") return "rumoured";
  if (kind === "official-clarification") return "announced";
  const current = event.cues.filter((one) => one.opensGate);
  if (current.some((one) => one.isDraft && one.sentence.index < 3)) return "draft";
  if (HELD_KINDS.has(kind))
    return modality === "planned" && current.every((one) => one.modality === "planned")
      ? "announced"
      : "held";
  if (kind === "enforcement-opened") return "opened";
  if (kind === "enforcement-closed")
    return current.some((one) => one.cue.family === "penalty") ? "penalty" : "concluded";
  if (modality === "planned") return "announced";
  if (kind === "regulation-easing" || kind === "regulation-tightening" || kind === "policy-document")
    return "final";
  return date.effectiveDate !== undefined && date.effectiveDate === date.eventDate
    ? "implemented"
    : "announced";
}
