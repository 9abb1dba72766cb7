import type { MetricUnit } from "../analysis/metrics/metric.ts";
import { formatCount, groupThousands } from "../decode/format-count.ts";
import {
  formatDecimal,
  formatMoney,
  formatPercent,
  formatPoints,
  formatSignedPercent,
  withSign,
} from "./format-values.ts";

/**
 * A metric's number as its unit is read: fractions and probabilities as percent, counts whole, ratios with decimals.
 *
 * @param currency of money; "" leaves it out
 * @example
 * formatUnit(0.1234, "return", "HKD") // => "+12.34%"
 * formatUnit(0.1234, "fraction", "HKD") // => "12.34%"
 */
export function formatUnit(value: number, unit: MetricUnit | undefined, currency: string): string {
  switch (unit) {
    case "return":
      return formatSignedPercent(value, 2);
    case "fraction":
      return formatPercent(value, 2);
    case "probability":
      return formatPercent(value, 1);
    case "money":
      return currency === "" ? formatCount(value) : formatMoney(value, currency);
    case "count":
    case "days":
      return formatCount(value);
    case "sessions":
      return Number.isInteger(value) ? formatCount(value) : groupThousands(formatDecimal(value, 1));
    default:
      return formatDecimal(value, 3);
  }
}

/**
 * The difference of two numbers of a unit, with its sign: of percentages it is in percentage points, since "5% more"
 * than 20% could be 21%.
 *
 * @example
 * formatDifference(0.05, "fraction") // => "+5.00 pp"
 * formatDifference(3, "count") // => "+3"
 */
export function formatDifference(value: number, unit: MetricUnit | undefined): string {
  if (unit === "return" || unit === "fraction") return formatPoints(value, 2);
  if (unit === "probability") return formatPoints(value, 1);
  return withSign(value, formatUnit(value, unit, ""));
}
