import type { Strategy } from "../strategy/define-strategy.ts";
import { loadStrategy } from "./load-strategy.ts";

/**
 * Loads a strategy file (.ts, .js, .yaml, .json). A TypeScript or JavaScript strategy is code, and it is run.
 *
 * @throws InputError if it cannot be read, compiled or understood
 * @example const strategy = await loadStrategy("strategies/my-idea.ts");
 */
export async function loadStrategyFile(file: string): Promise<Strategy> {
  return (await loadStrategy(file)).strategy;
}
