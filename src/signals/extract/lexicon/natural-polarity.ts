const BURDENS = new Set([
  "tax",
  "tariff",
  "restriction",
  "control",
  "campaign",
  "probe",
  "penalty",
  "purchase-limit",
  "covid-control",
  "trade-control",
]);
const SUPPORTS = new Set([
  "stimulus",
  "liquidity",
  "backing",
  "licence",
  "share-buying",
  "listing",
  "rights",
  "confidence",
  "detente",
]);

/** What an object says by itself, without a verb: a levy is a burden (-1), a fund is support (+1), a market neither (0). */
export function naturalPolarity(object: string): -1 | 0 | 1 {
  if (BURDENS.has(object)) return -1;
  return SUPPORTS.has(object) ? 1 : 0;
}
