import { describe, expect, it } from "vitest";
import { InputError } from "../src/errors.ts";
import * as evidence from "../src/evidence.ts";

const numbers = (n: number, seed: number) =>
  Array.from({ length: n }, (_, t) => 0.02 * Math.sin(seed * (t + 1) ** 1.5));
const returnsOf = (asset: string, seed: number, start: number) => ({
  asset,
  estimation: {
    returns: numbers(40, seed),
    market: numbers(40, 9),
    factors: [numbers(40, 9)],
    sessions: Array.from({ length: 40 }, (_, t) => start + t),
  },
  window: {
    returns: numbers(5, seed + 1),
    market: numbers(5, 9.5),
    factors: [numbers(5, 9.5)],
    sessions: Array.from({ length: 5 }, (_, t) => start + 40 + t),
  },
});
const events = [1, 2, 3, 4].map((seed) => returnsOf(`A${seed % 2}`, seed, seed * 3));
const { events: abnormal } = evidence.estimateEvents(events, evidence.marketModel);
const [event] = abnormal;
const values = numbers(12, 2);
const positive = values.map((value) => 1 + value);
const labels = values.map((_, i) => `burst ${i % 4}`);
const days = values.map((_, t) => 19_000 + t);
const freedoms = values.map(() => 30);
const rows = [values, numbers(12, 3), numbers(12, 4)];
const calendarTime = {
  returns: rows,
  events: [{ asset: 0, session: 3 }],
  first: 0,
  last: 4,
  factors: [numbers(12, 5)],
};
const random = new evidence.SeededRandom(1);
const range = { first: 1, last: 3 };

