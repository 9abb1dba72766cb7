import { columnUnit } from "./column-unit.ts";

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
  // Money traded: never a price, but beside a volume it tells the unit of that.
  "turnover",
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
      "dates",
      "tradedate",
      "tradingdate",
      "tradingday",
      "sessiondate",
      "day",
      "datetime",
      "timestamp",
      "time",
      "t",
      "windowstart",
    ],
    ...["日期", "交易日期", "交易日", "时间", "時間", "交易时间", "交易時間", "日付", "날짜"],
  ],
  open: [
    "open",
    "openprice",
    "openingprice",
    "1open",
    "o",
    "pxopen",
    ...["开盘", "开盘价", "今开", "开", "開盤", "開盤價", "開市", "開市價", "今開", "始値", "시가"],
  ],
  high: [
    ...["high", "highprice", "dayhigh", "2high", "h", "pxhigh"],
    ...["最高", "最高价", "高", "最高價", "高値", "고가"],
  ],
  low: [
    ...["low", "lowprice", "daylow", "3low", "l", "pxlow"],
    ...["最低", "最低价", "低", "最低價", "安値", "저가"],
  ],
  close: [
    ...["close", "closeprice", "closingprice", "closelast", "last", "lastprice", "price", "4close", "c"],
    ...["pxlast", "收盘", "收盘价", "收", "收盤", "收盤價", "收市", "收市價", "終値", "종가"],
  ],
  volume: [
    ...["volume", "vol", "tradingvolume", "totalvolume", "sharevolume", "5volume", "6volume", "v"],
    ...["pxvolume", "成交量", "成交股数", "成交股數", "交易量", "出来高", "거래량"],
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
  turnover: ["turnover", "amount", "money", "成交额", "成交金额", "成交額", "成交金額", "売買代金"],
};

const ROLE_BY_NAME: ReadonlyMap<string, ColumnRole> = new Map(
  COLUMN_ROLES.flatMap((role) => NAMES[role].map((name) => [name, role] as const)),
);

/** The role that a column's name means, with or without a unit in brackets; or `undefined`. */
export function roleOfColumn(name: string): ColumnRole | undefined {
  return ROLE_BY_NAME.get(plainName(name)) ?? ROLE_BY_NAME.get(plainName(columnUnit(name)?.name ?? ""));
}

/** How good a name is for its role: the place in the list of names, 0 the best. */
export function rankOfName(role: ColumnRole, name: string): number {
  const rank = NAMES[role].indexOf(plainName(name));
  if (rank >= 0) return rank;
  const withoutUnit = NAMES[role].indexOf(plainName(columnUnit(name)?.name ?? ""));
  return withoutUnit < 0 ? Number.POSITIVE_INFINITY : withoutUnit;
}

/** A name in lower case without blanks and punctuation: `Adj Close**`, `<ADJ_CLOSE>` are `adjclose`. */
export function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-.*()'"/\\<>\p{Cf}]/gu, "");
}
