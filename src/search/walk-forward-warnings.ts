import { formatCounted } from "../decode/format-count.ts";
import type { WalkForwardDocument } from "./walk-forward-schema.ts";

/** Sessions from a signal to the last exit it may lead to. */
export interface LongestHold {
  readonly longest: number;
  /** false if some rule may hold for ever */
  readonly isBounded: boolean;
}

/** What a reader of a walk-forward has to be told. */
export function walkForwardWarnings(
  { folds, efficiency, inSample, purge }: WalkForwardDocument,
  { longest, isBounded }: LongestHold,
): WalkForwardDocument["warnings"] {
  const warnings: WalkForwardDocument["warnings"] = [];
  const idle = folds.filter((fold) => fold.params === null).length;
  if (idle > 0)
    warnings.push({
      code: "no-choice",
      message: `In ${formatCounted(idle, "fold")} the past offered no candidate: nothing was traded there.`,
    });
  if (!isBounded) {
    warnings.push({
      code: "unbounded-hold",
      message:
        "Some rules have no afterSessions: positions that were open at a split were closed there while learning.",
    });
  } else if (purge < longest) {
    warnings.push({
      code: "short-purge",
      message: `${formatCounted(purge, "session", ["is", "are"])} purged, and holds last up to ${longest}: some were cut short at a split while learning.`,
    });
  }
  if (efficiency !== null && efficiency < 0.5) {
    warnings.push({
      code: "decay",
      message:
        efficiency <= 0
          ? "Out of sample the choice kept nothing of what it showed in sample."
          : `Out of sample the choice kept ${Math.round(100 * efficiency)}% of what it showed in sample.`,
    });
  }
  if (inSample === null)
    warnings.push({
      code: "no-comparison",
      message: "In no fold are both numbers defined: nothing can be compared.",
    });
  return warnings;
}
