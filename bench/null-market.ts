import type { KernelBook, KernelPrices } from "../src/engine/kernel/kernel-input.ts";
import type { SeededRandom } from "../src/statistics/seeded-random.ts";

/** Return processes without any effect: independent normal, Student t with 4 degrees of freedom, and GARCH(1,1). */
export const NULLS = ["iid", "t4", "garch"] as const;
export type Null = (typeof NULLS)[number];

const DAILY_VOLATILITY = 0.015;
const INTRADAY = 0.4;

/** Daily log returns with a deviation of 1.5%. GARCH: alpha 0.09, beta 0.9, as daily equity indices have it. */
export function nullReturns(process: Null, length: number, random: SeededRandom): Float64Array {
  const returns = new Float64Array(length);
  let variance = 1;
  let last = 0;
  for (let t = 0; t < length; t++) {
    if (process === "t4") returns[t] = (random.studentT(4) / Math.SQRT2) * DAILY_VOLATILITY;
    else if (process === "iid") returns[t] = random.normal() * DAILY_VOLATILITY;
    else {
      variance = 0.01 + 0.09 * last * last + 0.9 * variance;
      last = Math.sqrt(variance) * random.normal();
      returns[t] = last * DAILY_VOLATILITY;
    }
  }
  return returns;
}

/** Bars whose closes follow the returns; part of each day's move is the gap, and the range reaches past both. */
export function pricesFrom(returns: Float64Array, random: SeededRandom): KernelPrices {
  const n = returns.length;
  const column = () => new Float64Array(n);
  const [open, high, low, close] = [column(), column(), column(), column()];
  let last = 100;
  for (let t = 0; t < n; t++) {
    open[t] = last * Math.exp(INTRADAY * returns[t]!);
    close[t] = last * Math.exp(returns[t]!);
    high[t] = Math.max(open[t]!, close[t]!) * (1 + 0.004 * random.uniform());
    low[t] = Math.min(open[t]!, close[t]!) * (1 - 0.004 * random.uniform());
    last = close[t]!;
  }
  const days = Int32Array.from({ length: n }, (_, t) => 15_000 + t);
  return { days, open, high, low, close, blocked: new Uint8Array(n), first: 0, end: n };
}

/** An account that pays 10 basis points a side. */
export const BOOK: KernelBook = {
  capital: 1_000_000,
  leverage: 1,
  maintenance: 0.25,
  lot: 0,
  proportionalCosts: 0.001,
  costs: { areKnown: () => true, of: () => 0, affordable: () => 0 },
  borrow: 0.01,
  financing: 0.05,
  sessionsPerYear: 252,
  riskFree: 0,
};

/** `bursts` places at random, at least `apart` sessions from each other, each with `size` events two sessions apart. */
export function randomCalendar(
  length: number,
  bursts: number,
  size: number,
  apart: number,
  random: SeededRandom,
): Int32Array {
  const starts: number[] = [];
  while (starts.length < bursts) {
    const start = random.integer(length - 2 * size);
    if (starts.every((other) => Math.abs(other - start) >= apart)) starts.push(start);
  }
  return Int32Array.from(
    starts.flatMap((start) => Array.from({ length: size }, (_, i) => start + 2 * i)),
  ).sort();
}
