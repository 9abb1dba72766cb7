/** What can go wrong between a market-data service and edict. */
export const MARKET_FAULTS = [
  "429", // too many requests, no Retry-After
  "429-retry-after", // too many requests, come back in 0 s
  "429-retry-later", // too many requests, come back in an hour
  "500",
  "hang", // accepts the request and never answers
  "cut", // closes the connection in the middle of the body
  "truncated", // a whole HTTP answer with half of the JSON
  "html", // a consent page with status 200
  "forbidden", // 403, as a region block
  "404", // no such symbol, in the service's own words
  "400", // nothing in the range, in the service's own words
  "empty", // the symbol is known, and has no rows
  "null-result",
  "null-rows", // the last row is all null
  "null-field", // the last row has no close
  "no-adjclose",
  "zero-prices", // the last row is all zero
  "duplicate-last", // the last session once more, stamped with the last trade
  "today", // one more row: the session that is not over
  "wrong-currency",
  "null-currency",
  "wrong-symbol",
  "short", // only the last three rows, whatever was asked for
] as const;

export type MarketFault = (typeof MARKET_FAULTS)[number];

export function isMarketFault(text: string): text is MarketFault {
  return (MARKET_FAULTS as readonly string[]).includes(text);
}
