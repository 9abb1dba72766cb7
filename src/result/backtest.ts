import { simulate } from "../engine/simulate.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { buildResult } from "./build-result.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import { type BacktestInputs, prepareRun } from "./prepare-run.ts";
import type { ResultDocument } from "./result-schema.ts";

export { type BacktestInputs, type PreparedRun, type Provenance, prepareRun } from "./prepare-run.ts";

/**
 * Backtests a strategy on prices and signals. Synchronous, no I/O: the same inputs give the same document.
 *
 * Whether the result was luck is asked in the same run, as `config.luck`, `config.study` and `config.sensitivity` say.
 *
 * @throws InputError for a wrong parameter, rule or configuration
 * @throws MarketDataError if an instrument that is traded has no prices, or none that its entry needs
 */
export function backtest(strategy: Strategy, inputs: BacktestInputs): ResultDocument {
  const run = prepareRun(strategy, inputs);
  const simulation = simulate(run.input);
  return buildResult(run, simulation, inputs, gatherEvidence(strategy, inputs, run, simulation));
}
