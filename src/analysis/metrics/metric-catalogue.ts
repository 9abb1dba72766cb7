import { definition as alpha } from "./alpha.ts";
import { definition as annualReturn } from "./annual-return.ts";
import { definition as annualVolatility } from "./annual-volatility.ts";
import { definition as averageDrawdown } from "./average-drawdown.ts";
import { definition as benchmarkCorrelation } from "./benchmark-correlation.ts";
import { definition as beta } from "./beta.ts";
import { definition as calmarRatio } from "./calmar-ratio.ts";
import { downDefinition as downCapture, upDefinition as upCapture } from "./capture-ratio.ts";
import { definition as compoundAnnualGrowthRate } from "./compound-annual-growth-rate.ts";
import { definition as conditionalValueAtRisk } from "./conditional-value-at-risk.ts";
import { definition as deflatedSharpeRatio } from "./deflated-sharpe-ratio.ts";
import { definition as excessKurtosis } from "./excess-kurtosis.ts";
import { definition as expectancy } from "./expectancy.ts";
import { weightDefinition as meanGrossExposure, timeDefinition as timeInMarket } from "./exposure.ts";
import { definition as informationRatio } from "./information-ratio.ts";
import { definition as kellyFraction } from "./kelly-fraction.ts";
import {
  daysDefinition as longestDrawdownDays,
  sessionsDefinition as longestDrawdownSessions,
} from "./longest-drawdown.ts";
import { definition as maxDrawdown } from "./max-drawdown.ts";
import { definition as meanSessionsHeld } from "./mean-sessions-held.ts";
import type { AnyMetricDefinition } from "./metric.ts";
import { definition as minimumDetectableEffect } from "./minimum-detectable-effect.ts";
import { definition as minimumTrackRecordLength } from "./minimum-track-record-length.ts";
import { definition as omegaRatio } from "./omega-ratio.ts";
import { definition as payoffRatio } from "./payoff-ratio.ts";
import { definition as probabilisticSharpeRatio } from "./probabilistic-sharpe-ratio.ts";
import { definition as profitFactor } from "./profit-factor.ts";
import { definition as sharpeRatio } from "./sharpe-ratio.ts";
import { definition as skewness } from "./skewness.ts";
import { definition as sortinoRatio } from "./sortino-ratio.ts";
import { definition as stability } from "./stability.ts";
import { definition as systemQualityNumber } from "./system-quality-number.ts";
import { definition as tailRatio } from "./tail-ratio.ts";
import { definition as totalReturn } from "./total-return.ts";
import { definition as trackingError } from "./tracking-error.ts";
import { definition as tradeCount } from "./trade-count.ts";
import {
  bestDefinition as bestTrade,
  meanDefinition as meanTradeReturn,
  medianDefinition as medianTradeReturn,
  worstDefinition as worstTrade,
} from "./trade-returns.ts";
import { definition as turnover } from "./turnover.ts";
import { definition as ulcerIndex } from "./ulcer-index.ts";
import { definition as valueAtRisk } from "./value-at-risk.ts";
import { definition as winRate } from "./win-rate.ts";

/** Every metric edict reports, in the order of a report. A new one is a file, its test, and its line here. */
export const metricCatalogue: readonly AnyMetricDefinition[] = [
  totalReturn,
  compoundAnnualGrowthRate,
  annualReturn,
  annualVolatility,
  sharpeRatio,
  sortinoRatio,
  calmarRatio,
  maxDrawdown,
  averageDrawdown,
  longestDrawdownSessions,
  longestDrawdownDays,
  ulcerIndex,
  valueAtRisk,
  conditionalValueAtRisk,
  omegaRatio,
  tailRatio,
  skewness,
  excessKurtosis,
  stability,
  timeInMarket,
  meanGrossExposure,
  turnover,
  tradeCount,
  winRate,
  payoffRatio,
  profitFactor,
  expectancy,
  bestTrade,
  worstTrade,
  meanTradeReturn,
  medianTradeReturn,
  meanSessionsHeld,
  systemQualityNumber,
  kellyFraction,
  alpha,
  beta,
  benchmarkCorrelation,
  informationRatio,
  trackingError,
  upCapture,
  downCapture,
  probabilisticSharpeRatio,
  deflatedSharpeRatio,
  minimumTrackRecordLength,
  minimumDetectableEffect,
];
