import { CalendarStretch, type DaysTouched } from "../analysis/significance/calendar-span.ts";
import { type Resampling, resampleGroup } from "./bootstrap-means.ts";
import { type ShiftedCalendars, shiftedObjectives } from "./calendar-max-test.ts";
import { type EffectiveTrials, effectiveTrials } from "./effective-trials.ts";
import {
  type BacktestOverfitting,
  probabilityOfBacktestOverfitting,
} from "./probability-of-backtest-overfitting.ts";
import { type ReturnMatrix, returnsOf } from "./return-matrix.ts";
import type { VariantEvaluator } from "./variant-evaluator.ts";

/**
 * A stage of the evidence: pieces `0 .. pieces - 1` that may be done in any order and by any thread. It is plain data, and
 * what is large in it lies in memory that threads share.
 */
export type EvidenceStage = LookStage | ShiftStage | CompareStage;

interface Stage {
  readonly pieces: number;
  /** pieces of the stages after it, as far as they are known */
  readonly later: number;
}

/** Simulates each variant of the sample. */
export interface LookStage extends Stage {
  readonly kind: "look";
  readonly indices: Int32Array;
  /** how many of them, from the first on, are run on shifted calendars afterwards */
  readonly shifted: number;
}

/** Runs each variant on each shifted calendar. */
export interface ShiftStage extends Stage {
  readonly kind: "shift";
  readonly indices: Int32Array;
  readonly calendars: ShiftedCalendars;
}

/** Compares the returns of all variants: how they are correlated, how they rank over splits, and in resamples. */
export interface CompareStage extends Stage {
  readonly kind: "compare";
  readonly matrix: ReturnMatrix;
  readonly measure: "sharpe" | "mean";
  /** points searched */
  readonly searched: number;
  readonly resampling: Resampling | null;
}

/** What comes of one piece, by the kind of its stage: plain data as well. */
export interface EvidenceAnswers {
  readonly look: { readonly returns: Float64Array; readonly touched: DaysTouched };
  /** the variant's objective on each calendar */
  readonly shift: Float64Array;
  /** of the first piece, of the second, and of each group of draws after them */
  readonly compare: EffectiveTrials | BacktestOverfitting | null | readonly Float64Array[];
}
export type EvidenceAnswer = EvidenceAnswers[EvidenceStage["kind"]];

/** Pieces of a comparison before those that resample. */
export const COMPARISONS = 2;

/** Sessions of all runs that are kept at a time: some 50 MB. */
const MOST_SESSIONS = 1 << 20;

/**
 * Does pieces of evidence. A run that is asked for twice, to see which days it touches and then on other calendars, is
 * kept in between.
 *
 * Its invariant: the runs kept have {@link MOST_SESSIONS} sessions at most; others are made anew, with the same numbers.
 */
export class EvidencePieces {
  readonly #simulate: (index: number) => VariantRun;
  readonly #kept = new Map<number, VariantRun>();
  #sessions = 0;

  /** @param simulate a point by its index */
  constructor(simulate: (index: number) => VariantRun) {
    this.#simulate = simulate;
  }

  /** @throws what the strategy throws */
  answer(stage: EvidenceStage, piece: number): EvidenceAnswer {
    if (stage.kind === "look") return this.#look(stage.indices[piece]!, piece < stage.shifted);
    if (stage.kind === "compare") return compare(stage, piece);
    const { run, simulation } = this.#take(stage.indices[piece]!);
    return shiftedObjectives(stage.calendars, run, simulation);
  }

  #look(index: number, comesAgain: boolean): EvidenceAnswers["look"] {
    const made = this.#simulate(index);
    const { run, simulation } = made;
    const sessions = simulation.equity.length;
    if (comesAgain && this.#sessions + sessions <= MOST_SESSIONS) {
      this.#sessions += sessions;
      this.#kept.set(index, made);
    }
    const stretch = new CalendarStretch(run.market.days);
    stretch.add(run.input, simulation);
    return { returns: returnsOf(simulation, run.config.capital), touched: stretch.touched };
  }

  #take(index: number): VariantRun {
    const kept = this.#kept.get(index);
    if (kept === undefined) return this.#simulate(index);
    this.#kept.delete(index);
    this.#sessions -= kept.simulation.equity.length;
    return kept;
  }
}

type VariantRun = ReturnType<VariantEvaluator["simulate"]>;

function compare(
  { matrix, measure, searched, resampling }: CompareStage,
  piece: number,
): EvidenceAnswers["compare"] {
  // The longest pieces come first.
  if (piece === 0) return effectiveTrials(matrix, searched);
  if (piece === 1) return probabilityOfBacktestOverfitting(matrix, measure);
  return resampleGroup(matrix, resampling!, piece - COMPARISONS);
}
