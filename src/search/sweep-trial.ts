import { dataName, type Trial } from "../result/trial.ts";
import type { SweepDocument } from "./sweep-schema.ts";

/**
 * A sweep as the ledger of runs counts it: as many variants as points were evaluated.
 *
 * @returns null if none was
 */
export function trialOfSweep(sweep: SweepDocument): Trial | null {
  const { counts, sharpe, config, strategy } = sweep;
  if (counts.evaluated === 0) return null;
  return {
    strategy: { name: strategy.name, file: strategy.file },
    data: dataName(sweep),
    variant: sweep.sweepId,
    variants: counts.evaluated,
    sharpe: sharpe.mean === null ? null : sharpe.mean / Math.sqrt(config.sessionsPerYear),
    sharpeVariance: (sharpe.variance ?? 0) / config.sessionsPerYear,
    runId: sweep.sweepId,
  };
}
