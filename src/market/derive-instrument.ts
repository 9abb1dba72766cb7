import type { ExchangeCode } from "../time/exchange.ts";
import type { Instrument, InstrumentType } from "./instrument.ts";
import { splitSuffix } from "./symbol.ts";

/** What is taken for granted of a symbol that no book knows. */
export interface DerivedInstrument {
  readonly instrument: Instrument;
  /** a sentence for the report */
  readonly note: string;
}

/** Suffixes from which exchange and currency follow. */
export const KNOWN_SUFFIXES: readonly string[] = ["HK", "SS", "SZ", "L", "T"];

/**
 * An instrument from the form of its symbol alone: the suffix gives exchange and currency, the number of a Hong
 * Kong or mainland code whether it is a fund or an index. What cannot be seen (lot, listing) stays unknown.
 *
 * @param symbol as Yahoo writes it
 * @returns `undefined` if the form says nothing
 */
export function deriveInstrument(symbol: string): DerivedInstrument | undefined {
  const [base, suffix] = splitSuffix(symbol);
  switch (suffix) {
    case "HK":
      return derived(symbol, hongKongType(base), "HKEX", hongKongCurrency(base), null);
    case "SS":
      return derived(
        symbol,
        shanghaiType(base),
        "SSE",
        base.startsWith("9") ? "USD" : "CNY",
        mainlandLot(base),
      );
    case "SZ":
      return derived(
        symbol,
        shenzhenType(base),
        "SZSE",
        base.startsWith("2") ? "HKD" : "CNY",
        mainlandLot(base),
      );
    case "L":
      return derived(symbol, "stock", "LSE", "GBP", null);
    case "T":
      return derived(symbol, "stock", "TSE", "JPY", null);
    case "":
      return deriveWithoutSuffix(symbol);
    default:
      return undefined;
  }
}

function deriveWithoutSuffix(symbol: string): DerivedInstrument | undefined {
  const pair = /^([A-Z]{3})?([A-Z]{3})=X$/.exec(symbol);
  if (pair !== null) return derived(symbol, "currency-pair", "FX", pair[2]!, null);
  if (/^\^[A-Z0-9]+$/.test(symbol)) return derived(symbol, "index", "NYSE", "USD", null);
  if (!/^[A-Z]{1,5}(-[A-Z])?$/.test(symbol)) return undefined;
  // By custom up to three letters were the New York Stock Exchange's, four and five Nasdaq's. Hours are the same.
  const letters = symbol.split("-")[0]!;
  return derived(symbol, "stock", letters.length <= 3 ? "NYSE" : "NASDAQ", "USD", 1);
}

function derived(
  symbol: string,
  type: InstrumentType,
  exchange: ExchangeCode,
  currency: string,
  lot: number | null,
): DerivedInstrument {
  const article = type === "index" || type === "etf" ? "an" : "a";
  return {
    instrument: { symbol, name: symbol, type, exchange, currency, lot: type === "index" ? null : lot },
    note: `${symbol} is in no book of instruments: taken for ${article} ${type} on ${exchange} in ${currency}, by its form`,
  };
}

/** Exchange-traded funds have their own ranges of codes; funds in US dollars 9000..9199, in renminbi 82800.. */
function hongKongType(base: string): InstrumentType {
  if (!/^\d+$/.test(base)) return "index";
  const code = Number(base);
  const isFund =
    (code >= 2800 && code <= 2849) ||
    (code >= 3000 && code <= 3199) ||
    (code >= 3400 && code <= 3499) ||
    (code >= 7200 && code <= 7799) ||
    (code >= 9000 && code <= 9199) ||
    (code >= 82_800 && code <= 83_199);
  return isFund ? "etf" : "stock";
}

function hongKongCurrency(base: string): string {
  const code = Number(base);
  if (code >= 80_000 && code <= 89_999) return "CNY";
  return code >= 9000 && code <= 9199 ? "USD" : "HKD";
}

function shanghaiType(base: string): InstrumentType {
  if (base.startsWith("000")) return "index";
  return base.startsWith("5") ? "etf" : "stock";
}

function shenzhenType(base: string): InstrumentType {
  if (base.startsWith("399")) return "index";
  return base.startsWith("15") || base.startsWith("16") ? "etf" : "stock";
}

/** Shares are bought by the hundred, but on the STAR board (688, 689): from 200 on, any number. */
function mainlandLot(base: string): number | null {
  return base.startsWith("68") ? null : 100;
}
