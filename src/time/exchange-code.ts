/** Exchanges whose hours edict knows. `FX` is the round-the-clock currency market, dated by its London day. */
export const EXCHANGE_CODES = ["HKEX", "SSE", "SZSE", "NYSE", "NASDAQ", "LSE", "TSE", "FX"] as const;
export type ExchangeCode = (typeof EXCHANGE_CODES)[number];
