import { computeMetrics } from "../analysis/metrics/compute-metrics.ts";
import {
  ABOVE_ZERO,
  column,
  FINITE,
  FUNCTION,
  fields,
  LABEL,
  listOf,
  one,
  optional,
  TEXT,
  word,
} from "../decode/argument-check.ts";
import { checkedFormula } from "./checked-formula.ts";
import { values } from "./formula-arguments.ts";

const series = optional(values);

export const metrics = checkedFormula("metrics", computeMetrics, {
  input: fields({
    levels: series,
    returns: series,
    days: optional(column(LABEL)),
    grossWeights: series,
    tradedNotional: optional(one(FINITE)),
    trades: optional(fields({ profits: values, returns: values, sessionsHeld: values })),
    benchmarkReturns: series,
    trialSharpes: series,
    sessionsPerYear: optional(one(ABOVE_ZERO)),
    riskFree: optional(one(FINITE)),
  }),
  catalogue: optional(
    listOf(
      fields({
        key: one(TEXT),
        id: one(TEXT),
        from: word("equity", "dated", "returns", "benchmark", "trades", "exposure", "turnover", "trials"),
        measure: one(FUNCTION),
      }),
    ),
  ),
});
