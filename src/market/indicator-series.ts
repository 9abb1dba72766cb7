import { createRequire } from "node:module";
import type * as TechnicalIndicators from "technicalindicators";
import type { PriceSeries } from "./price-series.ts";

/** Indicators by name, with the values each gives for a bar. */
export type IndicatorName =
  | "sma"
  | "ema"
  | "rsi"
  | "atr"
  | "bollinger"
  | "macd"
  | "adx"
  | "stochastic"
  | "roc"
  | "volatility";

/** One value of an indicator a bar, or several by name; NaN (or undefined) until it has warmed up. */
export type IndicatorColumns = Readonly<Record<string, Float64Array>>;

// The package takes 30 ms to load, so it is loaded by the first strategy that asks for an indicator.
let library: typeof TechnicalIndicators | undefined;
function technicalIndicators(): typeof TechnicalIndicators {
  library ??= createRequire(import.meta.url)("technicalindicators") as typeof TechnicalIndicators;
  return library;
}

const computed = new WeakMap<PriceSeries, Map<string, IndicatorColumns>>();

/**
 * An indicator over a whole series, computed once and remembered. Each value uses its own bar and earlier ones
 * only, so that reading the column at a bar tells what was known at that bar's close.
 *
 * The values are those of the package technicalindicators. Against TA-Lib's definitions, which a test works out by
 * hand: `sma`, `ema`, `atr`, `roc`, `bollinger` and `stochastic` are the same; `rsi` is rounded to two decimals;
 * `macd` starts its fast average at its own first bars and not beside the slow one's, and `adx` adds its first
 * `period` movements where TA-Lib adds one less: both differences fade as the averages forget their beginnings.
 */
export function indicatorColumns(
  series: PriceSeries,
  name: IndicatorName,
  settings: readonly number[],
): IndicatorColumns {
  let bySettings = computed.get(series);
  if (bySettings === undefined) {
    bySettings = new Map();
    computed.set(series, bySettings);
  }
  const key = `${name}(${settings.join(",")})`;
  let columns = bySettings.get(key);
  if (columns === undefined) {
    columns = compute(series, name, settings);
    bySettings.set(key, columns);
  }
  return columns;
}

function compute(series: PriceSeries, name: IndicatorName, settings: readonly number[]): IndicatorColumns {
  const { bars } = series;
  const length = bars.close.length;
  const [first = 0, second = 0, third = 0] = settings;
  if (name === "volatility") return { value: realizedVolatility(bars.close, first) };
  const values = Array.from(bars.close);
  // Where a bar lacks its range only its close is known: a range of nothing, not a hole in all later values.
  const orClose = (column: Float64Array) =>
    Array.from(column, (value, i) => (Number.isNaN(value) ? values[i]! : value));
  const ranges = () => ({ high: orClose(bars.high), low: orClose(bars.low), close: values });
  const package_ = technicalIndicators();
  const column = (numbers: readonly (number | undefined)[]) => aligned(numbers, length);
  switch (name) {
    case "sma":
      return { value: column(package_.SMA.calculate({ period: first, values })) };
    case "ema":
      return { value: column(package_.EMA.calculate({ period: first, values })) };
    case "rsi":
      return { value: column(package_.RSI.calculate({ period: first, values })) };
    case "roc":
      return { value: column(package_.ROC.calculate({ period: first, values })) };
    case "atr":
      return { value: column(package_.ATR.calculate({ period: first, ...ranges() })) };
    case "adx": {
      const rows = package_.ADX.calculate({ period: first, ...ranges() });
      return { value: column(rows.map((row) => row.adx)) };
    }
    case "bollinger": {
      const rows = package_.BollingerBands.calculate({ period: first, stdDev: second, values });
      return {
        lower: column(rows.map((row) => row.lower)),
        middle: column(rows.map((row) => row.middle)),
        upper: column(rows.map((row) => row.upper)),
      };
    }
    case "macd": {
      const rows = package_.MACD.calculate({
        values,
        fastPeriod: first,
        slowPeriod: second,
        signalPeriod: third,
        SimpleMAOscillator: false,
        SimpleMASignal: false,
      });
      return {
        macd: column(rows.map((row) => row.MACD)),
        signal: column(rows.map((row) => row.signal)),
        histogram: column(rows.map((row) => row.histogram)),
      };
    }
    case "stochastic": {
      const rows = package_.Stochastic.calculate({ period: first, signalPeriod: second, ...ranges() });
      return { k: column(rows.map((row) => row.k)), d: column(rows.map((row) => row.d)) };
    }
  }
}

/** Standard deviation (ddof 1) of the last `sessions` simple returns, not annualised. */
function realizedVolatility(close: Float64Array, sessions: number): Float64Array {
  const result = new Float64Array(close.length).fill(Number.NaN);
  for (let index = sessions; index < close.length; index++) {
    let sum = 0;
    let sumOfSquares = 0;
    for (let back = 0; back < sessions; back++) {
      const change = close[index - back]! / close[index - back - 1]! - 1;
      sum += change;
      sumOfSquares += change * change;
    }
    const variance = (sumOfSquares - (sum * sum) / sessions) / (sessions - 1);
    result[index] = Math.sqrt(Math.max(0, variance));
  }
  return result;
}

/** Puts a result that lacks its warm-up beside the bars: the last value belongs to the last bar. */
function aligned(values: readonly (number | undefined)[], length: number): Float64Array {
  const column = new Float64Array(length).fill(Number.NaN);
  const offset = length - values.length;
  for (const [index, value] of values.entries()) column[offset + index] = value ?? Number.NaN;
  return column;
}
