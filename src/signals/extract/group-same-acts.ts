import type { DraftSignal } from "./draft-signal.ts";
export function groupSameActs(
  drafts: readonly DraftSignal[],
  _o: { texts: ReadonlyMap<string, string> },
): DraftSignal[] {
  return [...drafts];
}
