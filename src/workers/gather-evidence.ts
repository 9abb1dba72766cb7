import { InputError } from "../errors.ts";
import type { EvidenceAnswer, EvidencePieces, EvidenceStage } from "../search/evidence-pieces.ts";
import type { EvidenceSteps, SweepEvidence } from "../search/sweep-evidence.ts";

/**
 * Answers the pieces of a stage, wherever that is, and tells of each once it is done. It ends when all are, or after those
 * under way once `signal` is aborted.
 *
 * @returns the answers in the order of the pieces
 * @throws what the first piece that throws does
 */
export type EvidenceExecutor = (
  stage: EvidenceStage,
  told: () => void,
  signal: AbortSignal,
) => Promise<readonly EvidenceAnswer[]>;

/** Answers in this thread, giving way to interrupts between pieces. */
export function evidenceHere(pieces: EvidencePieces): EvidenceExecutor {
  return async (stage, told, signal) => {
    const answers: EvidenceAnswer[] = [];
    for (let piece = 0; piece < stage.pieces && !signal.aborted; piece++) {
      answers.push(pieces.answer(stage, piece));
      told();
      await new Promise((resolve) => setImmediate(resolve));
    }
    return answers;
  };
}

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
