import type { MetricUnit } from "../analysis/metrics/metric.ts";
import {
  formatCount,
  formatDecimal,
  formatMoney,
  formatPercent,
  formatSignedPercent,
} from "./format-values.ts";

/**
 * A metric's number as its unit is read: fractions and probabilities as percent, counts whole, ratios with decimals.
 *
 * @param currency of money; "" leaves it out
 * @example formatUnit(0.1234, "fraction", "HKD") // => "+12.34%"
 */
export function formatUnit(value: number, unit: MetricUnit | undefined, currency: string): string {
  switch (unit) {
    case "fraction":
      return formatSignedPercent(value, 2);
    case "probability":
      return formatPercent(value, 1);
    case "money":
      return currency === "" ? formatCount(value) : formatMoney(value, currency);
    case "count":
    case "days":
      return formatCount(value);
    case "sessions":
      return formatDecimal(value, Number.isInteger(value) ? 0 : 1);
    default:
      return formatDecimal(value, 3);
  }
}
