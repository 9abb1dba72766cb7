import { describe, expect, it } from "vitest";
import { formatCount } from "../../src/decode/format-count.ts";
import {
  formatDecimal,
  formatMetric,
  formatMoney,
  formatOptional,
  formatPercent,
  formatPrice,
  formatRelativeDay,
  formatReturn,
  formatSignedPercent,
} from "../../src/report/format-values.ts";

describe("numbers as a report prints them", () => {
  it("makes percents of fractions, with the sign where a gain and a loss must be told apart", () => {
    expect(formatSignedPercent(0.1234)).toBe("+12.3%");
    expect(formatSignedPercent(-0.0556, 2)).toBe("-5.56%");
    expect(formatPercent(0.063)).toBe("6.3%");
  });

  it("gives what rounds to nothing no sign", () => {
    expect(formatSignedPercent(-0.0001)).toBe("0.0%");
    expect(formatSignedPercent(0.0001)).toBe("0.0%");
    expect(formatDecimal(-0.001)).toBe("0.00");
  });

  it("marks thousands and names the currency", () => {
    expect(formatCount(1234567.6)).toBe("1,234,568");
    expect(formatCount(999)).toBe("999");
    expect(formatMoney(-1000, "HKD")).toBe("HKD -1,000");
  });

  it("prints prices to the digits that prices have", () => {
    expect(formatPrice(5519.19)).toBe("5519.19");
    expect(formatPrice(0.991)).toBe("0.9910");
  });

  it("prints an undefined metric as a dash", () => {
    expect(formatMetric({ value: null, reason: "no trades", definition: "win-rate" }, formatPercent)).toBe(
      "-",
    );
    expect(formatMetric(undefined, formatPercent)).toBe("-");
    expect(formatMetric({ value: 0.5, definition: "win-rate" }, (value) => formatPercent(value))).toBe(
      "50.0%",
    );
  });

  it("formats what may be undefined, returns and days around day 0", () => {
    expect([0.01234, -0.5, null].map(formatReturn)).toEqual(["+1.23%", "-50.00%", "-"]);
    expect(formatOptional(undefined, formatPercent)).toBe("-");
    expect([9, 0, -5].map(formatRelativeDay)).toEqual(["+9", "0", "-5"]);
  });
});
