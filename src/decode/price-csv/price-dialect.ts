import { formatCounted } from "../format-count.ts";
import type { ColumnRole } from "./column-names.ts";
import { type CsvTable, cut } from "./csv-table.ts";
import type { PriceText } from "./price-text.ts";

/** How a price file is written, as found: `edict prices import` prints it. */
export interface PriceDialect {
  /** `plain`: one header row; `yfinance-download`: rows of price, ticker and date; `yfinance-history` */
  readonly shape: "plain" | "yfinance-download" | "yfinance-history" | "no-header";
  readonly encoding: PriceText["encoding"];
  readonly hasByteOrderMark: boolean;
  readonly delimiter: CsvTable["delimiter"];
  readonly lineBreak: CsvTable["lineBreak"];
  /** e.g. `YYYY-MM-DD` */
  readonly dateShape: string;
  readonly decimalMark: "." | ",";
  readonly hasThousands: boolean;
  /** the file's own name of each column that is read, in the order of the file */
  readonly columns: readonly { readonly role: ColumnRole; readonly name: string }[];
  readonly ignored: readonly string[];
  /** rows with a date, blank ones included */
  readonly rows: number;
  /** rows without even a date, which spreadsheets leave at the end */
  readonly emptyRows: number;
  /** rows of other symbols, in a file that holds several */
  readonly rowsOfOthers: number;
  /** lines above and below the table */
  readonly notes: readonly string[];
}

const DELIMITER_NAMES = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;
const SHAPE_NAMES: Readonly<Record<PriceDialect["shape"], string>> = {
  plain: "one header row",
  "no-header": "no header row",
  "yfinance-download": "three header rows, as yfinance's download() writes",
  "yfinance-history": "as yfinance's history() writes",
};

/** A dialect in words, as rows of label and text. */
export function describePriceDialect(
  dialect: PriceDialect,
): readonly (readonly [label: string, text: string])[] {
  const mark = dialect.hasByteOrderMark ? " with a byte-order mark" : "";
  const rows: [string, string][] = [
    ["shape", SHAPE_NAMES[dialect.shape]],
    [
      "text",
      `${dialect.encoding}${mark}, ${dialect.lineBreak} line breaks, ${DELIMITER_NAMES[dialect.delimiter]} between cells`,
    ],
    ["dates", dialect.dateShape],
    [
      "numbers",
      `decimal ${dialect.decimalMark === "," ? "comma" : "point"}${dialect.hasThousands ? ", thousands grouped" : ""}`,
    ],
    ["columns", dialect.columns.map(({ role, name }) => `${role}=${name}`).join(", ")],
    ["ignored", dialect.ignored.length === 0 ? "none" : dialect.ignored.join(", ")],
    ["rows", String(dialect.rows)],
  ];
  if (dialect.emptyRows > 0) rows.push(["empty rows", `${dialect.emptyRows}, skipped`]);
  if (dialect.rowsOfOthers > 0)
    rows.push(["other symbols", `${formatCounted(dialect.rowsOfOthers, "row")}, skipped`]);
  if (dialect.notes.length > 0)
    rows.push(["notes", `${dialect.notes.map(cut).join(" / ")}: no rows, skipped`]);
  return rows;
}
