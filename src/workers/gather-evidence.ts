import { InputError } from "../errors.ts";
import type { EvidenceSteps, SweepEvidence } from "../search/sweep-evidence.ts";
import type { EvidenceExecutor } from "./evidence-executor.ts";

export interface GatherOptions {
  /** of the sweep, for what is said of an interrupt */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly report: (done: number, total: number) => void;
}

/**
 * Has the evidence of a sweep gathered, stage by stage.
 *
 * @throws InputError if it was interrupted: the points are kept
 */
export async function gatherEvidence(
  steps: EvidenceSteps,
  executor: EvidenceExecutor,
  { folder, signal, report }: GatherOptions,
): Promise<SweepEvidence | null> {
  let done = 0;
  let step = steps.next();
  while (step.done !== true) {
    const stage = step.value;
    const total = done + stage.pieces + stage.later;
    const answers = await executor(stage, () => report(++done, total), signal);
    if (signal.aborted) {
      throw new InputError({
        what: "interrupted while its evidence was gathered",
        at: folder,
        fix: "all points are kept: go on with the same command and --resume",
      });
    }
    step = steps.next(answers);
  }
  return step.value;
}
