import { join } from "node:path";
import { InvariantError } from "../errors.ts";
import { renderHeatMapSvg } from "../report/sweep-heat-map-svg.ts";
import { buildSweep } from "../search/build-sweep.ts";
import { parameterSpace } from "../search/parameter-space.ts";
import { questionSweep } from "../search/sweep-evidence.ts";
import { runInputs } from "../search/sweep-plan.ts";
import type { SweepDocument } from "../search/sweep-schema.ts";
import { SweepTally } from "../search/sweep-tally.ts";
import { variantEvaluator } from "../search/variant-evaluator.ts";
import { replaceFile } from "../storage/replace-file.ts";
import { type ArrowRows, openArrowRows, writeSweep } from "../storage/sweep-files.ts";
import { readChunk, removeChunks, writing } from "../storage/sweep-folder.ts";
import { openSweepJob, type SweepJob } from "./sweep-job.ts";

const HEAT_MAP_FILE = "heat-map.svg";

/** How a sweep is finished; none of it changes a number. */
export interface FinishOptions {
  /** parameters over which the heat map is drawn */
  readonly map?: readonly string[];
  readonly onProgress?: (stage: "points" | "evidence", done: number, total: number) => void;
}

/**
 * Puts the chunks of a folder together. It takes them in the order of their points and as they become ready, so that
 * with worker threads most of it is done by the time the last chunk is.
 */
export class SweepAssembly {
  readonly #job: SweepJob;
  readonly #folder: string;
  readonly #tally: SweepTally;
  readonly #rows: ArrowRows;
  #next = 0;

  private constructor(job: SweepJob, folder: string, rows: ArrowRows) {
    this.#job = job;
    this.#folder = folder;
    this.#rows = rows;
    this.#tally = new SweepTally(job.plan);
  }

  /** @param folder of the sweep, locked by this process */
  static async open(job: SweepJob, folder: string): Promise<SweepAssembly> {
    return new SweepAssembly(job, folder, await openArrowRows(folder, parameterSpace(job.plan.space)));
  }

  /** Takes the chunks that follow the last one taken, up to the first that is not there. */
  advance(): void {
    const { plan } = this.#job;
    while (this.#next < plan.chunks) {
      const block = readChunk(this.#folder, plan.id, this.#next);
      if (block === null) return;
      this.#tally.add(block);
      this.#rows.add(block);
      this.#next++;
    }
  }

  /** Takes what is left, questions the outcome, writes rows, summary and picture, and removes the chunks. */
  async finish({ map, onProgress }: FinishOptions): Promise<SweepDocument> {
    const { plan } = this.#job;
    this.advance();
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
