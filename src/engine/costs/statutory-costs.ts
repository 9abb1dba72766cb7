import { type Instrument, isTradable } from "../../market/instrument.ts";
import type { CostedFill } from "./costed-fill.ts";
import { hongKongCosts } from "./hong-kong-costs.ts";
import { mainlandCosts } from "./mainland-costs.ts";
import { unitedStatesCosts } from "./united-states-costs.ts";

/**
 * Duties, levies and fees that an exchange and its state charge on a fill, in the instrument's currency.
 * Zero for indices and currencies, and for exchanges without a schedule here (LSE, TSE): the report says so.
 */
export function statutoryCosts(instrument: Instrument, fill: CostedFill): number {
  if (!isTradable(instrument)) return 0;
  switch (instrument.exchange) {
    case "HKEX":
      return hongKongCosts(instrument.type, fill);
    case "NYSE":
    case "NASDAQ":
      return unitedStatesCosts(fill);
    case "SSE":
    case "SZSE":
      return mainlandCosts(instrument.type, fill);
    default:
      return 0;
  }
}

const EXCHANGES_WITH_SCHEDULES: readonly string[] = ["HKEX", "NYSE", "NASDAQ", "SSE", "SZSE"];

/** Whether an instrument's fills pay any duties that edict knows. */
export function hasSchedule(instrument: Instrument): boolean {
  return isTradable(instrument) && EXCHANGES_WITH_SCHEDULES.includes(instrument.exchange);
}
