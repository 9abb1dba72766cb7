import type { ResultDocument } from "../result/result-schema.ts";
import { formatCount, formatSignedPercent } from "./format-values.ts";

/** What came out of a run whose evidence was not asked for, in a sentence or two. */
export function answerSentence(result: ResultDocument): string {
  const { span, summary, benchmark, trades } = result;
  const total = summary.totalReturn?.value;
  if (total === null || total === undefined || trades.length === 0) {
    return "Nothing was traded, so there is nothing to judge. The table of signals says why each was skipped.";
  }
  const other = "summary" in benchmark ? benchmark.summary.totalReturn?.value : undefined;
  const against =
    other === null || other === undefined
      ? ""
      : `, while ${benchmark.symbol} made ${formatSignedPercent(other)}`;
  return `From ${span.from} to ${span.to} the strategy made ${formatSignedPercent(total)} after costs${against}. ${
    trades.length === 1 ? "It rests on a single trade" : `It rests on ${formatCount(trades.length)} trades`
  }; whether that was luck has not been tested in this run.`;
}
