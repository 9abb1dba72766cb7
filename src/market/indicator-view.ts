import { type IndicatorName, indicatorColumns } from "./indicator-series.ts";
import type { PriceSeries } from "./price-series.ts";

/** An indicator was asked for where it has no value. The signal is skipped, and the reason says why. */
export class IndicatorWarmUp extends Error {
  constructor(indicator: string, bars: number, hasStarted: boolean) {
    super(
      hasStarted
        ? `${indicator} is not defined: the prices did not move`
        : `${indicator} has not warmed up: only ${bars} bars had closed`,
    );
  }
}

/**
 * Indicators of one instrument as they stood at the last bar closed by now, by TA-Lib's definitions unless it is
 * said otherwise (see indicator-series.ts). Asking before there are enough bars skips the signal with the reason
 * `warm-up`; it never compares with a missing value. Prices that are adjusted for neither splits nor dividends show
 * them as jumps.
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

  /** average directional index, 0..100; warm-up 2 x period bars; its first value is a movement longer than TA-Lib's */
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

  /**
   * moving average convergence divergence, exponential averages throughout; warm-up slow + signal - 1 bars. The fast
   * average starts at its own first bars, where TA-Lib starts it beside the slow one: the first values differ
   */
  macd(fast = 12, slow = 26, signal = 9): { macd: number; signal: number; histogram: number } {
    const settings = [fast, slow, signal];
    return {
      macd: this.#at("macd", settings, "macd"),
      signal: this.#at("macd", settings, "signal"),
      histogram: this.#at("macd", settings, "histogram"),
    };
  }

  /** stochastic oscillator, fast: %K over `period` sessions and its `signal`-session mean %D, 0..100 */
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
    const call = `${name}(${settings.join(", ")})`;
    const isWhole = (setting: number, index: number) =>
      Number.isInteger(setting) || (name === "bollinger" && index === 1);
    if (!settings.every((setting, index) => setting > 0 && isWhole(setting, index))) {
      throw new RangeError(`${call}: settings are whole numbers above 0`);
    }
    const values = indicatorColumns(this.#series, name, settings)[column];
    const value = values?.[this.#length - 1];
    if (value === undefined || Number.isNaN(value)) {
      const hasStarted = this.#length >= warmUpBars(name, settings);
      throw new IndicatorWarmUp(`${call} of ${this.#series.instrument.symbol}`, this.#length, hasStarted);
    }
    return value;
  }
}

/** Bars that an indicator needs for its first value. */
function warmUpBars(name: IndicatorName, [first = 0, second = 0, third = 0]: readonly number[]): number {
  switch (name) {
    case "sma":
    case "ema":
    case "bollinger":
      return first;
    case "rsi":
    case "atr":
    case "roc":
    case "volatility":
      return first + 1;
    case "adx":
      return 2 * first;
    case "stochastic":
      return first + second - 1;
    case "macd":
      return second + third - 1;
  }
}
