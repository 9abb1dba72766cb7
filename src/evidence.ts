/**
 * Every formula of edict's evidence, each on plain arrays of numbers, for those who bring their own data. `eventStudy` is
 * the whole study; the rest are its parts and what the luck test is made of. docs/methodology.md has the formulas.
 * This file is long: it is the list of them all.
 *
 * All are pure. A test answers with its statistic and p-value or, where it is undefined, with null and the reason.
 * Arguments of the wrong kind (no numbers, NaN where nothing may be missing, Infinity) and such as do not fit one another
 * (what a formula's own text calls a RangeError) are an InputError, which says which argument and how to mend it.
 *
 * @packageDocumentation
 */
import {
  FUNCTION,
  fields,
  listOf,
  one,
  optional,
  orNull,
  PROBABILITY,
  WHOLE,
  wholeFrom,
  word,
} from "./decode/argument-check.ts";
import { checkedFormula } from "./evidence/checked-formula.ts";
import * as given from "./evidence/formula-arguments.ts";
import * as formulas from "./evidence/formulas.ts";

export type {
  AbnormalReturns,
  DayRange,
  EstimatedEvents,
  EventReturns,
  RefusedEvent,
  ReturnWindow,
} from "./analysis/event-study/abnormal-returns.ts";
export type { EventStudy } from "./analysis/event-study/event-study.ts";
export { eventStudy } from "./analysis/event-study/event-study.ts";
export type { EventOfAsset, EventStudyInput } from "./analysis/event-study/event-study-input.ts";
export type { EventStudyOptions, EventStudyTests } from "./analysis/event-study/event-study-tests.ts";
export type { RelativeSessions } from "./analysis/event-study/relative-sessions.ts";
export type { TestResult } from "./analysis/event-study/test-result.ts";
export type { DrawdownEpisode } from "./analysis/metrics/drawdown-episodes.ts";
export type { PeriodReturn } from "./analysis/metrics/period-returns.ts";
export { metrics } from "./evidence/checked-metrics.ts";
export { SeededRandom } from "./statistics/seeded-random.ts";

