import { EdictError } from "../errors.ts";
import { instrumentFor } from "../market/instrument-book.ts";
import { MILLISECONDS_PER_DAY } from "../time/calendar-day.ts";
import { EastmoneyFeed } from "./eastmoney-feed.ts";
import { YahooFeed } from "./yahoo-feed.ts";

const MILLISECONDS = 1000;
/** A fortnight holds a session whatever the holiday. */
const DAYS_ASKED = 14;
/** Symbols that the sources have served for as long as they exist. */
const PROBES = { yahoo: "^HSI", eastmoney: "0700.HK" } as const;

/**
 * Whether a source answers within some seconds: one attempt, no retry.
 *
 * @param baseUrl where the source is, if not at its own address
 */
export async function isSourceReachable(
  source: keyof typeof PROBES,
  seconds: number,
  baseUrl: string | undefined,
): Promise<boolean> {
  const options = { timeout: seconds * MILLISECONDS, retry: { attempts: 1 }, baseUrl };
  const feed = source === "yahoo" ? new YahooFeed(options) : new EastmoneyFeed(options);
  const symbol = PROBES[source];
  try {
    const from = Math.floor(Date.now() / MILLISECONDS_PER_DAY) - DAYS_ASKED;
    await feed.fetch(symbol, { from, to: null }, instrumentFor(symbol).instrument);
    return true;
  } catch (error) {
    if (error instanceof EdictError) return false;
    throw error;
  } finally {
    await feed.close();
  }
}
