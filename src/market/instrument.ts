import type { ExchangeCode } from "../time/exchange.ts";

/** ISO 4217 code, e.g. `HKD`. */
export type Currency = string;

/** What kind of thing an instrument is; it decides whether it can be bought and which duties it pays. */
export type InstrumentType = "stock" | "etf" | "index" | "currency-pair";

/** Everything edict knows about a symbol that is not a price. */
export interface Instrument {
  /** as Yahoo writes it, e.g. `0700.HK`, `^HSI`, `KWEB`, `HKD=X` */
  readonly symbol: string;
  readonly name: string;
  readonly type: InstrumentType;
  readonly exchange: ExchangeCode;
  readonly currency: Currency;
  /** board lot in shares; `null` if unknown, which means whole shares, and the report says so */
  readonly lot: number | null;
  /** first and last day of listing, `YYYY-MM-DD`, where known */
  readonly listed?: string;
  readonly delisted?: string;
  /** for an index: the instrument to trade instead */
  readonly tradeInstead?: string;
}

/** An index is a number, not a thing one can buy. */
export function isTradable(instrument: Instrument): boolean {
  return instrument.type === "stock" || instrument.type === "etf";
}
