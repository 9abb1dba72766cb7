import type { EvidenceAnswer, EvidencePieces, EvidenceStage } from "../search/evidence-pieces.ts";

/** A piece of evidence with its answer, or with what it threw, in words: not all that is thrown crosses a thread. */
export type AnsweredPiece =
  | { readonly piece: number; readonly answer: EvidenceAnswer }
  | { readonly piece: number; readonly failure: string };

/** Answers one piece, or says why it cannot. */
export function answerPiece(evidence: EvidencePieces, stage: EvidenceStage, piece: number): AnsweredPiece {
  try {
    return { piece, answer: evidence.answer(stage, piece) };
  } catch (error) {
    return { piece, failure: String(error) };
  }
}
