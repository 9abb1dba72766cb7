import type { ColumnMapping } from "./column-mapping.ts";
import type { ColumnRole } from "./column-names.ts";
import type { ColumnUnit } from "./column-unit.ts";
import type { Priced } from "./price-cells.ts";
import type { PriceDialect } from "./price-dialect.ts";
import type { PriceHeader } from "./price-header.ts";
import { describeDateShape } from "./printed-date.ts";

/** The content of a price file, in the file's own order; nothing is sorted, left out or judged. */
export interface PriceCsv extends Priced {
  /** days since 1970-01-01 */
  readonly days: Int32Array;
  /** tickers that the content names, in a header row or a column; often none */
  readonly symbolsNamed: readonly string[];
  readonly currencyNamed: string | null;
  /** how prices relate to what was traded, where the user or the shape of the file says it */
  readonly basis: "raw" | "split-adjusted" | "fully-adjusted" | "unknown";
  /** when the last row was fetched, milliseconds since 1970, if a column says so */
  readonly fetchedAt: number | null;
  /** what one unit of `volume` is, as its column's name says; `null` if that says nothing */
  readonly volumeUnit: Pick<ColumnUnit, "factor" | "isLots"> | null;
  readonly dialect: PriceDialect;
}

/** What either reader hands over: the fast lane of plain-prices.ts, or the general one of price-csv.ts. */
export interface ReadPrices {
  readonly days: Int32Array;
  readonly priced: Priced;
  readonly header: PriceHeader;
  readonly symbolsNamed: readonly string[];
  readonly style: { readonly decimalMark: "." | ","; readonly isGrouped: boolean };
  readonly dateOrder: "day-first" | "month-first" | undefined;
  readonly rowCount: number;
  readonly emptyRows: number;
  readonly rowsOfOthers: number;
  readonly firstRow: readonly string[];
  readonly lastRow: readonly string[];
  readonly content: Pick<PriceDialect, "encoding" | "hasByteOrderMark">;
  readonly table: Pick<PriceDialect, "delimiter" | "lineBreak" | "notes">;
}

/** The content of a file, as its reader found it. */
export function assemblePriceCsv(read: ReadPrices, mapping: ColumnMapping): PriceCsv {
  const cellOf = (role: ColumnRole) => read.lastRow[read.header.columns.get(role) ?? -1]?.trim();
  return {
    ...read.priced,
    days: read.days,
    symbolsNamed: read.symbolsNamed,
    currencyNamed: cellOf("currency") || read.header.units.get("close")?.currency || null,
    volumeUnit: read.header.units.get("volume") ?? null,
    basis: mapping.basis ?? basisOf(read.header),
    fetchedAt: readInstant(cellOf("fetchedAt")),
    dialect: describe(read),
  };
}

/**
 * yfinance leaves `Adj Close` out when, and only when, it has adjusted every price (`auto_adjust`); a file whose
 * only close is an adjusted one is adjusted, too.
 */
function basisOf(header: PriceHeader): PriceCsv["basis"] {
  const { shape, columns } = header;
  if (!columns.has("close")) return "fully-adjusted";
  return shape.startsWith("yfinance") && !columns.has("adjustedClose") ? "fully-adjusted" : "unknown";
}

function readInstant(cell: string | undefined): number | null {
  if (cell === undefined || !/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(cell)) return null;
  const instant = Date.parse(cell);
  return Number.isNaN(instant) ? null : instant;
}

function describe(read: ReadPrices): PriceDialect {
  const { header } = read;
  const roles = new Map([...header.columns].map(([role, index]) => [index, role]));
  return {
    shape: header.shape,
    encoding: read.content.encoding,
    hasByteOrderMark: read.content.hasByteOrderMark,
    delimiter: read.table.delimiter,
    lineBreak: read.table.lineBreak,
    dateShape: describeDateShape(read.firstRow[header.columns.get("date")!] ?? "", read.dateOrder),
    decimalMark: read.style.decimalMark,
    hasThousands: read.style.isGrouped,
    columns: header.names.flatMap((name, index) => {
      const role = roles.get(index);
      return role === undefined ? [] : [{ role, name: name === "" ? "(no name)" : name }];
    }),
    ignored: header.names.filter((_, index) => !roles.has(index)),
    rows: read.rowCount,
    emptyRows: read.emptyRows,
    rowsOfOthers: read.rowsOfOthers,
    notes: read.table.notes,
  };
}
