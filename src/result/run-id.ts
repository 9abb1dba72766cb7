import { createHash } from "node:crypto";
import { canonicalJson } from "../signals/catalogue.ts";
import type { PreparedRun } from "./prepare-run.ts";
import type { ResultPrices } from "./result-schema.ts";

/**
 * Names a run by what it depends on: strategy source, parameters, configuration, signals and prices. The same
 * inputs give the same id on every machine; nothing else enters, least of all the clock.
 *
 * @returns the first 16 hex digits of a SHA-256: two of a million runs share one with a chance below 1e-7
 */
export function runId(
  run: PreparedRun,
  prices: readonly ResultPrices[],
  signalsSha256: string,
  strategySha256: string,
): string {
  const inputs = {
    strategy: strategySha256,
    params: run.strategy.params,
    config: run.config,
    signals: signalsSha256,
    prices: prices.map((series) => [series.symbol, series.roles, series.sha256]),
  };
  return createHash("sha256").update(canonicalJson(inputs)).digest("hex").slice(0, 16);
}
