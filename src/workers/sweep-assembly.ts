import { join } from "node:path";
import { InvariantError } from "../errors.ts";
import { renderHeatMapSvg } from "../report/sweep-heat-map-svg.ts";
import { buildSweep } from "../search/build-sweep.ts";
import type { RowBlock } from "../search/evaluate-range.ts";
import { parameterSpace } from "../search/parameter-space.ts";
import { questionSweep } from "../search/sweep-evidence.ts";
import { runInputs } from "../search/sweep-plan.ts";
import type { SweepDocument } from "../search/sweep-schema.ts";
import { SweepTally } from "../search/sweep-tally.ts";
import { variantEvaluator } from "../search/variant-evaluator.ts";
import { replaceFile } from "../storage/replace-file.ts";
import { type ArrowRows, openArrowRows, rowEncoder, writeSweep } from "../storage/sweep-files.ts";
import { chunksIn, readChunk, removeChunks, writing } from "../storage/sweep-folder.ts";
import { type FinishedChunk, keepChunk } from "./finished-chunk.ts";
import { openSweepJob, type SweepJob } from "./sweep-job.ts";

const HEAT_MAP_FILE = "heat-map.svg";

/** How a sweep is finished; none of it changes a number. */
export interface FinishOptions {
  /** parameters over which the heat map is drawn */
  readonly map?: readonly string[];
  readonly onProgress?: (stage: "points" | "evidence", done: number, total: number) => void;
}

/** Chunks that came before their turn and are held in memory; the others are read again when it is theirs. */
const MOST_WAITING = 8;

/**
 * Puts the chunks of a folder together. It takes them in the order of their points and as they become ready, so that
 * with worker threads most of it is done by the time the last chunk is.
 */
export class SweepAssembly {
  readonly #job: SweepJob;
  readonly #folder: string;
  readonly #tally: SweepTally;
  readonly #rows: ArrowRows;
  readonly #encode: (block: RowBlock) => Uint8Array;
  readonly #waiting = new Map<number, FinishedChunk>();
  /** chunks that lie in the folder, of this run or an earlier one, and are not held in memory */
  readonly #inFolder: Set<number>;
  #next = 0;

  private constructor(job: SweepJob, folder: string, encode: (block: RowBlock) => Uint8Array) {
    this.#job = job;
    this.#folder = folder;
    this.#rows = openArrowRows(folder);
    this.#encode = encode;
    this.#inFolder = new Set(chunksIn(folder));
    this.#tally = new SweepTally(job.plan);
  }

  /** @param folder of the sweep, locked by this process */
  static async open(job: SweepJob, folder: string): Promise<SweepAssembly> {
    return new SweepAssembly(job, folder, await rowEncoder(parameterSpace(job.plan.space)));
  }

  /** Takes a chunk that was just evaluated, and those after it that came before. */
  take(chunk: number, finished: FinishedChunk): void {
    keepChunk(this.#folder, this.#job.plan.id, chunk, finished);
    if (chunk === this.#next || this.#waiting.size < MOST_WAITING) this.#waiting.set(chunk, finished);
    else {
      this.#inFolder.add(chunk);
      finished.letGo();
    }
    this.#advance();
  }

  /** Adds the chunks that follow the last one added, up to the first that is not there. */
  #advance(): void {
    const { plan } = this.#job;
    while (this.#next < plan.chunks) {
      const ready = this.#waiting.get(this.#next);
      const block = ready?.block ?? this.#reread(this.#next);
      if (block === null) return;
      this.#waiting.delete(this.#next);
      this.#tally.add(block);
      this.#rows.add(ready?.stream ?? this.#encode(block));
      ready?.letGo();
      this.#next++;
    }
  }

  /** Null if it is not there, or damaged: it then comes from whoever evaluates it again. */
  #reread(chunk: number): RowBlock | null {
    return this.#inFolder.has(chunk) ? readChunk(this.#folder, this.#job.plan.id, chunk) : null;
  }

  /** Takes what is left, questions the outcome, writes rows, summary and picture, and removes the chunks. */
  async finish({ map, onProgress }: FinishOptions): Promise<SweepDocument> {
    const { plan } = this.#job;
    this.#advance();
    if (this.#next < plan.chunks)
      throw new InvariantError({ what: `chunk ${this.#next} is missing or damaged`, at: this.#folder });
    this.#rows.finish();
    const { strategy, inputs } = await openSweepJob(this.#job);
    const space = parameterSpace(plan.space);
    const evaluator = variantEvaluator(strategy, runInputs(inputs, plan.from), plan.example);
    const evidence = questionSweep(plan, space, this.#tally, evaluator, (done, total) =>
      onProgress?.("evidence", done, total),
    );
    const document = buildSweep(strategy, inputs, plan, space, this.#tally, evidence, map);
    writeSweep(document, this.#folder);
    const picture = renderHeatMapSvg(document);
    if (picture !== null)
      writing(this.#folder, () => replaceFile(join(this.#folder, HEAT_MAP_FILE), picture));
    removeChunks(this.#folder);
    return document;
  }

  /** Gives up the rows unless they are finished; the chunks stay. */
  close(): void {
    this.#rows.discard();
  }
}
