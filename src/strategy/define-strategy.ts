import type { Currency } from "../market/instrument.ts";
import type { KnownSymbol } from "../market/known-symbol.ts";
import type { CostSpec } from "./cost-spec.ts";
import type { Exactly } from "./exactly.ts";
import type { ParamSpecs, ValuesOf } from "./param.ts";
import type { Rule } from "./rule.ts";
import type { SessionContext } from "./session-context.ts";

/** What a strategy file exports: one hypothesis, the signals it is about, and how to trade them. */
export type StrategyDefinition<Specs extends ParamSpecs = ParamSpecs> = WithParams<Specs> &
  (
    | { readonly rules: RulesOf<Specs>; readonly onSession?: OnSession<Specs> }
    | { readonly rules?: undefined; readonly onSession: OnSession<Specs> }
  );

/** What every strategy says, whether it trades by rules or by hand. */
interface StrategyFacts {
  readonly name: string;
  /** what is believed to happen and why, in a sentence or two */
  readonly hypothesis: string;
  /** symbol of the index or fund to compare with */
  readonly benchmark?: KnownSymbol;
  /** symbols that callbacks look at, and `onSession` trades, beside the instruments of the legs */
  readonly instruments?: readonly KnownSymbol[];
  /** currency of the book; default that of the first instrument */
  readonly currency?: Currency;
  /** what trading costs; default 10 bps a side and the exchange's duties, see cost-spec.ts */
  readonly costs?: CostSpec;
  /** highest gross exposure as a multiple of equity, asked at each entry; default 1, no leverage */
  readonly leverage?: number;
  /**
   * least equity as a fraction of gross exposure, asked at each day's last close: below it every position is closed
   * at its next open; default 0.25
   */
  readonly maintenance?: number;
}

interface WithParams<Specs extends ParamSpecs> extends StrategyFacts {
  /** what a user or a sweep may change */
  readonly params?: Specs;
}

/** Which signals map to which trades: a list, or a function of the parameters' values that makes one. */
export type RulesOf<Specs extends ParamSpecs> =
  | readonly Rule[]
  | ((params: ValuesOf<Specs>) => readonly Rule[]);

/** For what rules cannot say: called before each open, with the same view, orders and accounting. */
export type OnSession<Specs extends ParamSpecs> = (session: SessionContext<ValuesOf<Specs>>) => void;

/** A strategy as it is loaded, whatever its parameters are called. */
// biome-ignore lint/suspicious/noExplicitAny: the parameters' names and types are known only to the file itself
export type Strategy = StrategyDefinition<any>;

/**
 * A strategy as it is written in a file: no field may stand in its rules that a rule does not have.
 *
 * The forms decide where TypeScript puts an error: it explains it by the one that shares the most fields with what was
 * written. The last has no parameters, so a fault in `rules: ({ hold }) => [...]` is shown inside the rule.
 */
type AuthoredStrategy<Specs extends ParamSpecs, Rules extends readonly Rule[]> =
  | (WithParams<Specs> & { readonly onSession: OnSession<Specs> })
  | (WithParams<Specs> & {
      readonly rules: (params: ValuesOf<Specs>) => Rules & Exactly<readonly Rule[], Rules>;
      readonly onSession?: OnSession<Specs>;
    })
  | (StrategyFacts & { readonly rules: readonly Rule[]; readonly onSession?: OnSession<Specs> });

/**
 * Declares a strategy. It returns the definition as it is; its work is done by the type checker, which
 * completes and checks every field while the file is edited. `edict run` checks the same fields again.
 */
export function defineStrategy<
  const Specs extends ParamSpecs = Record<never, never>,
  const Rules extends readonly Rule[] = readonly Rule[],
>(definition: AuthoredStrategy<Specs, Rules>): StrategyDefinition<Specs> {
  return definition as StrategyDefinition<Specs>;
}
