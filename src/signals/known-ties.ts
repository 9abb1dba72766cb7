import type { PolicySignal } from "./policy-signal.ts";

/**
 * A signal without ties to signals that are not known: that a report would prove to be the leak of an act is later
 * knowledge. The signal itself where it has none of them.
 */
export function withKnownTies(signal: PolicySignal, isKnown: (id: string) => boolean): PolicySignal {
  const ties = signal.relatesTo;
  if (ties === undefined || ties.every((tie) => isKnown(tie.id))) return signal;
  const { relatesTo: _, ...facts } = signal;
  const known = ties.filter((tie) => isKnown(tie.id));
  return known.length > 0 ? { ...facts, relatesTo: known } : facts;
}
