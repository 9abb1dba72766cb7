import { emptyKellyRecord } from "./kelly-record.ts";
import { queuePlanned } from "./order-queue.ts";
import { Portfolio } from "./portfolio.ts";
import type { SimulationInput, SimulationState } from "./simulation.ts";

/** The moving parts before the first day: the capital, and every planned order in the queue or skipped. */
export function startSimulation(input: SimulationInput): SimulationState {
  const state: SimulationState = {
    input,
    portfolio: new Portfolio(input.config.capital, input.market.series.length),
    orders: [],
    outcomes: [],
    queue: [],
    next: 0,
    due: [],
    resting: [],
    trades: [],
    scaled: [],
    unanswered: [],
    decisions: new Map(),
    // One more than there are rules: that of onSession.
    kelly: Array.from({ length: input.rules.length + 1 }, emptyKellyRecord),
    exitPlaces: new Map(),
    traded: 0,
    interest: 0,
    dayIndex: 0,
    releasedToday: 0,
    bookSeen: null,
    netValue: 0,
    grossValue: 0,
  };
  queuePlanned(state);
  return state;
}
