import type { Entry, Exit } from "../../src/strategy/rule.ts";
import { priceTable } from "./price-table.ts";
import { holdRule, knownAtMinute, runCase } from "./run-case.ts";

/** Known on the evening before the entry of `leave`. */
export const SIGNAL = knownAtMinute("2025-02-17", "20:00", { id: "it" });

/**
 * How a position is left.
 *
 * @param after the bars after an entry at the open of 100 on 2025-02-18
 * @returns the exit in a line, or why there was no trade
 */
export function leave(
  after: string,
  exit: Exit,
  { side = "long" as "long" | "short", entry = {} as Entry, signals = [SIGNAL] } = {},
) {
  const { lines, fates } = runCase({
    prices: [priceTable("X", `2025-02-17  100 100 100 100\n${after.trim()}`)],
    signals,
    rules: [holdRule({ on: { ids: ["it"] }, entry, exit, legs: [{ instrument: "X", side }] })],
  });
  return lines[0]?.split(" -> ")[1] ?? fates["it"];
}
