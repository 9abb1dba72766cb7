/** What a column's name says of the unit of its numbers: `成交量(手)`, `收盘价(元)`, `Volume (000)`. */
export interface ColumnUnit {
  /** the name without the unit */
  readonly name: string;
  /** what one unit is worth: 10,000 for 万股; 1 if the unit changes nothing */
  readonly factor: number;
  /** the numbers count lots (手), whose size the instrument tells */
  readonly isLots: boolean;
  /** a currency, by its ISO code */
  readonly currency: string | undefined;
}

const PARTS = /^(.*?)[\s_]*[(([【]([^))\]】]*)[))\]】]\s*$/;

const CURRENCIES: Readonly<Record<string, string>> = {
  hkd: "HKD",
  hk$: "HKD",
  港元: "HKD",
  港币: "HKD",
  港幣: "HKD",
  usd: "USD",
  us$: "USD",
  $: "USD",
  美元: "USD",
  cny: "CNY",
  rmb: "CNY",
  人民币: "CNY",
  人民幣: "CNY",
  gbp: "GBP",
  gbx: "GBX",
  jpy: "JPY",
  日元: "JPY",
  円: "JPY",
};

/** Words that say nothing new: a yuan may be that of any place that calls its money so. */
const PLAIN = ["元", "点", "點", "points", "股", "份", "shares"];

const FACTORS: Readonly<Record<string, number>> = {
  千股: 1e3,
  "000": 1e3,
  "000s": 1e3,
  "'000": 1e3,
  thousand: 1e3,
  thousands: 1e3,
  万股: 1e4,
  萬股: 1e4,
  万份: 1e4,
  mn: 1e6,
  million: 1e6,
  millions: 1e6,
  百万股: 1e6,
  亿股: 1e8,
  億股: 1e8,
};

/** A longer name is no column's. */
const LONGEST_NAME = 100;
/** A name that is a unit: the number of lots. */
const TOTAL_LOTS = "总手";

const LOTS: Readonly<Record<string, number>> = { 手: 1, lots: 1, lot: 1, 万手: 1e4, 萬手: 1e4 };

/**
 * The unit in brackets behind a column's name.
 *
 * @returns `undefined` if there are no brackets, or what stands in them is no unit that is known
 * @example columnUnit("成交量(手)") // => { name: "成交量", factor: 1, isLots: true, currency: undefined }
 */
export function columnUnit(name: string): ColumnUnit | undefined {
  if (name.trim() === TOTAL_LOTS) {
    return { name: "成交量", factor: 1, isLots: true, currency: undefined };
  }
  if (name.length > LONGEST_NAME) return undefined;
  const match = PARTS.exec(name.normalize("NFKC").trim());
  if (match === null || match[1] === "") return undefined;
  const plain = match[2]!.trim().toLowerCase();
  const unit = { name: match[1]!, factor: 1, isLots: false, currency: undefined };
  if (PLAIN.includes(plain)) return unit;
  if (plain in CURRENCIES) return { ...unit, currency: CURRENCIES[plain] };
  if (plain in FACTORS) return { ...unit, factor: FACTORS[plain]! };
  if (plain in LOTS) return { ...unit, factor: LOTS[plain]!, isLots: true };
  return undefined;
}
