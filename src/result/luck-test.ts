import { simulate } from "../engine/simulate.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { describeLuck } from "./describe-luck.ts";
import type { Evidence } from "./evidence-schema.ts";
import { type BacktestInputs, prepareRun } from "./prepare-run.ts";

/**
 * Luck test of a strategy's trading result alone: the `significance` of its result document. Synchronous, no I/O.
 *
 * The number of calendar shifts is `inputs.config.luck`, its seed `inputs.config.seed`.
 *
 * @throws InputError and MarketDataError as `backtest` does
 * @example luckTest(strategy, { signals, prices, config: { luck: 2_000 } })
 */
export function luckTest(strategy: Strategy, inputs: BacktestInputs): Evidence["significance"] {
  const run = prepareRun(strategy, inputs);
  return describeLuck(run, simulate(run.input));
}
