import { afterAll, afterEach, beforeAll } from "vitest";
import { MarketServer } from "./market-server.ts";
import { MarketTruth } from "./market-truth.ts";

/** Retries that do not make tests wait. */
export const HASTY = {
  retry: { attempts: 3, baseDelay: 1, maxDelay: 2, maxRetryAfter: 1000 },
  timeout: 1000,
  random: () => 0.5,
} as const;

/** A server for the tests of one file, healthy before each; fill the truth in `build`. */
export function useMarketServer(build: (truth: MarketTruth) => void): { server: MarketServer; url: string } {
  const truth = new MarketTruth(7);
  build(truth);
  const held = { server: new MarketServer(truth), url: "" };
  beforeAll(async () => {
    held.url = await held.server.listen();
  });
  afterEach(() => {
    held.server.heal();
    held.server.requests.length = 0;
    held.server.mostAtOnce = 0;
    held.server.delay = 0;
  });
  afterAll(() => held.server.close());
  return held;
}
