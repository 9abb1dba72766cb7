import { standardDeviation } from "../../statistics/moments.ts";

/**
 * Abnormal standardized returns ASR(t) = ln(1 + R) / sd(ln(1 + R)) - ln(1 + Rc) / sd(ln(1 + Rc)): event and control firm
 * each on its own scale (Dutta, Knif, Kolari and Pynnonen 2018). Deviations over all given days, ddof 1.
 *
 * @param event simple returns of the event firm
 * @param control simple returns of the control firm on the same days
 * @returns one a day; no finite numbers where one of the two does not vary
 * @throws RangeError when the lengths differ
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function abnormalStandardizedReturns(
  event: ArrayLike<number>,
  control: ArrayLike<number>,
): Float64Array {
  const [own, other] = logPairs(event, control);
  const ownDeviation = standardDeviation(own);
  const otherDeviation = standardDeviation(other);
  return own.map((value, t) => value / ownDeviation - other[t]! / otherDeviation);
}

/**
 * Standardized abnormal log returns SAR(t) = (ln(1 + R) - ln(1 + Rc)) / sd of that difference, ddof 1: the difference is
 * taken first and scaled after.
 *
 * @param event simple returns of the event firm
 * @param control simple returns of the control firm on the same days
 * @returns one a day; no finite numbers where the difference does not vary
 * @throws RangeError when the lengths differ
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function standardizedDifferences(event: ArrayLike<number>, control: ArrayLike<number>): Float64Array {
  const [own, other] = logPairs(event, control);
  const differences = own.map((value, t) => value - other[t]!);
  const deviation = standardDeviation(differences);
  return differences.map((value) => value / deviation);
}

function logPairs(event: ArrayLike<number>, control: ArrayLike<number>): [Float64Array, Float64Array] {
  if (event.length !== control.length)
    throw new RangeError(`${event.length} returns and ${control.length} of the control`);
  return [Float64Array.from(event, Math.log1p), Float64Array.from(control, Math.log1p)];
}
