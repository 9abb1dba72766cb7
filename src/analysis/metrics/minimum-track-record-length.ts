import { normalQuantile } from "../../statistics/normal-distribution.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";
import { type SharpeMoments, sharpeMoments, sharpeSpread } from "./probabilistic-sharpe-ratio.ts";

export const definition: MetricDefinition<"returns"> = {
  key: "minimumTrackRecordLength",
  id: "minimum-track-record-length.benchmark-zero.confidence0.95",
  name: "Minimum track record length",
  formula: "1 + (1 - γ3 SR + (γ4 - 1)/4 SR²) (Φ⁻¹(confidence) / (SR - SR*))²",
  source: "Bailey and Lopez de Prado 2012",
  unit: "sessions",
  from: "returns",
  measure: (returns) => minimumTrackRecordLength(returns),
};

/**
 * Minimum track record length: how many sessions like these are needed before the probabilistic Sharpe ratio reaches the
 * confidence. When it exceeds the sessions at hand, the Sharpe ratio is not yet told apart from the benchmark.
 *
 * @param returns n >= 3 simple returns, one a session
 * @param benchmark Sharpe ratio per session (not annualised) to be exceeded; 0 unless given
 * @param confidence in (0.5, 1); 0.95 unless given
 * @returns sessions, not rounded; undefined when the Sharpe ratio does not exceed the benchmark
 * @throws RangeError for a return that is not finite, or a confidence out of range
 */
export function minimumTrackRecordLength(
  returns: ArrayLike<number>,
  benchmark = 0,
  confidence = 0.95,
): Metric {
  if (!(confidence > 0.5 && confidence < 1))
    throw new RangeError(`a confidence lies in (0.5, 1), got ${confidence}`);
  const target = benchmark === 0 ? "-zero" : `${benchmark}`;
  const identity = { id: `minimum-track-record-length.benchmark${target}.confidence${confidence}` };
  const moments = sharpeMoments(returns);
  if (typeof moments === "string") return unmeasured(identity, moments);
  if (moments.sharpe <= benchmark)
    return unmeasured(identity, "the Sharpe ratio does not exceed the benchmark's");
  if (!(sharpeSpread(moments) > 0))
    return unmeasured(identity, "the variance of the Sharpe ratio is not above 0");
  return measured(identity, sessionsNeeded(moments, benchmark, confidence));
}

/**
 * The formula on plain numbers: 1 + (1 - γ3 SR + (γ4 - 1)/4 SR²) (Φ⁻¹(confidence) / (SR - SR*))².
 *
 * @param moments Sharpe ratio per session with its skewness and raw kurtosis
 * @param benchmark Sharpe ratio per session to be exceeded, below the observed one
 */
export function sessionsNeeded(
  moments: Omit<SharpeMoments, "observations">,
  benchmark: number,
  confidence: number,
): number {
  return 1 + sharpeSpread(moments) * (normalQuantile(confidence) / (moments.sharpe - benchmark)) ** 2;
}
