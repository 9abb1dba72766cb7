import { type MessagePort, workerData } from "node:worker_threads";
import { InputError, type Issue } from "../errors.ts";
import type { RowBlock } from "../search/evaluate-range.ts";
import type { EvidenceStage } from "../search/evidence-pieces.ts";
import { answerPiece } from "./answered-piece.ts";
import { ChunkKeeper, type KeepingPlace, type KeptChunk } from "./chunk-keeper.ts";
import { loadPiscina } from "./load-piscina.ts";
import { SharedList, type SharedListMemory } from "./shared-list.ts";
import { type OpenJob, openSweepJob, type SweepJob } from "./sweep-job.ts";

// What worker threads do. Each export is called with a task, and what it answers goes back to the thread that asked.

/** Errors of ours do not cross a thread as what they are. */
export interface Refusal {
  readonly issues: readonly Issue[];
}

/** A sweep that threads evaluate together. */
export interface KeepingWork {
  readonly job: SweepJob;
  readonly place: KeepingPlace;
  readonly chunks: SharedListMemory;
  /** where each {@link KeptChunk} is told of */
  readonly port: MessagePort;
}

/** Evaluates and keeps chunks until none is left. */
export function keepChunks({ job, place, chunks, port }: KeepingWork): Promise<null | Refusal> {
  return answering(async () => {
    const list = new SharedList(chunks);
    if (list.left === 0) return null;
    const opened = await openOnce(job);
    const keeper = ChunkKeeper.open(job.plan, place);
    try {
      for (let chunk = list.take(); chunk !== null; chunk = list.take()) {
        const kept: KeptChunk = keeper.evaluate(opened, chunk);
        port.postMessage(kept);
      }
    } finally {
      keeper.close();
    }
    return null;
  });
}

/** A stage of the evidence that threads work off together. */
export interface AnsweringWork {
  readonly job: SweepJob;
  readonly stage: EvidenceStage;
  readonly pieces: SharedListMemory;
  /** where each `AnsweredPiece` is told of */
  readonly port: MessagePort;
}

/** Answers pieces until none is left; after one that failed nobody takes another. */
export function answerPieces({ job, stage, pieces, port }: AnsweringWork): Promise<null | Refusal> {
  return answering(async () => {
    const list = new SharedList(pieces);
    if (list.left === 0) return null;
    const { evidence } = await openOnce(job);
    for (let piece = list.take(); piece !== null; piece = list.take()) {
      const answered = answerPiece(evidence, stage, piece);
      if ("failure" in answered) list.stop();
      port.postMessage(answered);
    }
    return null;
  });
}

let last: { readonly id: string; readonly opened: Promise<OpenJob> } | null = null;

/** Opens a job, or takes it as it was left: what has been made for its chunks serves its evidence. */
function openOnce(job: SweepJob): Promise<OpenJob> {
  const { id } = job.plan;
  if (last?.id !== id) last = { id, opened: openSweepJob(job) };
  return last.opened;
}

/** Evaluates one chunk of the sweep that this thread was started for; rows are handed over, not copied. */
export async function evaluateChunk(chunk: number): Promise<RowBlock | Refusal> {
  const block = await answering(async () => {
    const opened = await openOnce(workerData as SweepJob);
    return opened.evaluateChunk(chunk);
  });
  if ("issues" in block) return block;
  const { move, transferableSymbol, valueSymbol } = loadPiscina();
  return move({ [valueSymbol]: block, [transferableSymbol]: [block.status.buffer] } as never) as never;
}

async function answering<Answer>(work: () => Promise<Answer>): Promise<Answer | Refusal> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputError) return { issues: error.issues };
    throw error;
  }
}
