import type { Sided } from "../../../statistics/p-value.ts";
import type { TestResult } from "../test-result.ts";
import { crossSectionalTest } from "./cross-sectional.ts";

/**
 * Standardized cross-sectional test of Boehmer, Musumeci and Poulsen (1991): t = sqrt(N) mean(x) / sd(x) on standardized
 * abnormal returns, Student t with N - 1. It allows for a variance that the event changes, and takes the events as
 * independent. Only events count: labels of firms change nothing.
 *
 * @param standardized SAR(i,t) of one day, or SCAR(i) of a window, one an event; with the forecast error, as BMP have it
 * @returns undefined for fewer than 2 events, or values without variation
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 */
export function bmpTest(standardized: ArrayLike<number>, sided: Sided = "two-sided"): TestResult {
  return {
    ...crossSectionalTest(standardized, sided),
    name: "bmp",
    convention: "sqrt(N) mean(SCAR) / sd(SCAR), ddof 1, forecast error in SCAR; Student t, N - 1",
  };
}
