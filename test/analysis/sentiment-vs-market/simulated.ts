import { SeededRandom } from "../../../src/statistics/seeded-random.ts";

/** Standard normal draws. */
export const noise = (n: number, seed: number, stream = 0) => {
  const random = new SeededRandom(seed, stream);
  return Float64Array.from({ length: n }, () => random.normal());
};
/** A persistent index: an autoregression with coefficient 0.9. */
export const persistent = (n: number, seed: number) => {
  const index = noise(n, seed, 1);
  for (let t = 1; t < n; t++) index[t] = index[t]! + 0.9 * index[t - 1]!;
  return index;
};
/** Prices that compound from returns: each session opens at the close before it. */
export const pricesFrom = (returns: ArrayLike<number>) => {
  const close = new Float64Array(returns.length);
  let level = 100;
  for (let t = 0; t < close.length; t++) close[t] = level *= 1 + returns[t]!;
  return { open: Float64Array.from(close, (_, t) => (t === 0 ? 100 : close[t - 1]!)), close };
};
