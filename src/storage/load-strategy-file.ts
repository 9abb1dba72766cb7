import { assertArgument } from "../decode/assert-argument.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { loadStrategy } from "./load-strategy.ts";

/**
 * Loads a strategy file (.ts, .js, .yaml, .json). A TypeScript or JavaScript strategy is code, and it is run.
 *
 * @throws InputError if it cannot be read, compiled or understood
 * @example const strategy = await loadStrategy("strategies/my-idea.ts");
 */
export async function loadStrategyFile(file: string): Promise<Strategy> {
  assertArgument(file, "text", "file", "give the path of a strategy file");
  return (await loadStrategy(file)).strategy;
}
