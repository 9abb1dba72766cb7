import { assertArgument } from "../decode/assert-argument.ts";
import type { Adjustment, PriceSeries } from "../market/price-series.ts";
import { loadStrategyPrices } from "./load-strategy-prices.ts";

export interface LoadPricesOptions {
  /** `live` (default), `yahoo`, `eastmoney`, `csv:<folder>` or `sample` */
  readonly source?: string;
  /** files of single symbols; with files and no source nothing else is read */
  readonly files?: Readonly<Record<string, string>>;
  /** default `total-return` */
  readonly adjustment?: Adjustment;
  /** only what is in the store; no network */
  readonly frozen?: boolean;
}

/**
 * Loads prices of symbols, checked, adjusted and hashed, ready for `backtest`.
 *
 * @throws MarketDataError, InputError with the issues of all symbols
 * @example const prices = await loadPrices(["HSTECH.HK", "^HSI"], { source: "sample" });
 */
export async function loadPrices(
  symbols: readonly string[],
  options: LoadPricesOptions = {},
): Promise<PriceSeries[]> {
  assertArgument(symbols, "list", "symbols", 'give a list of texts, e.g. ["HSTECH.HK"]');
  for (const [at, symbol] of symbols.entries())
    assertArgument(symbol, "text", `symbols[${at}]`, "give a symbol, e.g. HSTECH.HK");
  assertArgument(options, "object", "options", 'give e.g. { source: "sample" }, or leave it out');
  const files = options.files ?? {};
  const source = options.source ?? (Object.keys(files).length > 0 ? null : "live");
  const needed = { legs: symbols, watched: [], named: [], benchmark: null };
  return loadStrategyPrices(needed, null, {
    source,
    files,
    adjustment: options.adjustment ?? "total-return",
    frozen: options.frozen ?? false,
  });
}
