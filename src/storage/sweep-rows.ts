import { createHash } from "node:crypto";
import {
  closeSync,
  fdatasync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { RowBlock, RowColumns, VariantFailure } from "../search/evaluate-range.ts";
import { parameterSpace } from "../search/parameter-space.ts";
import { type ChunkPlan, chunkBounds } from "../search/sweep-plan.ts";
import { END_OF_STREAM, RowBatch, streamHead } from "./row-batch.ts";
import { chunksFolder, type SweepPart, writing } from "./sweep-folder.ts";

const ROWS_FILE = "sweep.arrows";

/** What is written down of a chunk when its rows stand in the file. */
export interface KeptRows {
  readonly chunk: number;
  /** where they stand, and how long they are */
  readonly at: number;
  readonly length: number;
  readonly sha256: string;
  readonly failures: readonly VariantFailure[];
}

/**
 * The file of a sweep's rows: an Arrow IPC stream with a column for each parameter, each number and the status, one
 * record batch a chunk. Any reader of Arrow takes it: `polars.read_ipc_stream`, `pyarrow.ipc.open_stream`, DuckDB,
 * Arquero.
 *
 * Batches are of one length, so each has its place before it is there: chunks are evaluated in the memory of a batch and
 * written once, in any order and by any thread, each with its own `SweepRows`. A shard's file holds the shard's chunks
 * alone. Until {@link finish} it lies with what belongs to an unfinished sweep.
 *
 * Its invariant: a chunk whose rows answer to the hash of {@link KeptRows} is whole, whatever was killed or torn.
 */
export class SweepRows {
  readonly #folder: string;
  readonly #plan: ChunkPlan;
  readonly #part: SweepPart;
  readonly #handle: number;
  readonly #head: Uint8Array;
  readonly #batchOf: (length: number) => RowBatch;
  readonly #full: RowBatch;
  /** the last chunk may be shorter than the others */
  #short: RowBatch | null = null;
  #isOpen = true;
  #flushing: Promise<void> | null = null;
  #flushRefusal: Error | null = null;

  private constructor(folder: string, plan: ChunkPlan, part: SweepPart, handle: number, arrow: Arrow) {
    const space = parameterSpace(plan.space);
    this.#folder = folder;
    this.#plan = plan;
    this.#part = part;
    this.#handle = handle;
    this.#head = streamHead(arrow, space);
    this.#batchOf = (length) => new RowBatch(arrow, space, length, this.#head);
    this.#full = this.#batchOf(Math.min(plan.chunkSize, plan.space.size));
  }

  /**
   * Opens the file to write, and makes it if it is not there.
   *
   * @param folder of the sweep, locked by this process
   * @throws InputError if it cannot be written
   */
  static open(folder: string, plan: ChunkPlan, part: SweepPart): SweepRows {
    const file = partFile(folder, part);
    const handle = writing(folder, () => {
      // "a" makes the file and leaves what is in it, but could write at its end alone.
      closeSync(openSync(file, "a"));
      return openSync(file, "r+");
    });
    return new SweepRows(folder, plan, part, handle, loadArrow());
  }

  /** Opens the file of another folder, or of another part, to read. */
  static openToRead(folder: string, plan: ChunkPlan, part: SweepPart): SweepRows {
    const handle = openSync(partFile(folder, part), "r");
    return new SweepRows(folder, plan, part, handle, loadArrow());
  }

  /** Memory for a chunk's rows; what it held is gone. */
  columns(chunk: number): RowColumns {
    return this.#batch(chunk).columns;
  }

  /** Writes the rows that stand in the {@link columns} of a chunk. @throws InputError if it cannot be written */
  write(chunk: number, failures: readonly VariantFailure[]): KeptRows {
    const batch = this.#batch(chunk);
    const { bytes } = batch;
    batch.fillParams(chunkBounds(this.#plan, chunk)[0]);
    const at = this.#placeOf(chunk);
    this.#writeAt(bytes, at);
    return { chunk, at, length: bytes.length, sha256: hashOf(bytes), failures };
  }

  /**
   * Reads rows that were kept, into the memory of {@link columns}.
   *
   * @returns null if they are not what was written: the chunk is then evaluated again
   */
  read({ chunk, at, length, sha256, failures }: KeptRows): RowBlock | null {
    if (!(chunk >= 0 && chunk < this.#plan.chunks)) return null;
    const { bytes, columns } = this.#batch(chunk);
    if (at !== this.#placeOf(chunk) || length !== bytes.length) return null;
    let done = 0;
    for (let count = -1; done < length && count !== 0; done += count)
      count = readSync(this.#handle, bytes, done, length - done, at + done);
    if (done < length || hashOf(bytes) !== sha256) return null;
    return { from: chunkBounds(this.#plan, chunk)[0], ...columns, failures };
  }

  /**
   * Begins to bring to the disk what threads have written so far, beside other work: at the end little is left to wait
   * for. What the disk refuses, {@link finish} throws.
   */
  flush(): void {
    if (!this.#isOpen) return;
    this.#flushing ??= new Promise((done) => {
      fdatasync(this.#handle, (error) => {
        this.#flushRefusal ??= error;
        this.#flushing = null;
        done();
      });
    });
  }

  /**
   * Makes the file of a whole sweep, all of whose chunks are written, what stands under its final name.
   *
   * @throws InputError if it cannot be written
   */
  async finish(): Promise<void> {
    await this.#flushing;
    const last = this.#plan.chunks - 1;
    const end = this.#placeOf(last) + this.#batch(last).bytes.length;
    this.#writeAt(this.#head, 0);
    this.#writeAt(END_OF_STREAM, end);
    writing(this.#folder, () => {
      if (this.#flushRefusal !== null) throw this.#flushRefusal;
      ftruncateSync(this.#handle, end + END_OF_STREAM.length);
      // On the disk before it has its name, as replaceFile does it.
      fsyncSync(this.#handle);
    });
    this.close();
    writing(this.#folder, () =>
      renameSync(partFile(this.#folder, this.#part), join(this.#folder, ROWS_FILE)),
    );
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    // The number of a file that is closed may soon be another's.
    if (this.#flushing === null) closeSync(this.#handle);
    else this.#flushing.then(() => closeSync(this.#handle));
  }

  #batch(chunk: number): RowBatch {
    const [from, to] = chunkBounds(this.#plan, chunk);
    if (to - from === this.#full.columns.status.length) return this.#full;
    this.#short ??= this.#batchOf(to - from);
    return this.#short;
  }

  #placeOf(chunk: number): number {
    return this.#head.length + Math.floor(chunk / this.#part.of) * this.#full.bytes.length;
  }

  #writeAt(bytes: Uint8Array, at: number): void {
    writing(this.#folder, () => {
      for (let done = 0; done < bytes.length; )
        done += writeSync(this.#handle, bytes, done, bytes.length - done, at + done);
    });
  }
}

type Arrow = typeof import("@uwdata/flechette");

/** A tenth of a second sooner than by import(), which reads its text for what it exports first. */
function loadArrow(): Arrow {
  return createRequire(import.meta.url)("@uwdata/flechette");
}

function partFile(folder: string, { index, of }: SweepPart): string {
  return join(chunksFolder(folder), `${index}-of-${of}.arrows`);
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
