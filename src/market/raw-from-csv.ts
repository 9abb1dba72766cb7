import type { ColumnMapping } from "../decode/price-csv/column-mapping.ts";
import { decodePriceCsv, type PriceCsv } from "../decode/price-csv/price-csv.ts";
import type { PriceDialect } from "../decode/price-csv/price-dialect.ts";
import { type CalendarDay, MILLISECONDS_PER_DAY } from "../time/calendar-day.ts";
import { EXCHANGES, sessionHours } from "../time/exchange.ts";
import { localTimeAt } from "../time/zoned-time.ts";
import type { Currency, Instrument } from "./instrument.ts";
import type { PriceBasis, RawSeries } from "./raw-series.ts";
import { isSameSymbol } from "./symbol.ts";
import { volumeInShares } from "./volume-unit.ts";

export interface CsvSource {
  /** the symbol asked for; a file that names others is read for this one, or refused */
  readonly symbol: string;
  /** as it is named in issues */
  readonly file: string;
  readonly instrument: Instrument;
  readonly mapping?: ColumnMapping;
  /** where a book of instruments says so */
  readonly basis?: PriceBasis;
  readonly currency?: Currency;
}

/** A file's rows, and how it is written. */
export interface CsvPrices {
  readonly raw: RawSeries;
  readonly dialect: PriceDialect;
}

/** A factor that moves by more than this between two rows shows a split (or a dividend of that size). */
const SPLIT_LIKE = 0.2;

/**
 * The bytes of a price file as a raw series.
 *
 * The basis is what the user says, else what the file's shape shows; with an adjusted close and no word, prices are
 * `raw` if the ratio of adjusted close to close ever moves by more than a fifth between two rows, as at a split, and
 * `split-adjusted` if it never does (then the two are the same thing).
 *
 * @throws InputError with every issue of the file
 */
export function rawSeriesFromCsv(bytes: Uint8Array, source: CsvSource): CsvPrices {
  const { symbol, file, instrument } = source;
  const { zone } = EXCHANGES[instrument.exchange];
  const prices = decodePriceCsv(bytes, {
    file,
    isWanted: (ticker) => isSameSymbol(ticker, symbol),
    dayOfInstant: (milliseconds) => localTimeAt(milliseconds, zone).day,
    ...(source.mapping === undefined ? {} : { mapping: source.mapping }),
  });
  const { days, open, high, low, close, adjustedClose } = prices;
  const { volume, finding } = volumeInShares(prices, instrument);
  const raw: RawSeries = {
    symbol,
    source: `csv:${file}`,
    currency: prices.currencyNamed ?? source.currency ?? null,
    columns: { days, open, high, low, close, volume, adjustedClose },
    columnsGiven: prices.given,
    basis: source.basis ?? basisOf(prices),
    dividends: prices.dividends,
    splits: prices.splits,
    synthetic: false,
    unfinishedDay: unfinishedDay(prices, instrument),
    symbolsNamed: prices.symbolsNamed,
    findings: finding === undefined ? [] : [finding],
  };
  return { raw, dialect: prices.dialect };
}

function basisOf({ basis, given, close, adjustedClose }: PriceCsv): PriceBasis {
  if (basis !== "unknown" || !given.includes("adjustedClose")) return basis;
  let previous = Number.NaN;
  for (let index = 0; index < close.length; index++) {
    const factor = adjustedClose[index]! / close[index]!;
    if (Number.isNaN(factor)) continue;
    if (Math.abs(factor / previous - 1) > SPLIT_LIKE) return "raw";
    previous = factor;
  }
  return "split-adjusted";
}

/** A file that says when it was fetched tells whether its last session was over by then. */
function unfinishedDay({ days, fetchedAt }: PriceCsv, instrument: Instrument): CalendarDay | null {
  if (fetchedAt === null || days.length === 0) return null;
  const last = days.reduce((latest, day) => Math.max(latest, day));
  // Two days on, it was over in every zone, and no clock need be asked.
  if (fetchedAt >= (last + 2) * MILLISECONDS_PER_DAY) return null;
  const fetched = localTimeAt(fetchedAt, EXCHANGES[instrument.exchange].zone);
  const isBeforeClose = fetched.minute < sessionHours(instrument.exchange, last).close;
  return fetched.day < last || (fetched.day === last && isBeforeClose) ? last : null;
}
