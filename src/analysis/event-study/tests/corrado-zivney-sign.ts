import { normalPValue, type Sided } from "../../../statistics/p-value.ts";
import { median } from "../../../statistics/quantile.ts";
import type { AbnormalReturns, DayRange } from "../abnormal-returns.ts";
import { computedTest, type TestIdentity, type TestResult, undefinedTest } from "../test-result.ts";

/**
 * Sign test of Corrado and Zivney (1992), against the median and not against 0, so that skewness does no harm:
 *
 *   G(i,t) = sign(AR(i,t) - median of AR(i) over its estimation and event days)
 *   S² = mean over all days of (Σ_i G(i,t))² / N(t),  z(t) = Σ_i G(i,t) / (sqrt(N(t)) S)
 *
 * For a window of L days Σ z(t) / sqrt(L). Compared with the normal. Correlation between the events of one day is in S.
 *
 * @param events with windows of one length each, aligned on relative days
 * @param range days of the event window; all of them unless given
 * @throws RangeError for windows of different lengths, or a range outside them
 */
export function corradoZivneySignTest(
  events: readonly Pick<AbnormalReturns, "estimation" | "window">[],
  range?: DayRange,
  sided: Sided = "two-sided",
): TestResult {
  const identity: TestIdentity = {
    name: "corrado-zivney-sign",
    convention: "sign of AR - median over estimation and event days; S over all those days; normal",
    assumesIndependence: false,
  };
  if (events.length === 0) return undefinedTest(identity, sided, "no events");
  const estimationDays = events[0]!.estimation.length;
  const windowDays = events[0]!.window.length;
  const { first, last } = range ?? { first: 0, last: windowDays - 1 };
  if (!(first >= 0 && first <= last && last < windowDays))
    throw new RangeError(`days ${first}..${last} lie outside the ${windowDays} event days`);
  const sums = new Float64Array(estimationDays + windowDays);
  const counts = new Int32Array(sums.length);
  for (const [i, { estimation, window }] of events.entries()) {
    if (estimation.length !== estimationDays || window.length !== windowDays)
      throw new RangeError(`event ${i} has other windows than event 0`);
    const values = [...estimation, ...window];
    const known = values.filter((value) => !Number.isNaN(value));
    if (known.length === 0) continue;
    const center = median(known);
    values.forEach((value, t) => {
      if (Number.isNaN(value)) return;
      sums[t]! += Math.sign(value - center);
      counts[t]!++;
    });
  }
  let squares = 0;
  let days = 0;
  for (let t = 0; t < sums.length; t++) {
    if (counts[t] === 0) continue;
    squares += sums[t]! ** 2 / counts[t]!;
    days++;
  }
  const deviation = Math.sqrt(squares / days);
  if (!(deviation > 0)) return undefinedTest(identity, sided, "the signs do not vary");
  let total = 0;
  let tested = 0;
  for (let t = estimationDays + first; t <= estimationDays + last; t++) {
    if (counts[t] === 0) continue;
    total += sums[t]! / (Math.sqrt(counts[t]!) * deviation);
    tested++;
  }
  if (tested === 0) return undefinedTest(identity, sided, "no complete day in the range");
  const statistic = total / Math.sqrt(tested);
  const details = { events: events.length, days: tested };
  return computedTest(identity, { statistic, p: normalPValue(statistic, sided), sided, details });
}
