import { indicatorColumns } from "../../market/indicator-series.ts";
import type { PriceSeries } from "../../market/price-series.ts";

const IMPACT_SESSIONS = 20;

/** What market impact depends on. */
export interface Liquidity {
  /** standard deviation of daily returns over the 20 sessions before a fill; NaN if unknown */
  readonly dailyVolatility: number;
  /** mean volume in shares of the last 20 sessions before it that had any; NaN if unknown */
  readonly meanVolume: number;
}

export const UNKNOWN_LIQUIDITY: Liquidity = { dailyVolatility: Number.NaN, meanVolume: Number.NaN };

/** Volatility and volume before bar `session`. Sessions without a trade are left out of the mean volume. */
export function liquidityBefore(series: PriceSeries, session: number): Liquidity {
  const { volume } = series.bars;
  let sum = 0;
  let count = 0;
  for (let bar = session - 1; bar >= 0 && count < IMPACT_SESSIONS; bar--) {
    const traded = volume[bar]!;
    if (!(traded > 0)) continue;
    sum += traded;
    count++;
  }
  const volatility = indicatorColumns(series, "volatility", [IMPACT_SESSIONS]).value;
  return {
    dailyVolatility: volatility?.[session - 1] ?? Number.NaN,
    meanVolume: count === IMPACT_SESSIONS ? sum / count : Number.NaN,
  };
}
