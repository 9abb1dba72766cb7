import type { ArticleEvent } from "../acts/group-events.ts";
import { round } from "../weighing/round.ts";
import type { DraftSignal } from "./draft-signal.ts";
import type { EventDate } from "./event-date.ts";

const MODALITY = { done: 1, denied: 1, planned: 0.9, "reported-sources": 0.6, hypothetical: 0.5 } as const;
const SCHEDULED = 0.9;
const CAP = 0.5;
const FULL_WEIGHT = 4;

/**
 * How sure the rules are that this is a current act of the state:
 *
 *   m * (.25 + .25 min(1, sum w / 4) + .2 [actor named in headline or lead] + .15 [day named] + .15 agreement)
 *
 * with agreement = |sum w x| / sum |w x| (1 when nothing points anywhere), m = 1 for what is done, .9 planned,
 * .6 told by sources, times .9 if only scheduled; at most .5 for what sources tell or nobody is named for.
 */
export function confidenceOf(
  event: ArticleEvent,
  modality: DraftSignal["modality"],
  date: EventDate,
): number {
  let weight = 0;
  let net = 0;
  let gross = 0;
  let isNamedEarly = false;
  for (const one of event.cues) {
    if (one.opensGate) weight += one.weight;
    net += one.weight * one.x;
    gross += Math.abs(one.weight * one.x);
    if (one.governor.kind === "named" && one.sentence.index < 2) isNamedEarly = true;
  }
  const agreement = gross === 0 ? 1 : Math.abs(net) / gross;
  const raw =
    0.25 +
    0.25 * Math.min(1, weight / FULL_WEIGHT) +
    (isNamedEarly ? 0.2 : 0) +
    (date.isExplicit ? 0.15 : 0) +
    0.15 * agreement;
  const scaled = raw * MODALITY[modality] * (date.scheduled ? SCHEDULED : 1);
  const isCapped = modality === "reported-sources" || event.actors.length === 0;
  return round(isCapped ? Math.min(CAP, scaled) : scaled, 2);
}
