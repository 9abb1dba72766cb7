import type { RowBlock } from "../search/evaluate-range.ts";
import { writeChunk } from "../storage/sweep-folder.ts";

/** A chunk as it comes from whoever evaluated it. */
export interface FinishedChunk {
  readonly block: RowBlock;
  /** whether it lies in the folder already: worker threads beside the folder write their own */
  readonly isKept: boolean;
  /** its rows as an Arrow stream, if a worker thread has encoded them */
  readonly stream: Uint8Array | null;
  /** told when nobody looks at its rows and stream any more: another chunk may have their memory */
  readonly letGo: () => void;
}

/** A chunk of which nothing is done but the evaluation. */
export function unkept(block: RowBlock, letGo: () => void = () => undefined): FinishedChunk {
  return { block, isKept: false, stream: null, letGo };
}

/** Writes a chunk into the folder of its sweep, unless a worker thread has. */
export function keepChunk(folder: string, sweepId: string, chunk: number, finished: FinishedChunk): void {
  if (!finished.isKept) writeChunk(folder, sweepId, chunk, finished.block);
}
