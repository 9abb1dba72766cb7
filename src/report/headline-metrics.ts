import { formatCount } from "../decode/format-count.ts";
import { formatDecimal, formatPercent, formatSignedPercent } from "./format-values.ts";

/** A metric as the reports of a run list it. */
export interface HeadlineMetric {
  readonly label: string;
  /** name in a result's summary */
  readonly key: string;
  readonly format: (value: number) => string;
}

const percent = (value: number) => formatPercent(value);
const signedPercent = (value: number) => formatSignedPercent(value);
const ratio = (value: number) => formatDecimal(value);

/** The metrics that the reports of a run list, on a terminal and in Markdown; the result document holds them all. */
export const HEADLINE_METRICS: readonly HeadlineMetric[] = [
  { label: "Total return", key: "totalReturn", format: signedPercent },
  { label: "CAGR", key: "compoundAnnualGrowthRate", format: signedPercent },
  { label: "Volatility, annual", key: "annualVolatility", format: percent },
  { label: "Sharpe", key: "sharpeRatio", format: ratio },
  { label: "Sortino", key: "sortinoRatio", format: ratio },
  { label: "Max drawdown", key: "maxDrawdown", format: signedPercent },
  { label: "Exposure, time", key: "timeInMarket", format: percent },
  { label: "Trades", key: "tradeCount", format: formatCount },
  { label: "Win rate", key: "winRate", format: percent },
  { label: "Mean trade", key: "meanTradeReturn", format: (value) => formatSignedPercent(value, 2) },
  { label: "Profit factor", key: "profitFactor", format: ratio },
];
