import type { RowBlock } from "../search/evaluate-range.ts";

/** A chunk as it comes from whoever evaluated it. */
export interface FinishedChunk {
  readonly block: RowBlock;
  /** whether it lies in the folder already: worker threads beside the folder write their own */
  readonly isKept: boolean;
  /** its rows as an Arrow stream, if a worker thread has encoded them */
  readonly stream: Uint8Array | null;
}

/** A chunk of which nothing is done but the evaluation. */
export function unkept(block: RowBlock): FinishedChunk {
  return { block, isKept: false, stream: null };
}
