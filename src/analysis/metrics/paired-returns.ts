import { assertFinite } from "../../statistics/finite-values.ts";

/** Refuses strategy and benchmark returns that are not on the same sessions. */
export function assertPairs(returns: ArrayLike<number>, benchmark: ArrayLike<number>): void {
  assertFinite(returns, "return");
  assertFinite(benchmark, "benchmark return");
  if (returns.length !== benchmark.length) {
    throw new RangeError(
      `${returns.length} returns and ${benchmark.length} of the benchmark are not on the same sessions`,
    );
  }
}

/** Returns above the benchmark's, r - b, session by session. */
export function activeReturns(returns: ArrayLike<number>, benchmark: ArrayLike<number>): Float64Array {
  assertPairs(returns, benchmark);
  return Float64Array.from(returns, (value, t) => value - benchmark[t]!);
}