/** A right call of each formula, all parameters given. */
const RIGHT: Readonly<Record<string, readonly unknown[]>> = {
  abnormalStandardizedReturns: [values, rows[1]],
  adjustedExcessKurtosis: [values],
  adjustedSkewness: [values],
  averageAbnormalReturns: [abnormal, "window"],
  averageRanks: [abnormal],
  benjaminiHochberg: [[0.01, 0.04]],
  benjaminiYekutieli: [[0.01, 0.04]],
  biasCorrectedInterval: [values, 0.001, rows[1], 0.9],
  bmpTest: [values, "two-sided"],
  bonferroni: [[0.01, 0.04]],
  burstLabels: [
    [
      { first: 0, last: 9 },
      { first: 5, last: 12 },
    ],
  ],
  burstsOf: [
    [
      { entry: 0, exit: 9 },
      { entry: 30, exit: 39 },
    ],
  ],
  buyAndHoldAbnormalReturn: [values, rows[1]],
  buyAndHoldTest: [{ value: 0.02, days: 5 }, 0.01, 30, "less"],
  calendarShiftTest: [[{ values, positions: [1, 5] }], { draws: 9, seed: 1 }, "greater"],
  calendarTimePortfolio: [calendarTime],
  calendarTimeTest: [calendarTime, "ols", "two-sided"],
  circularBlockBootstrapIndices: [20, 3, random, new Int32Array(5)],
  circularWindowSums: [values, -1, 3],
  clusteredTest: [values, labels, "two-sided"],
  corradoTest: [evidence.averageRanks(abnormal), range, "two-sided"],
  corradoZivneySignTest: [abnormal, range, "two-sided"],
  crossSectionalTest: [values, "two-sided"],
  cumulativeAbnormalReturn: [event, range],
  drawdownEpisodes: [positive, days],
  effectiveSampleSize: [20, 0.2],
  estimateEvents: [events, evidence.marketModel, 10],
  eventStudy: [
    {
      assetReturns: { A: numbers(60, 1), B: numbers(60, 2) },
      benchmarkReturns: numbers(60, 3),
      factorReturns: [numbers(60, 4)],
      events: [
        { asset: "A", session: 45 },
        { asset: "B", session: 50 },
      ],
      estimation: { first: -40, last: -3 },
      window: { first: -2, last: 4 },
      ranges: [{ first: 0, last: 4 }],
      model: "market",
      deviation: "about-zero",
      minimumObservations: 10,
      incomplete: "refuse",
      sided: "two-sided",
      correlation: "calendar",
      clusters: ["a", "b"],
      secondClusters: [1, 2],
      tests: ["patell"],
      draws: 9,
      seed: 1,
    },
  ],
  eventStudyTests: [
    abnormal,
    {
      range,
      sided: "two-sided",
      correlation: "calendar",
      clusters: [1, 2, 3, 4],
      secondClusters: ["a", "b", "a", "b"],
    },
  ],
  factorModel: [events[0]],
  forecastErrorFactors: [event],
  generalizedRankTests: [abnormal.map(evidence.standardizedResiduals), [0.1, 0.2, 0.4, -0.3], "two-sided"],
  generalizedSignTest: [values, 0.48, "two-sided", "auto"],
  hallTest: [values, "two-sided"],
  holm: [[0.01, 0.04]],
  independentFirmsTest: [0.01, positive, 3, "two-sided"],
  kolariPynnonenFactor: ["bmp", 10, 0.05],
  kolariPynnonenPatellTest: [values, freedoms, { value: 0.1 }, "two-sided"],
  kolariPynnonenTest: [values, { value: 0.1 }, "two-sided"],
  lambTest: [0.01, values, 1.1, "two-sided"],
  logReturns: [positive],
  marketAdjustedModel: [events[0], "about-mean"],
  marketModel: [events[0]],
  maxStatisticAdjustedPValues: [
    [3, 1],
    [
      [0, 4, 1],
      [2, 0, 1],
    ],
  ],
  meanAdjustedModel: [events[0]],
  metrics: [
    {
      levels: positive,
      days,
      grossWeights: numbers(11, 1),
      tradedNotional: 5,
      trades: { profits: [1], returns: [0.1], sessionsHeld: [3] },
      benchmarkReturns: numbers(11, 4),
      trialSharpes: [0.1, 0.2],
      sessionsPerYear: 246,
      riskFree: 0,
    },
  ],
  minimumDetectableAverage: [0.05, 25, { level: 0.05, power: 0.8, sided: "two-sided" }],
  minimumDetectableEffect: [0.01, { level: 0.05, power: 0.8, sided: "greater", degreesOfFreedom: 12 }],
  monthlyReturns: [positive, days],
  neweyWestMeanVariance: [values, 2],
  optimalBlockLength: [values],
  ordinaryLeastSquares: [values, [rows[1]], { intercept: true }],
  overlapCorrelation: [abnormal, range, undefined, [0, 1, 3]],
  patellSumOfStandardizedTest: [rows, [30, 30, 30], "two-sided"],
  patellTest: [values, freedoms, "two-sided"],
  percentileInterval: [values, 0.9],
  positiveResidualShare: [abnormal],
  precisionWeightedAverage: [values, positive],
  precisionWeightedTest: [values, positive, positive, "two-sided"],
  randomDatesTest: [values, [1, 5], { draws: 9, seed: 1 }, "two-sided"],
  relativeDayCorrelation: [rows],
  rollingMaxDrawdown: [positive, 3],
  rollingSharpe: [values, 3, { sessionsPerYear: 246, riskFree: 0 }],
  rollingVolatility: [values, 3, { sessionsPerYear: 246, riskFree: 0 }],
  signFlipTest: [values, { exactUpTo: 10, draws: 9, seed: 1 }],
  signTest: [values, "two-sided", "exact"],
  simpleReturns: [positive],
  singleEventTest: [event, range, true, "two-sided"],
  standardizedAbnormalReturns: [event, false],
  standardizedDifferences: [values, rows[1]],
  standardizedResiduals: [event],
  stationaryBootstrapIndices: [20, 3.5, random, new Int32Array(5)],
  timeSeriesTest: [0.01, values, 5, "two-sided"],
  twoWayClusteredTest: [values, labels, values.map((_, i) => i % 3), "two-sided"],
  wilcoxonTest: [values, "two-sided", "normal", true],
  yearlyReturns: [positive, days],
};

