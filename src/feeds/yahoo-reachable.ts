import { EdictError } from "../errors.ts";
import { instrumentFor } from "../market/instrument-book.ts";
import { YahooFeed } from "./yahoo-feed.ts";

const MILLISECONDS = 1000;
const MILLISECONDS_PER_DAY = 86_400_000;
/** A fortnight holds a session whatever the holiday. */
const DAYS_ASKED = 14;
/** Any symbol that Yahoo has served for decades. */
const PROBE = "^HSI";

/** Whether Yahoo answers within some seconds: one request, no retry. */
export async function isYahooReachable(seconds: number, baseUrl: string | undefined): Promise<boolean> {
  const feed = new YahooFeed({ timeout: seconds * MILLISECONDS, retry: { attempts: 1 }, baseUrl });
  try {
    const from = Math.floor(Date.now() / MILLISECONDS_PER_DAY) - DAYS_ASKED;
    await feed.fetch(PROBE, { from, to: null }, instrumentFor(PROBE).instrument);
    return true;
  } catch (error) {
    if (error instanceof EdictError) return false;
    throw error;
  } finally {
    await feed.close();
  }
}
