import { join } from "node:path";
import { InvariantError } from "../errors.ts";
import { renderHeatMapSvg } from "../report/sweep-heat-map-svg.ts";
import type { BlockSummary } from "../search/block-summary.ts";
import { buildSweep } from "../search/build-sweep.ts";
import { parameterSpace } from "../search/parameter-space.ts";
import { ScoreSurvey } from "../search/score-survey.ts";
import { questionSweep } from "../search/sweep-evidence.ts";
import type { SweepDocument } from "../search/sweep-schema.ts";
import { SweepTally } from "../search/sweep-tally.ts";
import { ChunkJournal, journalledParts } from "../storage/chunk-journal.ts";
import { replaceFile } from "../storage/replace-file.ts";
import { writeSweep } from "../storage/sweep-files.ts";
import { removeChunks, type SweepPart, WHOLE, writing } from "../storage/sweep-folder.ts";
import { SweepRows } from "../storage/sweep-rows.ts";
import { ChunkKeeper, type KeptChunk } from "./chunk-keeper.ts";
import { evidenceHere, evidenceOnThreads } from "./evidence-executor.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import { openSweepJob, type SweepJob } from "./sweep-job.ts";
import type { SweepThreads } from "./sweep-threads.ts";

const HEAT_MAP_FILE = "heat-map.svg";

/** Bytes of rows after which they are brought to the disk. */
const FLUSH_AFTER = 64 * 1024 * 1024;

/** What is put together. */
interface AssemblyOptions {
  /** null for a whole sweep */
  readonly shard: SweepPart | null;
  /** parameters over which the heat map is drawn */
  readonly map: readonly string[] | undefined;
}

/** How a sweep is put together; none of it changes a number. */
export interface FinishOptions {
  /** parameters over which the heat map is drawn */
  readonly map?: readonly string[];
  readonly onProgress?: (stage: "points" | "evidence", done: number, total: number) => void;
  /** ends it after what is under way; what is done is kept */
  readonly signal?: AbortSignal;
  /** threads that gather the evidence with this one; somebody else closes them */
  readonly threads?: SweepThreads | null;
}

/**
 * Puts a sweep, or a shard of it, together in its folder. Chunks are kept by whoever evaluates them; here they are written
 * down, and what they sum up to is added in the order of their points.
 */
export class SweepAssembly {
  /** this thread's own */
  readonly keeper: ChunkKeeper;
  readonly #job: SweepJob;
  readonly #journal: ChunkJournal;
  readonly #kept = new Set<number>();
  readonly #tally: SweepTally | null;
  readonly #survey: ScoreSurvey | null;
  /** summaries of chunks that came before their turn */
  readonly #waiting = new Map<number, BlockSummary>();
  #next = 0;
  /** bytes of rows that nothing has brought to the disk yet */
  #unflushed = 0;

  private constructor(job: SweepJob, keeper: ChunkKeeper, map: AssemblyOptions["map"]) {
    const { folder, part, scores } = keeper.place;
    this.#job = job;
    this.keeper = keeper;
    this.#journal = new ChunkJournal(folder, job.plan.id, part);
    this.#tally = scores === null ? null : new SweepTally(job.plan, scores);
    this.#survey = scores === null ? null : new ScoreSurvey(job.plan.space, scores, map);
  }

  /**
   * @param folder of the sweep, locked by this process
   * @throws InputError if the folder cannot be written
   */
  static open(job: SweepJob, folder: string, { shard, map }: AssemblyOptions): SweepAssembly {
    const { size } = job.plan.space;
    const scores = shard === null ? new Float64Array(new SharedArrayBuffer(8 * size)) : null;
    const keeper = ChunkKeeper.open(job.plan, { folder, part: shard ?? WHOLE, scores });
    try {
      return new SweepAssembly(job, keeper, map);
    } catch (error) {
      keeper.close();
      throw error;
    }
  }

  has(chunk: number): boolean {
    return this.#kept.has(chunk);
  }

  /** Takes a chunk that was just kept; one that comes twice is the same. */
  take(kept: KeptChunk): void {
    if (this.has(kept.rows.chunk)) return;
    this.#journal.add(kept.rows);
    this.#unflushed += kept.rows.length;
    if (this.#unflushed > FLUSH_AFTER) {
      this.keeper.flush();
      this.#unflushed = 0;
    }
    this.#add(kept);
  }

  /**
   * Takes the chunks that folders have of this sweep, its own folder among them: of an interrupted run, or of shards.
   *
   * @param wanted chunks that are to be taken
   */
  async takeOver(folders: readonly string[], wanted: ReadonlySet<number>): Promise<void> {
    const { folder, part } = this.keeper.place;
    for (const from of folders)
      for (const { part: other, chunks } of journalledParts(from, this.#job.plan.id)) {
        const asked = [...chunks.values()].filter(({ chunk }) => wanted.has(chunk) && !this.has(chunk));
        if (asked.length === 0) continue;
        if (from === folder && other.index === part.index && other.of === part.of) {
          for (const rows of asked) {
            const kept = this.keeper.reread(rows);
            if (kept !== null) this.#add(kept);
          }
          continue;
        }
        const source = SweepRows.openToRead(from, this.#job.plan, other);
        try {
          for (const rows of asked) {
            const block = source.read(rows);
            if (block !== null) this.take(this.keeper.keep(block));
          }
        } finally {
          source.close();
        }
      }
  }

  #add({ rows: { chunk }, summary }: KeptChunk): void {
    this.#kept.add(chunk);
    if (summary === null) return;
    this.#waiting.set(chunk, summary);
    for (let next = this.#waiting.get(this.#next); next !== undefined; next = this.#waiting.get(this.#next)) {
      this.#tally?.addSummary(next);
      this.#survey?.advance(next.from + next.points);
      this.#waiting.delete(this.#next++);
    }
  }

  /**
   * Questions the outcome of a whole sweep, writes summary, picture and rows, and removes what only made them.
   *
   * @throws InputError if it is interrupted before it writes
   */
  async finish({
    onProgress,
    signal = new AbortController().signal,
    threads = null,
  }: Omit<FinishOptions, "map">): Promise<SweepDocument> {
    const { plan } = this.#job;
    const { folder } = this.keeper.place;
    const tally = this.#tally;
    const survey = this.#survey;
    if (tally === null || survey === null || this.#next < plan.chunks)
      throw new InvariantError({ what: `chunk ${this.#next} is missing`, at: folder });
    this.keeper.flush();
    const { strategy, inputs, evaluator, evidence: pieces } = await openSweepJob(this.#job);
    const evidence = await gatherEvidence(
      questionSweep(plan, parameterSpace(plan.space), tally, evaluator()),
      threads === null ? evidenceHere(pieces) : evidenceOnThreads(this.#job, pieces, threads),
      { folder, signal, report: (done, total) => onProgress?.("evidence", done, total) },
    );
    const document = buildSweep({ strategy, inputs, plan }, { tally, survey, evidence });
    writeSweep(document, folder);
    const picture = renderHeatMapSvg(document);
    if (picture !== null) writing(folder, () => replaceFile(join(folder, HEAT_MAP_FILE), picture));
    // The last step: a sweep that is killed before it has all its chunks when it goes on.
    await this.keeper.finish();
    this.close();
    removeChunks(folder);
    return document;
  }

  /** Lets the files go; what is kept stays. */
  close(): void {
    this.keeper.close();
    this.#journal.close();
  }
}
