import { MOST_REASONS, type RowBlock, type VariantFailure } from "./evaluate-range.ts";
import type { SweepPlan } from "./sweep-plan.ts";
import { placeOf, ROW_LENGTH, readRow, type VariantColumn, VariantStatus } from "./variant-row.ts";

/** A point with its numbers. */
export interface RankedVariant {
  readonly index: number;
  readonly row: Readonly<Record<VariantColumn, number | null>>;
}

const MOST_RANKED = 10;

/**
 * What a search found, gathered block by block: 8 bytes a point, whatever a row holds.
 *
 * Its invariant: blocks are added in the order of their points, each once, so that sums do not depend on who finished
 * first.
 */
export class SweepTally {
  readonly #plan: SweepPlan;
  readonly #objective: number;
  /** objective of each point added; NaN for one that is no candidate */
  readonly scores: Float64Array;
  readonly failures: VariantFailure[] = [];
  readonly top: RankedVariant[] = [];
  next = 0;
  evaluated = 0;
  excluded = 0;
  failed = 0;
  /** evaluated points whose objective is undefined, or that trade too seldom */
  undefinedPoints = 0;
  fewTrades = 0;
  /** of the Sharpe ratios, annualised: how many, their mean, and the sum of squares about it */
  sharpes = 0;
  sharpeMean = 0;
  #sharpeSquares = 0;

  constructor(plan: SweepPlan) {
    this.#plan = plan;
    this.#objective = placeOf(plan.objective);
    this.scores = new Float64Array(plan.space.size);
  }

  /** Variance (ddof 1) of the annualised Sharpe ratios; NaN with fewer than two. */
  get sharpeVariance(): number {
    return this.sharpes < 2 ? Number.NaN : this.#sharpeSquares / (this.sharpes - 1);
  }

  add(block: RowBlock): void {
    if (block.from !== this.next) throw new RangeError(`block ${block.from} does not follow ${this.next}`);
    const { rows, status } = block;
    this.next += status.length;
    for (const failure of block.failures)
      if (this.failures.length < MOST_REASONS) this.failures.push(failure);
    for (let i = 0; i < status.length; i++) {
      this.scores[block.from + i] = Number.NaN;
      if (status[i] === VariantStatus.excluded) this.excluded++;
      else if (status[i] === VariantStatus.failed) this.failed++;
      else this.#addRow(block.from + i, rows, i * ROW_LENGTH);
    }
  }

  #addRow(index: number, rows: Float64Array, at: number): void {
    this.evaluated++;
    const sharpe = rows[at + placeOf("sharpeRatio")] as number;
    if (!Number.isNaN(sharpe)) {
      const before = sharpe - this.sharpeMean;
      this.sharpes++;
      this.sharpeMean += before / this.sharpes;
      this.#sharpeSquares += before * (sharpe - this.sharpeMean);
    }
    const score = rows[at + this.#objective] as number;
    if (Number.isNaN(score)) this.undefinedPoints++;
    else if ((rows[at + placeOf("tradeCount")] as number) < this.#plan.minTrades) this.fewTrades++;
    else {
      this.scores[index] = score;
      this.#rank(index, score, rows, at);
    }
  }

  /** Of equal scores the first point stands higher. */
  #rank(index: number, score: number, rows: Float64Array, at: number): void {
    const last = this.top[MOST_RANKED - 1];
    if (last !== undefined && score <= (this.scores[last.index] as number)) return;
    let place = this.top.length;
    while (place > 0 && score > (this.scores[(this.top[place - 1] as RankedVariant).index] as number))
      place--;
    this.top.splice(place, 0, { index, row: readRow(rows, at) });
    if (this.top.length > MOST_RANKED) this.top.pop();
  }
}
