import { RETURN_RESOLUTION } from "../analysis/metrics/metric.ts";
import { formatCounted } from "../decode/format-count.ts";
import { stationaryBootstrapIndices } from "../statistics/block-bootstrap.ts";
import { optimalBlockLength } from "../statistics/block-length.ts";
import { type Interval, percentileInterval } from "../statistics/bootstrap-interval.ts";
import { isConstant, mean, standardDeviation } from "../statistics/moments.ts";
import { simpleReturns } from "../statistics/returns.ts";
import { SeededRandom } from "../statistics/seeded-random.ts";
import type { ResultDocument } from "./result-schema.ts";

/** How much better the second run did than the first, with an interval that keeps their sessions paired. */
export interface PairedDifference {
  readonly name: "mean annual return" | "Sharpe ratio";
  /** null where it is undefined; the interval then has the reason */
  readonly difference: number | null;
  readonly interval: Interval;
  /** both runs earned the same on every session that they share, so that there is nothing to compare */
  readonly isIdentical: boolean;
  /** sessions on which both runs have a return */
  readonly sessions: number;
  /** mean length of the resampled blocks, in sessions */
  readonly blockLength: number | null;
}

const REPLICATES = 2000;
const LEVEL = 0.95;
const METHOD = "paired stationary bootstrap, percentile";
const FEWEST_SESSIONS = 20;
/** Sets these draws apart from all others of the same seed. */
const STREAM = 0xc0de;

/**
 * Differences in mean annual return and in Sharpe ratio, second less first, on the sessions that both runs share.
 *
 * Both runs are resampled by the same blocks of sessions (Politis and Romano 1994), so that what moved them both on a
 * day goes on moving them together: the interval is of the difference, which is much narrower than the two runs' own.
 * The mean block length is that of Politis and White for the series of differences.
 *
 * @returns no interval for fewer than 20 shared sessions, where the returns do not vary, or where both are the same
 */
export function compareReturns(first: ResultDocument, second: ResultDocument): PairedDifference[] {
  const [a, b] = sharedReturns(first, second);
  const sessionsPerYear = first.config.sessionsPerYear;
  const annual = (x: Float64Array, y: Float64Array) => sessionsPerYear * (mean(y) - mean(x));
  const sharpe = (x: Float64Array, y: Float64Array) =>
    Math.sqrt(sessionsPerYear) *
    ((mean(y) - second.config.riskFree) / standardDeviation(y) -
      (mean(x) - first.config.riskFree) / standardDeviation(x));
  if (areIdentical(a, b)) return identical(first, second, a.length);
  const why = whyNone(first, second, a, b);
  if (why !== null) {
    return (["mean annual return", "Sharpe ratio"] as const).map((name) => none(name, a.length, why));
  }
  const difference = a.map((value, index) => b[index]! - value);
  const blockLength = optimalBlockLength(difference)?.stationary ?? 1;
  const replicates = resample(a, b, blockLength, first.config.seed, [annual, sharpe]);
  const told = (name: PairedDifference["name"], value: number, values: Float64Array): PairedDifference => {
    // A resample may draw only sessions without a position, whose Sharpe ratio is undefined.
    const defined = values.filter(Number.isFinite);
    const interval =
      defined.length < values.length / 2
        ? noInterval("more than half of the resamples have no variation")
        : { ...percentileInterval(defined, LEVEL), method: METHOD };
    return { name, difference: value, interval, isIdentical: false, sessions: a.length, blockLength };
  };
  return [
    told("mean annual return", annual(a, b), replicates[0]!),
    told("Sharpe ratio", sharpe(a, b), replicates[1]!),
  ];
}

/** Returns of both runs between the days on which both have a level. */
function sharedReturns(first: ResultDocument, second: ResultDocument): [Float64Array, Float64Array] {
  const other = new Map(second.equity.date.map((date, index) => [date, second.equity.equity[index]!]));
  const shared = first.equity.date.flatMap((date, index) => {
    const level = other.get(date);
    return level === undefined ? [] : [[first.equity.equity[index]!, level] as const];
  });
  if (shared.length < 2) return [new Float64Array(0), new Float64Array(0)];
  return [
    simpleReturns(Float64Array.from(shared, (pair) => pair[0])),
    simpleReturns(Float64Array.from(shared, (pair) => pair[1])),
  ];
}

function whyNone(
  first: ResultDocument,
  second: ResultDocument,
  a: Float64Array,
  b: Float64Array,
): string | null {
  if (first.config.sessionsPerYear !== second.config.sessionsPerYear)
    return "the two runs annualise by different numbers of sessions";
  if (a.length < FEWEST_SESSIONS)
    return `the runs share ${formatCounted(a.length, "session")}; ${FEWEST_SESSIONS} are needed`;
  if (isConstant(a) || isConstant(b)) return "the returns of a run do not vary";
  return null;
}

type Statistic = (first: Float64Array, second: Float64Array) => number;

function resample(
  a: Float64Array,
  b: Float64Array,
  blockLength: number,
  seed: number,
  statistics: readonly Statistic[],
): Float64Array[] {
  const random = new SeededRandom(seed, STREAM);
  const indices = new Int32Array(a.length);
  const [x, y] = [new Float64Array(a.length), new Float64Array(a.length)];
  const replicates = statistics.map(() => new Float64Array(REPLICATES));
  for (let draw = 0; draw < REPLICATES; draw++) {
    stationaryBootstrapIndices(a.length, blockLength, random, indices);
    for (let t = 0; t < indices.length; t++) {
      x[t] = a[indices[t]!]!;
      y[t] = b[indices[t]!]!;
    }
    statistics.forEach((statistic, index) => {
      (replicates[index] as Float64Array)[draw] = statistic(x, y);
    });
  }
  return replicates;
}

function none(name: PairedDifference["name"], sessions: number, reason: string): PairedDifference {
  return {
    name,
    difference: null,
    interval: noInterval(reason),
    isIdentical: false,
    sessions,
    blockLength: null,
  };
}

/** Levels of different accounts round differently: what is nearer than that is the same return. */
function areIdentical(a: Float64Array, b: Float64Array): boolean {
  return a.length > 0 && a.every((value, index) => Math.abs(value - b[index]!) <= RETURN_RESOLUTION);
}

/** The same returns give the same mean; the Sharpe ratios differ if the runs are held against other free rates. */
function identical(first: ResultDocument, second: ResultDocument, sessions: number): PairedDifference[] {
  const same = (name: PairedDifference["name"]): PairedDifference => ({
    name,
    difference: 0,
    interval: { low: 0, high: 0, level: LEVEL, method: METHOD },
    isIdentical: true,
    sessions,
    blockLength: null,
  });
  const isOneScale =
    first.config.riskFree === second.config.riskFree &&
    first.config.sessionsPerYear === second.config.sessionsPerYear;
  return [
    same("mean annual return"),
    isOneScale
      ? same("Sharpe ratio")
      : none("Sharpe ratio", sessions, "the returns are identical, but free rate or sessions a year are not"),
  ];
}

function noInterval(reason: string): Interval {
  return { low: null, high: null, level: LEVEL, method: METHOD, reason };
}
