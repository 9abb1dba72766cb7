// A process that fetches symbols into a store several times over: see update-store.test.ts.
import { failureOf, fetchSymbols } from "../../../src/feeds/fetch-symbols.ts";
import { openStore } from "../../../src/feeds/price-store.ts";
import { YahooFeed } from "../../../src/feeds/yahoo-feed.ts";
import { instrumentOf } from "../../servers/instrument-fixture.ts";

const [home, baseUrl, now, times, ...symbols] = process.argv.slice(2) as [string, string, string, string];
const feed = new YahooFeed({ baseUrl, now: () => Number(now) });
const store = openStore(home);
for (let time = 0; time < Number(times); time++) {
  const instruments = (symbols as string[]).map((symbol) => instrumentOf(symbol));
  const fetches = await fetchSymbols(instruments, feed, store, { from: null, to: null }, { maxAge: 0 });
  const failure = failureOf(fetches);
  if (failure !== undefined) throw failure;
}
await feed.close();
