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
  const values = [...bars.close];
  const ranges = () => ({ high: [...bars.high], low: [...bars.low], close: values });
  const [first = 0, second = 0, third = 0] = settings;
  const package_ = technicalIndicators();
  switch (name) {
    case "sma":
      return { value: aligned(package_.SMA.calculate({ period: first, values }), length) };
    case "ema":
      return { value: aligned(package_.EMA.calculate({ period: first, values }), length) };
    case "rsi":
      return { value: aligned(package_.RSI.calculate({ period: first, values }), length) };
    case "roc":
      return { value: aligned(package_.ROC.calculate({ period: first, values }), length) };
    case "atr":
      return { value: aligned(package_.ATR.calculate({ period: first, ...ranges() }), length) };
    case "adx":
      return {
        value: aligned(
          package_.ADX.calculate({ period: first, ...ranges() }).map((row) => row.adx),
          length,
        ),
      };
    case "bollinger": {
      const rows = package_.BollingerBands.calculate({ period: first, stdDev: second, values });
      return {
        lower: aligned(
          rows.map((row) => row.lower),
          length,
        ),
        middle: aligned(
          rows.map((row) => row.middle),
          length,
        ),
        upper: aligned(
          rows.map((row) => row.upper),
          length,
        ),
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
        macd: aligned(
          rows.map((row) => row.MACD),
          length,
        ),
        signal: aligned(
          rows.map((row) => row.signal),
          length,
        ),
        histogram: aligned(
          rows.map((row) => row.histogram),
          length,
        ),
      };
    }
    case "stochastic": {
      const rows = package_.Stochastic.calculate({ period: first, signalPeriod: second, ...ranges() });
      return {
        k: aligned(
          rows.map((row) => row.k),
          length,
        ),
        d: aligned(
          rows.map((row) => row.d),
          length,
        ),
      };
    }
    case "volatility":
      return { value: realizedVolatility(bars.close, first) };
  }
}

/** Standard deviation (ddof 1) of the last `sessions` simple returns, not annualised. */
function realizedVolatility(close: Float64Array, sessions: number): Float64Array {
  const result = new Float64Array(close.length).fill(Number.NaN);
  for (let index = sessions; index < close.length; index++) {
    let sum = 0;
    let sumOfSquares = 0;
    for (let back = 0; back < sessions; back++) {
      const change = (close[index - back] as number) / (close[index - back - 1] as number) - 1;
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
