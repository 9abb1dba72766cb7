import { failureOf, fetchSymbols } from "../../src/feeds/fetch-symbols.ts";
import { WHOLE_HISTORY } from "../../src/feeds/price-feed.ts";
import { openStore } from "../../src/feeds/price-store.ts";
import { YahooFeed } from "../../src/feeds/yahoo-feed.ts";
import { differenceFromTruth } from "./difference-from-truth.ts";
import { instrumentOf } from "./instrument-fixture.ts";
import { MARKET_FAULTS, type MarketFault } from "./market-fault.ts";
import { MarketServer } from "./market-server.ts";
import { MarketTruth, seededRandom } from "./market-truth.ts";

export interface SoakOptions {
  readonly home: string;
  readonly symbols: number;
  readonly runs: number;
  /** share of requests that go wrong, each fault equally likely */
  readonly faultRate: number;
  readonly seed: number;
  readonly onRun?: (run: number) => void;
}

export interface SoakResult {
  readonly requests: number;
  readonly faults: number;
  readonly failedFetches: number;
  readonly replaced: number;
  /** symbols that were already right before the last, clean run */
  readonly rightBefore: number;
  /** what is wrong; empty if the store equals the truth */
  readonly problems: readonly string[];
}

/** Chance per symbol and session of a split, and of a dividend. */
const SPLITS = 0.004;
const DIVIDENDS = 0.01;

/**
 * Runs the store against a market that moves on and a server that goes wrong: in each run every symbol trades one
 * more session, may split or pay, and is fetched once, with faults on some requests. After every run every file must
 * be whole, and every symbol that was fetched without a fault must hold the truth of the moment. At the end one run
 * without faults must leave the truth and nothing else.
 */
export async function soakStore(options: SoakOptions): Promise<SoakResult> {
  const random = seededRandom(options.seed);
  const truth = new MarketTruth(options.seed);
  const symbols = Array.from({ length: options.symbols }, (_, index) => `${1000 + index}.HK`);
  for (const symbol of symbols) truth.add(symbol, "HKEX", "HKD", 60);
  const server = new MarketServer(truth);
  const baseUrl = await server.listen();
  const now = () => truth.now(symbols[0] as string);
  const retry = { attempts: 3, baseDelay: 1, maxDelay: 2, maxRetryAfter: 1000 };
  // What hangs is given up soon; without faults a busy machine may take its time.
  const feed = new YahooFeed({ baseUrl, now, retry, timeout: 250, random });
  const patientFeed = new YahooFeed({ baseUrl, now, retry, timeout: 20_000, random });
  const store = openStore(options.home);
  const instruments = symbols.map((symbol) => instrumentOf(symbol));
  const counts = { requests: 0, faults: 0, failedFetches: 0, replaced: 0 };
  const problems: string[] = [];
  let faulted = new Set<string>();

  const pickFault = ({ name }: { name: string }): MarketFault | undefined => {
    counts.requests++;
    if (random() >= options.faultRate) return undefined;
    counts.faults++;
    faulted.add(name);
    return MARKET_FAULTS[Math.floor(random() * MARKET_FAULTS.length)];
  };
  const fetchAll = async (run: number, source: YahooFeed) => {
    faulted = new Set();
    const fetches = await fetchSymbols(instruments, source, store, WHOLE_HISTORY, { now, maxAge: 0 });
    const failure = failureOf(fetches);
    if (failure !== undefined && failure.exitCode !== 3)
      problems.push(`run ${run}: exit code ${failure.exitCode}`);
    for (const { symbol, outcome, error } of fetches) {
      if (outcome === "failed") counts.failedFetches++;
      if (outcome === "replaced") counts.replaced++;
      const isIntact = store.isIntact(symbol, "yahoo");
      if (isIntact === false) problems.push(`run ${run}: ${symbol} is damaged`);
      // A source that refuses often is not asked for a while, and a busy machine may be too slow: the error says so.
      const wasAsked = !/not asked again|did not answer within/.test(error?.message ?? "");
      const difference =
        faulted.has(symbol) || !wasAsked ? undefined : differenceFromTruth(store, truth, symbol);
      if (difference !== undefined) problems.push(`run ${run}: ${difference}`);
    }
  };

  try {
    server.chooseFault = pickFault;
    for (let run = 1; run <= options.runs; run++) {
      for (const symbol of symbols) {
        if (random() < SPLITS) truth.split(symbol, [2, 5, 0.1][Math.floor(random() * 3)] as number);
        if (random() < DIVIDENDS) truth.dividend(symbol, Math.round(1 + 100 * random()) / 100);
      }
      truth.advance();
      await fetchAll(run, feed);
      options.onRun?.(run);
    }
    const rightBefore = symbols.filter(
      (symbol) => differenceFromTruth(store, truth, symbol) === undefined,
    ).length;
    server.heal();
    // However the faults fell, the last run has histories to replace.
    for (const symbol of symbols) truth.split(symbol, 2);
    truth.advance();
    await fetchAll(options.runs + 1, patientFeed);
    for (const symbol of symbols) {
      const difference = differenceFromTruth(store, truth, symbol);
      if (difference !== undefined) problems.push(`at the end: ${difference}`);
    }
    if (store.list().issues.length > 0) problems.push("at the end the store has files that cannot be read");
    return { ...counts, rightBefore, problems };
  } finally {
    await Promise.all([feed.close(), patientFeed.close()]);
    await server.close();
  }
}
