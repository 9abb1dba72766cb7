import { formatCount, formatCounted } from "../decode/format-count.ts";
import type { SweepDocument } from "./sweep-schema.ts";

const HIGH_OVERFITTING = 0.5;
const LEVEL = 0.05;

/** What a reader must know before taking the best point for a strategy, the gravest first. */
export function sweepWarnings(sweep: SweepDocument): SweepDocument["warnings"] {
  const { counts, evidence, plateau } = sweep;
  const warnings: SweepDocument["warnings"] = [];
  const warn = (code: string, message: string) => warnings.push({ code, message });
  if (sweep.data.synthetic) {
    warn(
      "synthetic-prices",
      "SYNTHETIC PRICES: made by a generator, not by a market. They prove the tool, not the idea.",
    );
  }
  if (counts.evaluated === 0)
    warn(
      "none-evaluated",
      "No point could be evaluated: constraints left all out, or the strategy refused them.",
    );
  else if (counts.candidates === 0) {
    warn(
      "no-candidate",
      `At none of ${formatCounted(counts.evaluated, "point")} is ${sweep.objective} defined with ${formatCounted(sweep.minTrades, "trade")} or more: there is no best.`,
    );
  }
  if (counts.failed > 0)
    warn(
      "failed-points",
      `${formatCounted(counts.failed, "point")} failed; the first reasons stand under failures.`,
    );
  if (plateau?.isIsland === true) {
    warn("island", "The best point is an island: one step away most of what sets it apart is gone.");
  }
  const overfitting = evidence?.overfitting;
  if (overfitting && overfitting.probability > HIGH_OVERFITTING) {
    warn(
      "overfitted",
      `Choosing by the past did worse than choosing at random: overfitting is more likely than not (${Math.round(100 * overfitting.probability)}%).`,
    );
  }
  const calendar = evidence?.calendar;
  if (calendar && calendar.pValue > LEVEL) {
    warn(
      "search-explains-it",
      `The same search on shifted calendars finds as good a best with p = ${calendar.pValue.toPrecision(2)}: the search alone explains it.`,
    );
  }
  if (evidence && evidence.variants < evidence.candidates) {
    warn(
      "sampled-evidence",
      `The tests compare ${formatCount(evidence.variants)} of ${formatCounted(evidence.candidates, "candidate")}, drawn at random; their p-values are for the best of those.`,
    );
  }
  if (sweep.engine.reason !== null) {
    warn(
      "general-engine",
      `Evaluated by the general engine, some hundred times slower than the kernel: ${sweep.engine.reason}.`,
    );
  }
  return warnings;
}
