import { InvariantError } from "../errors.ts";
import type { EvidenceAnswer, EvidencePieces, EvidenceStage } from "../search/evidence-pieces.ts";
import { type AnsweredPiece, answerPiece } from "./answered-piece.ts";
import { interrupts, shareWork } from "./share-work.ts";
import { SharedList } from "./shared-list.ts";
import type { SweepJob } from "./sweep-job.ts";
import type { SweepThreads } from "./sweep-threads.ts";

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
      await interrupts();
    }
    return answers;
  };
}

/**
 * Answers in this thread and in others, which are not started for what this one has soon done alone.
 *
 * @param threads which somebody else closes
 */
export function evidenceOnThreads(
  job: SweepJob,
  pieces: EvidencePieces,
  threads: SweepThreads,
): EvidenceExecutor {
  return async (stage, told, signal) => {
    const list = SharedList.of(Array.from({ length: stage.pieces }, (_, piece) => piece));
    const answers: EvidenceAnswer[] = [];
    const failures: string[] = [];
    const take = (answered: AnsweredPiece) => {
      if ("failure" in answered) {
        failures[answered.piece] = answered.failure;
        list.stop();
        return;
      }
      answers[answered.piece] = answered.answer;
      told();
    };
    await shareWork({
      list,
      take,
      here: (piece) => answerPiece(pieces, stage, piece),
      elsewhere: (takeOne) => threads.answerPieces(job, stage, list, takeOne),
      beginsElsewhere: threads.areStarted,
      signal,
    });
    // Pieces are taken in their order, so none before the first that failed was left out.
    const first = failures.findIndex((failure) => failure !== undefined);
    if (first >= 0) {
      pieces.answer(stage, first);
      throw new InvariantError({
        what: `a thread could not do what this one could: ${failures[first]}`,
        at: `piece ${first} of the evidence`,
      });
    }
    return answers;
  };
}
