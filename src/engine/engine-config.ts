import type { Currency } from "../market/instrument.ts";
import type { CostConfig } from "../strategy/cost-spec.ts";

/** What the simulation needs to know beyond rules, orders and prices. */
export interface EngineConfig {
  /** money at the start, in `currency` */
  readonly capital: number;
  readonly currency: Currency;
  readonly costs: CostConfig;
  /** highest gross exposure as a multiple of equity */
  readonly leverage: number;
  /** least equity as a fraction of gross exposure */
  readonly maintenance: number;
  /** round quantities down to whole lots; an index is always traded in fractions */
  readonly wholeLots: boolean;
  /** sessions that annualise volatility */
  readonly sessionsPerYear: number;
}
