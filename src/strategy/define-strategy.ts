import type { Currency } from "../market/instrument.ts";
import type { CostSpec } from "./cost-spec.ts";
import type { ParamSpecs, ValuesOf } from "./param.ts";
import type { Rule } from "./rule.ts";

/** What a strategy file exports: one hypothesis, the signals it is about, and how to trade them. */
export interface StrategyDefinition<Specs extends ParamSpecs = ParamSpecs> {
  readonly name: string;
  /** what is believed to happen and why, in a sentence or two */
  readonly hypothesis: string;
  /** what a user or a sweep may change */
  readonly params?: Specs;
  /** symbol of the index or fund to compare with */
  readonly benchmark?: string;
  /** currency of the book; default that of the first leg's instrument */
  readonly currency?: Currency;
  /** what trading costs; default 10 bps a side, see cost-spec.ts */
  readonly costs?: CostSpec;
  /** highest gross exposure as a multiple of equity; default 1, no leverage */
  readonly leverage?: number;
  readonly rules: readonly Rule[] | ((params: ValuesOf<Specs>) => readonly Rule[]);
}

/** A strategy as it is loaded, whatever its parameters are called. */
// biome-ignore lint/suspicious/noExplicitAny: the parameters' names and types are known only to the file itself
export type Strategy = StrategyDefinition<any>;

/**
 * Declares a strategy. It returns the definition as it is; its work is done by the type checker, which
 * completes and checks every field while the file is edited. `edict run` checks the same fields again.
 */
export function defineStrategy<const Specs extends ParamSpecs = Record<never, never>>(
  definition: StrategyDefinition<Specs>,
): StrategyDefinition<Specs> {
  return definition;
}
