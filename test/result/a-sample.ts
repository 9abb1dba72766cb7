import { loadPrices } from "../../src/feeds/load-prices.ts";
import type { BacktestInputs } from "../../src/result/backtest.ts";
import type { RunConfig } from "../../src/result/run-config.ts";
import { loadSignals } from "../../src/storage/load-signals.ts";
import { loadStrategy } from "../../src/storage/load-strategy.ts";
import type { Strategy } from "../../src/strategy/define-strategy.ts";

/** A shipped strategy with the shipped signals on the synthetic sample. */
export interface SampleCase {
  readonly strategy: Strategy;
  readonly inputs: BacktestInputs;
}

/** @param name a file of strategies/ */
export async function aSample(name: string, config: RunConfig = {}): Promise<SampleCase> {
  const [{ strategy, sha256 }, signals, prices] = await Promise.all([
    loadStrategy(`strategies/${name}`, null),
    loadSignals(),
    loadPrices(["HSTECH.HK", "^HSI", "0981.HK", "1347.HK", "9988.HK", "KWEB", "SPY"], { source: "sample" }),
  ]);
  const provenance = { strategyFile: name, strategySha256: sha256, signalsFile: "signals/china-policy.json" };
  return { strategy, inputs: { signals, prices, config, provenance } };
}
