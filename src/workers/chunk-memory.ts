import { type FinishedChunk, unkept } from "./finished-chunk.ts";
import type { OpenJob } from "./sweep-job.ts";

/**
 * Rows and streams of chunks that are done with, for those that come. New memory for each would call the garbage
 * collector as often as many objects do, and it takes the processors that other threads evaluate on.
 */
export class ChunkMemory {
  readonly #rows: Float64Array[] = [];
  readonly #streams: Uint8Array[] = [];

  /** Evaluates a chunk in this thread, in memory of an earlier one if there is any. */
  evaluate(job: OpenJob, chunk: number): FinishedChunk {
    const block = job.evaluateChunk(chunk, this.#rows.pop());
    return unkept(block, () => this.giveBack({ block, stream: null }));
  }

  /** Memory for a chunk that another thread evaluates. */
  takeBoth(): { readonly rows: Float64Array | undefined; readonly stream: Uint8Array | undefined } {
    return { rows: this.#rows.pop(), stream: this.#streams.pop() };
  }

  giveBack({ block, stream }: Pick<FinishedChunk, "block" | "stream">): void {
    this.#rows.push(new Float64Array(block.rows.buffer));
    if (stream !== null) this.#streams.push(new Uint8Array(stream.buffer));
  }
}