const NONSENSE: readonly unknown[] = [
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -3,
  2.5,
  1e6,
  "nonsense",
  true,
  [],
  [Number.NaN, 1, 2],
  [1, Number.POSITIVE_INFINITY],
  ["a", "b"],
  [undefined],
  [[1, 2], [1]],
  [[]],
  [{}],
  {},
  { length: -1 },
  new Float64Array(3),
  new DataView(new ArrayBuffer(8)),
  () => 1,
  1n,
  Symbol("x"),
];

/** The value with each of its fields, entries and itself replaced by each nonsense, one at a time. */
function* spoilt(value: unknown, depth = 0): Generator<unknown> {
  yield* NONSENSE;
  if (depth > 2 || typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
  if (Array.isArray(value)) {
    for (const entry of spoilt(value[0], depth + 1)) yield [entry, ...value.slice(1)];
    yield value.slice(1);
    return;
  }
  if (value instanceof evidence.SeededRandom) return;
  for (const [key, field] of Object.entries(value)) {
    for (const entry of spoilt(field, depth + 1)) yield { ...value, [key]: entry };
    yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  }
}

/** Where the docstring says that NaN is the answer to values without variation, too few of them, or a missing day. */
const SAYS_NAN = new Set([
  "adjustedExcessKurtosis",
  "adjustedSkewness",
  "neweyWestMeanVariance",
  "positiveResidualShare",
  "circularWindowSums",
]);

const formulas = Object.entries(evidence).filter(([name]) => name !== "SeededRandom") as readonly (readonly [
  string,
  (...given: readonly unknown[]) => unknown,
])[];

describe("a formula that plain JavaScript calls with anything", () => {
  it.each(formulas)("%s answers what is right, and refuses the rest in words", (name, formula) => {
    const right = RIGHT[name]!;
    expect(() => formula(...right)).not.toThrow();
    const calls = [
      [],
      ...right.flatMap((value, i) =>
        Array.from(spoilt(value), (wrong) => [...right.slice(0, i), wrong, ...right.slice(i + 1)]),
      ),
    ];
    const strange = calls.flatMap((given) => {
      try {
        const answer = formula(...given);
        return SAYS_NAN.has(name) || !holdsNaN(answer) ? [] : [`${show(given)} gives ${show(answer)}`];
      } catch (error) {
        if (!(error instanceof InputError)) return [`${show(given)} throws ${(error as Error).stack}`];
        const isSaid = error.issues.every(
          ({ what, at, fix }) => what !== "" && at !== undefined && fix !== undefined,
        );
        return isSaid ? [] : [`${show(given)} says ${error.message}`];
      }
    });
    expect(strange.slice(0, 3)).toEqual([]);
  });

  it("names the argument and how to mend it", () => {
    const ask =
      (...given: unknown[]) =>
      () =>
        evidence.patellTest(...(given as [number[], number[]]));
    expect(ask([1, "2"], [30, 30])).toThrow(
      '"2" is no finite number\n  at   standardized[1] of patellTest\n  fix  give a finite number',
    );
    expect(ask([1, 2], [30])).toThrow(
      "2 events need as many degrees of freedom, got 1\n  at   patellTest\n  fix  give arguments that fit one another: patellTest(standardized, degreesOfFreedom, sided)",
    );
  });

  it("draws refuse what is no seed, bound or list", () => {
    for (const wrong of NONSENSE.filter((value) => value !== 1e6)) {
      expect(() => new evidence.SeededRandom(wrong as number)).toThrow(InputError);
      expect(() => random.integer(wrong as number)).toThrow(InputError);
    }
    for (const wrong of [undefined, null, 5, "list"]) {
      expect(() => random.shuffle(wrong as never)).toThrow(InputError);
      expect(() => random.sample(wrong as never, 1)).toThrow(InputError);
    }
  });
});

function holdsNaN(value: unknown): boolean {
  if (typeof value === "number") return Number.isNaN(value);
  if (ArrayBuffer.isView(value)) return false;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsNaN);
}

function show(value: unknown): string {
  return `${JSON.stringify(value, (_, one) =>
    typeof one === "bigint" || typeof one === "symbol" || (typeof one === "number" && !Number.isFinite(one))
      ? String(one)
      : typeof one === "function"
        ? "function"
        : one,
  )}`.slice(0, 600);
}
