import { MarketDataError } from "../../errors.ts";
import type { Instrument } from "../../market/instrument.ts";

/** Indices and currency pairs that Eastmoney has under names of its own. */
const SPECIAL: Readonly<Record<string, string>> = {
  "HSTECH.HK": "124.HSTECH",
  "^HSTECH": "124.HSTECH",
  "^HSI": "100.HSI",
  "^HSCE": "100.HSCEI",
  "^GSPC": "100.SPX",
  "^DJI": "100.DJIA",
  "^N225": "100.N225",
  "^FTSE": "100.FTSE",
  "HKD=X": "119.USDHKD",
};

/** Eastmoney's numbers for where a US symbol is listed. */
const NASDAQ = "105";
const NYSE = "106";
const AMERICAN_AND_ARCA = "107";

/** Where Eastmoney may have a symbol, and in which currency. */
export interface EastmoneyListing {
  /** `market.code`, likeliest first; only one of them has data */
  readonly secids: readonly string[];
  readonly currency: string;
  /** shares to one unit of volume: mainland volumes are in hands of a hundred */
  readonly sharesPerVolume: number;
  /** dividends and splits come with it, so adjusted prices are worth asking for */
  readonly hasEvents: boolean;
}

/**
 * The names under which Eastmoney may have an instrument that we know as Yahoo does.
 *
 * @throws MarketDataError if Eastmoney has nothing that corresponds
 * @example eastmoneyListing(tencent).secids // gives ["116.00700"] for 0700.HK
 */
export function eastmoneyListing(instrument: Instrument): EastmoneyListing {
  const { symbol, exchange, type, currency } = instrument;
  const plain = { currency, sharesPerVolume: 1, hasEvents: false };
  const special = SPECIAL[symbol];
  if (special !== undefined) return { ...plain, secids: [special] };
  const hasEvents = type === "stock" || type === "etf";

  const local = /^(\d{1,6})\.(HK|SS|SZ)$/.exec(symbol);
  if (local !== null) {
    const [, code = "", suffix] = local;
    if (suffix === "HK") {
      const number = code.padStart(5, "0");
      // Counters 80000 to 89999 are the renminbi twins of Hong Kong shares.
      const money = number.length === 5 && number.startsWith("8") ? "CNY" : "HKD";
      return { secids: [`116.${number}`], currency: money, sharesPerVolume: 1, hasEvents };
    }
    const market = suffix === "SS" ? "1" : "0";
    return {
      secids: [`${market}.${code.padStart(6, "0")}`],
      currency: "CNY",
      sharesPerVolume: 100,
      hasEvents,
    };
  }
  const isAmerican = exchange === "NYSE" || exchange === "NASDAQ";
  if (isAmerican && /^[A-Z]{1,6}(-[A-Z])?$/.test(symbol)) {
    const code = symbol.replace("-", "_");
    return {
      secids: americanMarkets(instrument).map((market) => `${market}.${code}`),
      currency: "USD",
      sharesPerVolume: 1,
      hasEvents,
    };
  }
  throw new MarketDataError({
    what: `Eastmoney has no prices that correspond to ${symbol}`,
    at: symbol === "CNY=X" ? "of the yuan it has the daily parity and the offshore rate only" : "eastmoney",
    fix: "use another source with --prices, or import a CSV",
  });
}

function americanMarkets({ exchange, type }: Instrument): readonly string[] {
  if (exchange === "NASDAQ") return [NASDAQ, NYSE, AMERICAN_AND_ARCA];
  // Most funds of the New York Stock Exchange are listed on its Arca market.
  return type === "etf" ? [AMERICAN_AND_ARCA, NYSE, NASDAQ] : [NYSE, AMERICAN_AND_ARCA, NASDAQ];
}
