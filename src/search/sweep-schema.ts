import * as v from "valibot";
import { resultSchema } from "../result/result-schema.ts";
import { day, described, documentId, finite, orNull } from "../result/schema-fields.ts";
import { SEARCH_METHODS } from "./parameter-space.ts";
import { VARIANT_COLUMNS } from "./variant-row.ts";

/** Name of the format; it changes when a reader of the old one would go wrong. */
export const SWEEP_SCHEMA_NAME = "edict/sweep@1";

const value = v.union([finite, v.string(), v.boolean()]);
const params = v.record(v.string(), value);
const pValue = described(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), "probability");

const axis = v.variant("type", [
  v.strictObject({ name: v.string(), type: v.literal("list"), values: v.array(value) }),
  v.strictObject({
    name: v.string(),
    type: v.literal("range"),
    min: finite,
    max: finite,
    whole: v.boolean(),
  }),
]);

const variant = v.strictObject({
  index: described(finite, "place in the space; row of the Arrow file"),
  params,
  metrics: v.strictObject(
    Object.fromEntries(VARIANT_COLUMNS.map((name) => [name, orNull])) as Record<
      (typeof VARIANT_COLUMNS)[number],
      typeof orNull
    >,
  ),
});

const heatMapAxis = v.strictObject({ name: v.string(), labels: v.array(value) });

const evidence = v.strictObject({
  variants: described(finite, "candidates whose returns were compared: all, or a random sample"),
  candidates: finite,
  trials: v.nullable(
    v.strictObject({ meanCorrelation: finite, byMeanCorrelation: finite, byEigenvalues: finite }),
  ),
  deflatedSharpe: v.strictObject({ independent: v.nullable(pValue), all: v.nullable(pValue) }),
  overfitting: v.nullable(
    v.strictObject({
      probability: described(
        pValue,
        "share of splits whose in-sample best is at or below the median out of sample",
      ),
      splits: finite,
      blocks: finite,
      variants: finite,
      medianRank: finite,
      probabilityOfLoss: pValue,
      degradation: orNull,
    }),
  ),
  realityCheck: v.nullable(v.strictObject({ statistic: finite, pValue })),
  superiorPredictiveAbility: v.nullable(
    v.strictObject({ statistic: finite, pValue, lower: pValue, upper: pValue, variants: finite }),
  ),
  bootstrap: v.nullable(v.strictObject({ draws: finite, blockLength: finite })),
  calendar: v.nullable(
    v.strictObject({ pValue, statistic: finite, shiftedMedian: orNull, shifts: finite, variants: finite }),
  ),
  seed: finite,
});

/** Schema of a sweep's summary. */
export const sweepSchema = v.strictObject({
  schema: v.literal(SWEEP_SCHEMA_NAME),
  sweepId: documentId,
  strategy: v.strictObject({
    name: v.string(),
    hypothesis: v.string(),
    file: v.string(),
    sha256: v.string(),
  }),
  config: described(resultSchema.entries.config, "of every variant's run"),
  data: resultSchema.entries.data,
  span: v.strictObject({ from: v.nullable(day), to: v.nullable(day), sessions: finite }),
  space: v.strictObject({
    method: v.picklist(SEARCH_METHODS),
    axes: v.array(axis),
    held: params,
    size: finite,
    seed: finite,
    constraints: v.array(v.string()),
  }),
  objective: v.picklist(VARIANT_COLUMNS),
  minTrades: finite,
  engine: v.strictObject({
    name: v.picklist(["kernel", "general"]),
    reason: described(v.nullable(v.string()), "why not the kernel"),
  }),
  counts: v.strictObject({
    points: finite,
    excluded: described(finite, "left out by constraints"),
    failed: described(finite, "refused by the strategy, or it threw"),
    evaluated: finite,
    undefined: described(finite, "evaluated, but the objective is undefined"),
    fewTrades: described(finite, "evaluated, but with too few trades to be the best"),
    candidates: finite,
  }),
  best: v.nullable(variant),
  top: v.array(variant),
  distribution: described(
    v.nullable(
      v.strictObject({ lowest: finite, lower: finite, median: finite, upper: finite, highest: finite }),
    ),
    "quartiles of the objective over the candidates",
  ),
  sharpe: described(
    v.strictObject({ count: finite, mean: orNull, variance: orNull }),
    "annualised Sharpe ratios of all evaluated points",
  ),
  plateau: v.nullable(
    v.strictObject({
      neighbours: finite,
      neighbourMedian: orNull,
      neighbourWorst: orNull,
      lift: orNull,
      isIsland: v.nullable(v.boolean()),
      steadiest: v.nullable(v.strictObject({ index: finite, params, mean: finite, score: finite })),
    }),
  ),
  heatMap: v.nullable(
    v.strictObject({
      x: heatMapAxis,
      y: v.nullable(heatMapAxis),
      mean: v.array(v.array(orNull)),
      best: v.array(v.array(orNull)),
    }),
  ),
  evidence: v.nullable(evidence),
  failures: described(
    v.array(v.strictObject({ index: finite, params, reason: v.string() })),
    "the first failed points",
  ),
  warnings: v.array(v.strictObject({ code: v.string(), message: v.string() })),
});

/** What a sweep found and what it has cost; every point's row stands in the Arrow file beside it. */
export type SweepDocument = v.InferOutput<typeof sweepSchema>;
