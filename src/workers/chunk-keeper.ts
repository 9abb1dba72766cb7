import { type BlockSummary, summariseBlock } from "../search/block-summary.ts";
import type { RowBlock } from "../search/evaluate-range.ts";
import type { SweepPlan } from "../search/sweep-plan.ts";
import type { SweepPart } from "../storage/sweep-folder.ts";
import { type KeptRows, SweepRows } from "../storage/sweep-rows.ts";
import type { OpenJob } from "./sweep-job.ts";

/** A chunk whose rows are in the file, as it is told to the thread that puts the sweep together. */
export interface KeptChunk {
  readonly rows: KeptRows;
  /** null for a chunk of a shard, which is summed up when the shards are merged */
  readonly summary: BlockSummary | null;
}

/** Where chunks are kept: what a worker thread is started with. */
export interface KeepingPlace {
  /** of the sweep, locked by this process */
  readonly folder: string;
  readonly part: SweepPart;
  /** scores of all points, in memory that all threads see; null for a shard */
  readonly scores: Float64Array | null;
}

/** Keeps chunks: a thread's own hand on the file of rows and the scores, of which each chunk has its own part. */
export class ChunkKeeper {
  readonly place: KeepingPlace;
  readonly #plan: SweepPlan;
  readonly #rows: SweepRows;

  private constructor(plan: SweepPlan, place: KeepingPlace, rows: SweepRows) {
    this.#plan = plan;
    this.place = place;
    this.#rows = rows;
  }

  /** @throws InputError if the folder cannot be written */
  static open(plan: SweepPlan, place: KeepingPlace): ChunkKeeper {
    return new ChunkKeeper(plan, place, SweepRows.open(place.folder, plan, place.part));
  }

  /** Evaluates a chunk where it stands in the file's memory, and keeps it. */
  evaluate(job: OpenJob, chunk: number): KeptChunk {
    return this.#keep(chunk, job.evaluateChunk(chunk, this.#rows.columns(chunk)));
  }

  /** Keeps a chunk that another process evaluated. */
  keep(block: RowBlock): KeptChunk {
    const chunk = Math.floor(block.from / this.#plan.chunkSize);
    const { numbers, status } = this.#rows.columns(chunk);
    status.set(block.status);
    for (const [place, column] of numbers.entries()) column.set(block.numbers[place]!);
    return this.#keep(chunk, { ...block, numbers, status });
  }

  /** A chunk that was kept before; null if it is not whole. */
  reread(rows: KeptRows): KeptChunk | null {
    const block = this.#rows.read(rows);
    return block === null ? null : { rows, summary: this.#sumUp(block) };
  }

  /** Begins to bring to the disk what all threads have written so far. */
  flush(): void {
    this.#rows.flush();
  }

  /** Puts the file of a whole sweep under its final name. */
  finish(): Promise<void> {
    return this.#rows.finish();
  }

  close(): void {
    this.#rows.close();
  }

  #keep(chunk: number, block: RowBlock): KeptChunk {
    return { rows: this.#rows.write(chunk, block.failures), summary: this.#sumUp(block) };
  }

  #sumUp(block: RowBlock): BlockSummary | null {
    const { scores } = this.place;
    return scores === null ? null : summariseBlock(this.#plan, block, scores);
  }
}
