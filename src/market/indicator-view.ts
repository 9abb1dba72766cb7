import { type IndicatorName, indicatorColumns } from "./indicator-series.ts";
import type { PriceSeries } from "./price-series.ts";

/** An indicator was asked for before it had enough bars. The signal is skipped, and the reason says so. */
export class IndicatorWarmUp extends Error {
  readonly indicator: string;
  constructor(indicator: string, bars: number) {
    super(`${indicator} has not warmed up: only ${bars} bars had closed`);
    this.indicator = indicator;
  }
}

/**
 * Indicators of one instrument as they stood at the last bar closed by now. Values come from the package
 * technicalindicators, computed once a series; its RSI is rounded to two decimals. Asking before there are
 * enough bars skips the signal with the reason `warm-up`; it never compares with a missing value.
 */
export class IndicatorView {
  readonly #series: PriceSeries;
  readonly #length: number;

  /** @param length number of bars that had closed by now */
  constructor(series: PriceSeries, length: number) {
    this.#series = series;
    this.#length = length;
  }

  /** simple moving average of closes; warm-up `period` bars */
  sma(period: number): number {
    return this.#at("sma", [period], "value");
  }

  /** exponential moving average, weight 2 / (period + 1), seeded with the first `period` closes' mean */
  ema(period: number): number {
    return this.#at("ema", [period], "value");
  }

  /** relative strength index, Wilder's smoothing, 0..100, rounded to two decimals; warm-up period + 1 bars */
  rsi(period = 14): number {
    return this.#at("rsi", [period], "value");
  }

  /** average true range, Wilder's smoothing, in the instrument's currency; warm-up period + 1 bars */
  atr(period = 14): number {
    return this.#at("atr", [period], "value");
  }

  /** average directional index, 0..100; warm-up 2 x period bars */
  adx(period = 14): number {
    return this.#at("adx", [period], "value");
  }

  /** rate of change over `period` sessions, in percent as the field writes it: 5 is +5% */
  roc(period: number): number {
    return this.#at("roc", [period], "value");
  }

  /** Bollinger bands: the mean of `period` closes, plus and minus `deviations` standard deviations (ddof 0) */
  bollinger(period = 20, deviations = 2): { lower: number; middle: number; upper: number } {
    const settings = [period, deviations];
    return {
      lower: this.#at("bollinger", settings, "lower"),
      middle: this.#at("bollinger", settings, "middle"),
      upper: this.#at("bollinger", settings, "upper"),
    };
  }

  /** moving average convergence divergence, exponential averages throughout */
  macd(fast = 12, slow = 26, signal = 9): { macd: number; signal: number; histogram: number } {
    const settings = [fast, slow, signal];
    return {
      macd: this.#at("macd", settings, "macd"),
      signal: this.#at("macd", settings, "signal"),
      histogram: this.#at("macd", settings, "histogram"),
    };
  }

  /** stochastic oscillator: %K over `period` sessions and its `signal`-session mean %D, 0..100 */
  stochastic(period = 14, signal = 3): { k: number; d: number } {
    return {
      k: this.#at("stochastic", [period, signal], "k"),
      d: this.#at("stochastic", [period, signal], "d"),
    };
  }

  /** standard deviation (ddof 1) of the last `sessions` daily returns, a fraction, not annualised */
  volatility(sessions = 20): number {
    return this.#at("volatility", [sessions], "value");
  }

  #at(name: IndicatorName, settings: readonly number[], column: string): number {
    for (const setting of settings) {
      if (!(setting > 0))
        throw new RangeError(`${name}(${settings.join(", ")}): settings are numbers above 0`);
    }
    const value = indicatorColumns(this.#series, name, settings)[column]?.[this.#length - 1];
    if (value === undefined || Number.isNaN(value)) {
      throw new IndicatorWarmUp(
        `${name}(${settings.join(", ")}) of ${this.#series.instrument.symbol}`,
        this.#length,
      );
    }
    return value;
  }
}
