import { formatCount, formatCounted } from "../decode/format-count.ts";
import type { WalkForwardDocument } from "../search/walk-forward-schema.ts";
import { formatObjective, OBJECTIVE_NAMES } from "./format-objective.ts";
import { formatDecimal } from "./format-values.ts";

/** Below so many trades nothing can be said; the luck test refuses as many bursts. */
const FEWEST_TRADES = 8;

/** What a walk-forward found, in plain sentences: in sample against out of sample, in how many folds, on how many trades. */
export function walkForwardAnswer(walk: WalkForwardDocument): string[] {
  const { objective, inSample, outOfSample, efficiency, folds } = walk;
  const show = (value: number | null) => formatObjective(objective, value);
  const traded = folds.filter((fold) => (fold.outOfSample.tradeCount ?? 0) > 0).length;
  const trades = folds.reduce((sum, fold) => sum + (fold.outOfSample.tradeCount ?? 0), 0);
  const compared = folds.filter(
    (fold) => typeof fold.inSample?.[objective] === "number" && fold.outOfSample[objective] !== null,
  ).length;
  const kept =
    efficiency === null
      ? ""
      : efficiency <= 0
        ? ": nothing of it was kept"
        : `, ${formatDecimal(efficiency)} times as much`;
  const where =
    compared === folds.length
      ? ""
      : `, in the ${formatCount(compared)} of ${formatCounted(folds.length, "fold")} that ${compared === 1 ? "has" : "have"} both`;
  const effect =
    inSample === null
      ? `In none of ${formatCounted(folds.length, "fold")} is the ${OBJECTIVE_NAMES[objective]} defined both in sample and out of sample.`
      : `Where they were chosen the points made a ${OBJECTIVE_NAMES[objective]} of ${show(inSample)} on average; in the windows after that they made ${show(outOfSample)}${kept}${where}.`;
  return [
    effect,
    `${formatCounted(trades, "trade")} in ${formatCount(traded)} of ${formatCounted(folds.length, "window")}.`,
    ...(trades < FEWEST_TRADES
      ? [`With fewer than ${FEWEST_TRADES} trades out of sample, one more or fewer turns the answer.`]
      : []),
  ];
}
