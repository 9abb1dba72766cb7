/** Currencies whose pairs are recognised without `=X`. */
const CURRENCIES = "USD HKD CNY CNH EUR GBP JPY AUD CAD CHF SGD TWD KRW NZD SEK NOK INR".split(" ");
const PAIR = new RegExp(`^(${CURRENCIES.join("|")})[/-]?(${CURRENCIES.join("|")})(?:=X)?$`);
/** Suffixes of other vendors -> Yahoo's. */
const SUFFIXES: Readonly<Record<string, string>> = {
  SH: "SS",
  XSHG: "SS",
  XSHE: "SZ",
  XHKG: "HK",
  SEHK: "HK",
  O: "",
  OQ: "",
  N: "",
  US: "",
};

/**
 * A symbol as Yahoo writes it, from the ways in which vendors write it: `00700.HK`, `hk00700` and `700.HK` are
 * `0700.HK`; `513180.SH`, `sh513180` and `513180.XSHG` are `513180.SS`; `USDHKD` and `USD/HKD` are `HKD=X`;
 * `BABA.N` and `BABA.US` are `BABA`. Other text comes back in capitals.
 */
export function canonicalSymbol(text: string): string {
  const symbol = text.trim().toUpperCase();
  const pair = PAIR.exec(symbol);
  if (pair !== null && pair[1] !== pair[2])
    return pair[1] === "USD" ? `${pair[2]}=X` : `${pair[1]}${pair[2]}=X`;
  const prefixed = /^(SH|SZ|HK)[.:]?(\d{4,6})$/.exec(symbol);
  const [base, suffix] = prefixed === null ? splitSuffix(symbol) : [prefixed[2]!, prefixed[1]!];
  const yahoo = SUFFIXES[suffix] ?? suffix;
  if (yahoo === "HK" && /^\d+$/.test(base)) return `${String(Number(base)).padStart(4, "0")}.HK`;
  return yahoo === "" ? base : `${base}.${yahoo}`;
}

/**
 * Whether two names mean one instrument. A name without an exchange matches any: `HSTECH` is `HSTECH.HK`, `700` is
 * `0700.HK` and `HSI` is `^HSI`.
 *
 * @example isSameSymbol("00700", "0700.HK") // => true
 * @example isSameSymbol("1810.HK", "9988.HK") // => false
 */
export function isSameSymbol(one: string, other: string): boolean {
  const [a, b] = [canonicalSymbol(one), canonicalSymbol(other)];
  if (a === b) return true;
  const [baseA, suffixA] = splitSuffix(a);
  const [baseB, suffixB] = splitSuffix(b);
  const plain = (base: string) => base.replace(/^\^/, "").replace(/^0+(?=\d)/, "");
  return (suffixA === "" || suffixB === "") && plain(baseA) === plain(baseB);
}

/** The part behind the last point, if it is letters; empty if there is none. */
export function splitSuffix(symbol: string): readonly [base: string, suffix: string] {
  const match = /^(.+)\.([A-Z]{1,4})$/.exec(symbol);
  return match === null ? [symbol, ""] : [match[1]!, match[2]!];
}
