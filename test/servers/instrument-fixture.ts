import type { Instrument } from "../../src/market/instrument.ts";
import type { ExchangeCode } from "../../src/time/exchange.ts";

/** An instrument record for tests. */
export function instrumentOf(symbol: string, exchange: ExchangeCode = "HKEX", currency = "HKD"): Instrument {
  const type = symbol.startsWith("^") || symbol === "HSTECH.HK" ? "index" : "stock";
  return { symbol, name: symbol, type, exchange, currency, lot: null };
}
