/** What a column of a price file may hold. Columns of no role are ignored, and named in the dialect. */
export const COLUMN_ROLES = [
  "date",
  "open",
  "high",
  "low",
  "close",
  "volume",
  "adjustedClose",
  "dividends",
  "splits",
  "symbol",
  "currency",
  "fetchedAt",
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/**
 * Names by role, as vendors write them, in lower case without blanks and punctuation. Where several columns of a
 * file could be the date, the earlier name here wins.
 */
const NAMES: Readonly<Record<ColumnRole, readonly string[]>> = {
  date: [
    ...[
      "date",
      "tradedate",
      "tradingdate",
      "tradingday",
      "sessiondate",
      "day",
      "datetime",
      "timestamp",
      "time",
    ],
    ...["日期", "交易日期", "交易日", "时间", "時間", "日付"],
  ],
  open: [
    "open",
    "openprice",
    "openingprice",
    "1open",
    "o",
    "开盘",
    "开盘价",
    "今开",
    "開盤",
    "開盤價",
    "始値",
  ],
  high: ["high", "highprice", "dayhigh", "2high", "h", "最高", "最高价", "最高價", "高値"],
  low: ["low", "lowprice", "daylow", "3low", "l", "最低", "最低价", "最低價", "安値"],
  close: [
    ...["close", "closeprice", "closingprice", "closelast", "last", "lastprice", "price", "4close", "c"],
    ...["收盘", "收盘价", "收盤", "收盤價", "終値"],
  ],
  volume: [
    ...["volume", "vol", "tradingvolume", "totalvolume", "sharevolume", "5volume", "6volume", "v"],
    ...["成交量", "成交股数", "成交股數", "出来高"],
  ],
  adjustedClose: [
    ...[
      "adjclose",
      "adjustedclose",
      "adjcloseprice",
      "adjustedclosingprice",
      "adjustedcloseprice",
      "5adjustedclose",
    ],
    ...["复权收盘", "复权收盘价", "復權收盤價", "調整後終値"],
  ],
  dividends: [
    "dividends",
    "dividend",
    "dividendamount",
    "7dividendamount",
    "divcash",
    "cashdividend",
    "分红",
    "股息",
  ],
  splits: ["stocksplits", "stocksplit", "splits", "split", "splitratio", "splitfactor", "splitcoefficient"],
  symbol: [
    "symbol",
    "ticker",
    "code",
    "tscode",
    "stockcode",
    "代码",
    "股票代码",
    "证券代码",
    "代碼",
    "股票代碼",
  ],
  currency: ["currency", "ccy", "币种", "貨幣"],
  fetchedAt: ["fetchtime", "fetchedat", "retrievedat", "downloadedat"],
};

const ROLE_BY_NAME: ReadonlyMap<string, ColumnRole> = new Map(
  COLUMN_ROLES.flatMap((role) => NAMES[role].map((name) => [name, role] as const)),
);

/** The role that a column's name means, or `undefined`. */
export function roleOfColumn(name: string): ColumnRole | undefined {
  return ROLE_BY_NAME.get(plainName(name));
}

/** How good a name is for its role: the place in the list of names, 0 the best. */
export function rankOfName(role: ColumnRole, name: string): number {
  const rank = NAMES[role].indexOf(plainName(name));
  return rank < 0 ? Number.POSITIVE_INFINITY : rank;
}

/** A name in lower case without blanks and punctuation: `Adj Close**` and `adj_close` are `adjclose`. */
export function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-.*()'"/\\]/g, "");
}
