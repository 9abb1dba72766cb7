/**
 * The formulas that `edict/evidence` hands out, as edict calls them itself: `evidence.ts` puts a check before each.
 */
export { estimateEvents } from "../analysis/event-study/abnormal-returns.ts";
export {
  abnormalStandardizedReturns,
  standardizedDifferences,
} from "../analysis/event-study/abnormal-standardized-return.ts";
export { averageAbnormalReturns } from "../analysis/event-study/average-abnormal-return.ts";
export { burstLabels } from "../analysis/event-study/burst-labels.ts";
export { buyAndHoldAbnormalReturn } from "../analysis/event-study/buy-and-hold-abnormal-return.ts";
export { overlapCorrelation, relativeDayCorrelation } from "../analysis/event-study/cross-correlation.ts";
export { cumulativeAbnormalReturn } from "../analysis/event-study/cumulative-abnormal-return.ts";
export {
  effectiveSampleSize,
  minimumDetectableAverage,
} from "../analysis/event-study/effective-sample-size.ts";
export { eventStudyTests } from "../analysis/event-study/event-study-tests.ts";
export { bmpTest } from "../analysis/event-study/hypothesis-tests/bmp.ts";
export { calendarShiftTest } from "../analysis/event-study/hypothesis-tests/calendar-shift.ts";
export {
  calendarTimePortfolio,
  calendarTimeTest,
} from "../analysis/event-study/hypothesis-tests/calendar-time-portfolio.ts";
export { clusteredTest, twoWayClusteredTest } from "../analysis/event-study/hypothesis-tests/clustered.ts";
export { averageRanks, corradoTest } from "../analysis/event-study/hypothesis-tests/corrado-rank.ts";
export { corradoZivneySignTest } from "../analysis/event-study/hypothesis-tests/corrado-zivney-sign.ts";
export { crossSectionalTest } from "../analysis/event-study/hypothesis-tests/cross-sectional.ts";
export { generalizedRankTests } from "../analysis/event-study/hypothesis-tests/generalized-rank.ts";
export { hallTest } from "../analysis/event-study/hypothesis-tests/hall.ts";
export {
  kolariPynnonenFactor,
  kolariPynnonenPatellTest,
  kolariPynnonenTest,
} from "../analysis/event-study/hypothesis-tests/kolari-pynnonen.ts";
export { patellSumOfStandardizedTest, patellTest } from "../analysis/event-study/hypothesis-tests/patell.ts";
export {
  precisionWeightedAverage,
  precisionWeightedTest,
} from "../analysis/event-study/hypothesis-tests/precision-weighted.ts";
export { randomDatesTest } from "../analysis/event-study/hypothesis-tests/random-dates.ts";
export {
  generalizedSignTest,
  positiveResidualShare,
  signTest,
} from "../analysis/event-study/hypothesis-tests/sign.ts";
export { signFlipTest } from "../analysis/event-study/hypothesis-tests/sign-flip.ts";
export { buyAndHoldTest, singleEventTest } from "../analysis/event-study/hypothesis-tests/single-event.ts";
export {
  independentFirmsTest,
  lambTest,
  timeSeriesTest,
} from "../analysis/event-study/hypothesis-tests/time-series.ts";
export { wilcoxonTest } from "../analysis/event-study/hypothesis-tests/wilcoxon.ts";
export { factorModel } from "../analysis/event-study/models/factor-model.ts";
export { marketAdjustedModel } from "../analysis/event-study/models/market-adjusted-model.ts";
export { marketModel } from "../analysis/event-study/models/market-model.ts";
export { meanAdjustedModel } from "../analysis/event-study/models/mean-adjusted-model.ts";
export {
  forecastErrorFactors,
  standardizedAbnormalReturns,
  standardizedResiduals,
} from "../analysis/event-study/standardized-abnormal-return.ts";
export { drawdownEpisodes } from "../analysis/metrics/drawdown-episodes.ts";
export { monthlyReturns, yearlyReturns } from "../analysis/metrics/period-returns.ts";
export { rollingMaxDrawdown, rollingSharpe, rollingVolatility } from "../analysis/metrics/rolling-metrics.ts";
export { burstsOf } from "../analysis/significance/bursts.ts";
export { circularBlockBootstrapIndices, stationaryBootstrapIndices } from "../statistics/block-bootstrap.ts";
export { optimalBlockLength } from "../statistics/block-length.ts";
export { biasCorrectedInterval, percentileInterval } from "../statistics/bootstrap-interval.ts";
export { circularWindowSums } from "../statistics/circular-shift.ts";
export { maxStatisticAdjustedPValues } from "../statistics/max-statistic.ts";
export { minimumDetectableEffect } from "../statistics/minimum-detectable-effect.ts";
export { adjustedExcessKurtosis, adjustedSkewness } from "../statistics/moments.ts";
export { benjaminiHochberg, benjaminiYekutieli, bonferroni, holm } from "../statistics/multiple-testing.ts";
export { neweyWestMeanVariance } from "../statistics/newey-west.ts";
export { ordinaryLeastSquares } from "../statistics/ordinary-least-squares.ts";
export { logReturns, simpleReturns } from "../statistics/returns.ts";
