import type { CostConfig } from "../../src/strategy/cost-spec.ts";

/** No costs of any kind, for checking the engine against buy and hold. */
export const ZERO_COSTS: CostConfig = {
  bps: 0,
  minimum: 0,
  halfSpreadBps: 0,
  statutory: false,
  impact: null,
  borrow: 0,
  financing: 0,
};