const { values, sided } = given;
export const estimateEvents = checkedFormula("estimateEvents", formulas.estimateEvents, {
  events: listOf(given.eventReturns),
  model: one(FUNCTION),
  minimumObservations: optional(one(wholeFrom(0))),
});
export const abnormalStandardizedReturns = checkedFormula(
  "abnormalStandardizedReturns",
  formulas.abnormalStandardizedReturns,
  { event: given.aboveRuin, control: given.aboveRuin },
);
export const standardizedDifferences = checkedFormula(
  "standardizedDifferences",
  formulas.standardizedDifferences,
  { event: given.aboveRuin, control: given.aboveRuin },
);
export const averageAbnormalReturns = checkedFormula(
  "averageAbnormalReturns",
  formulas.averageAbnormalReturns,
  { events: given.abnormals, part: optional(word("window", "estimation")) },
);
export const burstLabels = checkedFormula("burstLabels", formulas.burstLabels, {
  windows: listOf(fields({ first: given.number, last: given.number })),
});
export const buyAndHoldAbnormalReturn = checkedFormula(
  "buyAndHoldAbnormalReturn",
  formulas.buyAndHoldAbnormalReturn,
  { returns: given.withMissing, expected: given.withMissing },
);
export const overlapCorrelation = checkedFormula("overlapCorrelation", formulas.overlapCorrelation, {
  events: given.calendarEvents,
  range: given.range,
  overlap: optional(orNull(given.eventOverlap)),
  used: optional(given.places),
});
export const relativeDayCorrelation = checkedFormula(
  "relativeDayCorrelation",
  formulas.relativeDayCorrelation,
  { residuals: given.rowsWithMissing },
);
export const cumulativeAbnormalReturn = checkedFormula(
  "cumulativeAbnormalReturn",
  formulas.cumulativeAbnormalReturn,
  { event: given.abnormal, range: given.range },
);
export const effectiveSampleSize = checkedFormula("effectiveSampleSize", formulas.effectiveSampleSize, {
  n: given.atLeastOne,
  correlation: given.number,
});
export const minimumDetectableAverage = checkedFormula(
  "minimumDetectableAverage",
  formulas.minimumDetectableAverage,
  { deviation: given.number, effectiveEvents: given.number, options: given.detectable },
);
export const eventStudyTests = checkedFormula("eventStudyTests", formulas.eventStudyTests, {
  events: given.abnormals,
  options: optional(
    fields({
      range: given.range,
      sided,
      correlation: optional(word("calendar", "relative-day")),
      clusters: optional(given.labels),
      secondClusters: optional(given.labels),
      signFlip: given.signFlip,
    }),
  ),
});
export const bmpTest = checkedFormula("bmpTest", formulas.bmpTest, { standardized: values, sided });
export const calendarShiftTest = checkedFormula("calendarShiftTest", formulas.calendarShiftTest, {
  series: given.eventSeries,
  plan: given.shiftPlan,
  sided,
});
export const calendarTimePortfolio = checkedFormula("calendarTimePortfolio", formulas.calendarTimePortfolio, {
  input: given.calendarTime,
});
export const calendarTimeTest = checkedFormula("calendarTimeTest", formulas.calendarTimeTest, {
  input: given.calendarTime,
  errors: optional(word("newey-west", "ols")),
  sided,
});
export const clusteredTest = checkedFormula("clusteredTest", formulas.clusteredTest, {
  values,
  labels: given.labels,
  sided,
});
export const twoWayClusteredTest = checkedFormula("twoWayClusteredTest", formulas.twoWayClusteredTest, {
  values,
  first: given.labels,
  second: given.labels,
  sided,
});
export const averageRanks = checkedFormula("averageRanks", formulas.averageRanks, {
  events: given.cutEvents,
  ranked: optional(given.rankedEstimation),
});
export const corradoTest = checkedFormula("corradoTest", formulas.corradoTest, {
  ranks: given.averageRanks,
  range: given.range,
  sided,
});
export const corradoZivneySignTest = checkedFormula("corradoZivneySignTest", formulas.corradoZivneySignTest, {
  events: given.listOrOne(given.cutEvents, given.signSums),
  range: given.range,
  sided,
});
export const crossSectionalTest = checkedFormula("crossSectionalTest", formulas.crossSectionalTest, {
  values,
  sided,
});
export const generalizedRankTests = checkedFormula("generalizedRankTests", formulas.generalizedRankTests, {
  estimation: given.listOrOne(given.rowsWithMissing, given.rankedEstimation),
  standardized: given.withMissing,
  sided,
});
export const hallTest = checkedFormula("hallTest", formulas.hallTest, { values, sided });
export const kolariPynnonenFactor = checkedFormula("kolariPynnonenFactor", formulas.kolariPynnonenFactor, {
  form: word("bmp", "patell"),
  n: given.atLeastOne,
  r: given.number,
});
export const kolariPynnonenPatellTest = checkedFormula(
  "kolariPynnonenPatellTest",
  formulas.kolariPynnonenPatellTest,
  { standardized: values, degreesOfFreedom: values, correlation: given.correlation, sided },
);
export const kolariPynnonenTest = checkedFormula("kolariPynnonenTest", formulas.kolariPynnonenTest, {
  standardized: values,
  correlation: given.correlation,
  sided,
});
export const patellSumOfStandardizedTest = checkedFormula(
  "patellSumOfStandardizedTest",
  formulas.patellSumOfStandardizedTest,
  { standardizedDays: given.rowsWithMissing, degreesOfFreedom: values, sided },
);
export const patellTest = checkedFormula("patellTest", formulas.patellTest, {
  standardized: values,
  degreesOfFreedom: values,
  sided,
});
export const precisionWeightedAverage = checkedFormula(
  "precisionWeightedAverage",
  formulas.precisionWeightedAverage,
  { values, deviations: given.positives },
);
export const precisionWeightedTest = checkedFormula("precisionWeightedTest", formulas.precisionWeightedTest, {
  values,
  deviations: given.positives,
  varianceFactors: given.positives,
  sided,
});
export const randomDatesTest = checkedFormula("randomDatesTest", formulas.randomDatesTest, {
  values,
  positions: given.places,
  options: given.draws,
  sided,
});
export const generalizedSignTest = checkedFormula("generalizedSignTest", formulas.generalizedSignTest, {
  values,
  positiveShare: one(PROBABILITY),
  sided,
  method: given.method,
});
export const positiveResidualShare = checkedFormula("positiveResidualShare", formulas.positiveResidualShare, {
  events: given.residuals,
});
export const signTest = checkedFormula("signTest", formulas.signTest, {
  values,
  sided,
  method: given.method,
});
export const signFlipTest = checkedFormula("signFlipTest", formulas.signFlipTest, {
  values,
  options: given.signFlip,
});
export const buyAndHoldTest = checkedFormula("buyAndHoldTest", formulas.buyAndHoldTest, {
  buyAndHold: fields({ value: given.number, days: one(wholeFrom(1)) }),
  residualDeviation: given.number,
  degreesOfFreedom: given.number,
  sided,
});
export const singleEventTest = checkedFormula("singleEventTest", formulas.singleEventTest, {
  event: given.abnormal,
  range: given.range,
  forecastError: given.flag,
  sided,
});
export const independentFirmsTest = checkedFormula("independentFirmsTest", formulas.independentFirmsTest, {
  average: given.number,
  deviations: given.positives,
  days: given.days,
  sided,
});
export const lambTest = checkedFormula("lambTest", formulas.lambTest, {
  average: given.number,
  estimationAverages: given.withMissing,
  forecastErrorFactor: given.number,
  sided,
});
export const timeSeriesTest = checkedFormula("timeSeriesTest", formulas.timeSeriesTest, {
  average: given.number,
  estimationAverages: given.withMissing,
  days: given.days,
  sided,
});
export const wilcoxonTest = checkedFormula("wilcoxonTest", formulas.wilcoxonTest, {
  values,
  sided,
  method: given.method,
  continuity: given.flag,
});
export const factorModel = checkedFormula("factorModel", formulas.factorModel, { event: given.eventReturns });
export const marketAdjustedModel = checkedFormula("marketAdjustedModel", formulas.marketAdjustedModel, {
  event: given.eventReturns,
  deviation: optional(word("about-zero", "about-mean")),
});
export const marketModel = checkedFormula("marketModel", formulas.marketModel, { event: given.eventReturns });
export const meanAdjustedModel = checkedFormula("meanAdjustedModel", formulas.meanAdjustedModel, {
  event: given.eventReturns,
});
export const forecastErrorFactors = checkedFormula("forecastErrorFactors", formulas.forecastErrorFactors, {
  event: given.abnormal,
});
export const standardizedAbnormalReturns = checkedFormula(
  "standardizedAbnormalReturns",
  formulas.standardizedAbnormalReturns,
  { event: given.abnormal, forecastError: given.flag },
);
export const standardizedResiduals = checkedFormula("standardizedResiduals", formulas.standardizedResiduals, {
  event: given.abnormal,
});
export const drawdownEpisodes = checkedFormula("drawdownEpisodes", formulas.drawdownEpisodes, {
  levels: values,
  days: given.wholes,
});
export const monthlyReturns = checkedFormula("monthlyReturns", formulas.monthlyReturns, {
  levels: values,
  days: given.wholes,
});
export const yearlyReturns = checkedFormula("yearlyReturns", formulas.yearlyReturns, {
  levels: values,
  days: given.wholes,
});
export const rollingMaxDrawdown = checkedFormula("rollingMaxDrawdown", formulas.rollingMaxDrawdown, {
  levels: values,
  window: given.window,
});
export const rollingSharpe = checkedFormula("rollingSharpe", formulas.rollingSharpe, {
  returns: values,
  window: given.window,
  options: given.metricOptions,
});
export const rollingVolatility = checkedFormula("rollingVolatility", formulas.rollingVolatility, {
  returns: values,
  window: given.window,
  options: given.metricOptions,
});
export const burstsOf = checkedFormula("burstsOf", formulas.burstsOf, {
  trades: listOf(fields({ entry: given.number, exit: given.number })),
});
export const circularBlockBootstrapIndices = checkedFormula(
  "circularBlockBootstrapIndices",
  formulas.circularBlockBootstrapIndices,
  { length: one(wholeFrom(1)), blockLength: one(wholeFrom(1)), random: given.source, into: given.into },
);
export const stationaryBootstrapIndices = checkedFormula(
  "stationaryBootstrapIndices",
  formulas.stationaryBootstrapIndices,
  { length: one(wholeFrom(1)), meanBlockLength: given.atLeastOne, random: given.source, into: given.into },
);
export const optimalBlockLength = checkedFormula("optimalBlockLength", formulas.optimalBlockLength, {
  values,
});
export const biasCorrectedInterval = checkedFormula("biasCorrectedInterval", formulas.biasCorrectedInterval, {
  replicates: values,
  estimate: given.number,
  leaveOneOut: values,
  level: given.level,
});
export const percentileInterval = checkedFormula("percentileInterval", formulas.percentileInterval, {
  replicates: values,
  level: given.level,
});
export const circularWindowSums = checkedFormula("circularWindowSums", formulas.circularWindowSums, {
  series: given.withMissing,
  first: one(WHOLE),
  length: one(wholeFrom(1)),
});
export const maxStatisticAdjustedPValues = checkedFormula(
  "maxStatisticAdjustedPValues",
  formulas.maxStatisticAdjustedPValues,
  { observed: values, draws: listOf(values) },
);
export const minimumDetectableEffect = checkedFormula(
  "minimumDetectableEffect",
  formulas.minimumDetectableEffect,
  { standardError: given.aboveZero, options: given.detectable },
);
export const adjustedExcessKurtosis = checkedFormula(
  "adjustedExcessKurtosis",
  formulas.adjustedExcessKurtosis,
  { values },
);
export const adjustedSkewness = checkedFormula("adjustedSkewness", formulas.adjustedSkewness, { values });
export const benjaminiHochberg = checkedFormula("benjaminiHochberg", formulas.benjaminiHochberg, {
  pValues: given.pValues,
});
export const benjaminiYekutieli = checkedFormula("benjaminiYekutieli", formulas.benjaminiYekutieli, {
  pValues: given.pValues,
});
export const bonferroni = checkedFormula("bonferroni", formulas.bonferroni, { pValues: given.pValues });
export const holm = checkedFormula("holm", formulas.holm, { pValues: given.pValues });
export const neweyWestMeanVariance = checkedFormula("neweyWestMeanVariance", formulas.neweyWestMeanVariance, {
  values,
  lag: optional(one(wholeFrom(0))),
});
export const ordinaryLeastSquares = checkedFormula("ordinaryLeastSquares", formulas.ordinaryLeastSquares, {
  response: values,
  regressors: listOf(values),
  options: optional(fields({ intercept: given.flag })),
});
export const logReturns = checkedFormula("logReturns", formulas.logReturns, { levels: given.positives });
export const simpleReturns = checkedFormula("simpleReturns", formulas.simpleReturns, {
  levels: given.positives,
});
