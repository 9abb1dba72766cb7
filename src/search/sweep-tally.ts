import {
  addMoments,
  type BlockSummary,
  type Moments,
  type RankedVariant,
  rank,
  type ScoredVariant,
  summariseBlock,
} from "./block-summary.ts";
import { MOST_REASONS, type RowBlock, type VariantFailure } from "./evaluate-range.ts";
import type { SweepPlan } from "./sweep-plan.ts";

/**
 * What a search found, gathered block by block: 8 bytes a point, whatever a row holds.
 *
 * Its invariant: blocks are added in the order of their points, each once, so that sums do not depend on who finished
 * first.
 */
export class SweepTally {
  readonly #plan: SweepPlan;
  /** objective of each point added; NaN for one that is no candidate */
  readonly scores: Float64Array;
  readonly failures: VariantFailure[] = [];
  readonly #top: ScoredVariant[] = [];
  next = 0;
  evaluated = 0;
  excluded = 0;
  failed = 0;
  /** evaluated points whose objective is undefined, or that trade too seldom */
  undefinedPoints = 0;
  fewTrades = 0;
  /** of the Sharpe ratios, annualised */
  sharpes: Moments = { count: 0, mean: 0, squares: 0 };

  /** @param scores of every point, where those who sum blocks up write them */
  constructor(plan: SweepPlan, scores: Float64Array = new Float64Array(plan.space.size)) {
    this.#plan = plan;
    this.scores = scores;
  }

  /** The best points, the best first. */
  get top(): readonly RankedVariant[] {
    return this.#top;
  }

  /** Variance (ddof 1) of the annualised Sharpe ratios; NaN with fewer than two. */
  get sharpeVariance(): number {
    const { count, squares } = this.sharpes;
    return count < 2 ? Number.NaN : squares / (count - 1);
  }

  /** Points that have a score. */
  get candidates(): number {
    return this.evaluated - this.undefinedPoints - this.fewTrades;
  }

  /** Sums a block up and adds it. */
  add(block: RowBlock): void {
    this.addSummary(summariseBlock(this.#plan, block, this.scores));
  }

  /** Adds a block whose scores stand in {@link scores} already. */
  addSummary(summary: BlockSummary): void {
    if (summary.from !== this.next)
      throw new RangeError(`block ${summary.from} does not follow ${this.next}`);
    this.next += summary.points;
    this.evaluated += summary.evaluated;
    this.excluded += summary.excluded;
    this.failed += summary.failed;
    this.undefinedPoints += summary.undefinedPoints;
    this.fewTrades += summary.fewTrades;
    this.sharpes = addMoments(this.sharpes, summary.sharpes);
    for (const one of summary.top) rank(this.#top, one);
    this.failures.push(...summary.failures.slice(0, MOST_REASONS - this.failures.length));
  }
}
