import { bookedFromStart } from "./booked-days.ts";
import { hasActions } from "./corporate-actions.ts";
import { noDueExit, noLevels } from "./exit-plan.ts";
import { emptyKellyRecord } from "./kelly-record.ts";
import { OrderQueue } from "./order-queue.ts";
import { Portfolio } from "./portfolio.ts";
import type { SimulationInput, SimulationState, SkippedOrder } from "./simulation.ts";
import type { SimulationMemory } from "./simulation-memory.ts";
import { TradeLedger } from "./trade-ledger.ts";

/** The moving parts before the first day: the capital, and every planned order in the queue or skipped. */
export function startSimulation(input: SimulationInput, memory: SimulationMemory): SimulationState {
  const skipped = new Map<number, SkippedOrder>();
  return {
    input,
    // What onSession was shown of a position may be kept beyond the run: its object is no other run's.
    portfolio: new Portfolio(
      input.config.capital,
      input.market.series.length,
      input.onSession === null ? memory.positions : [],
    ),
    placed: [],
    skipped,
    queue: new OrderQueue(input, (ticket, reason, detail) => skipped.set(ticket, { reason, detail })),
    due: [],
    resting: [],
    ledger: new TradeLedger(input.market.series, input.orders.length, memory),
    scaled: [],
    unanswered: [],
    decisions: new Map(),
    // One more than there are rules: that of onSession.
    kelly: Array.from({ length: input.rules.length + 1 }, emptyKellyRecord),
    usesKelly: input.onSession !== null || input.rules.some((rule) => "kelly" in rule.sizing),
    hasActions: input.market.series.some(hasActions),
    asksExits: input.onSession !== null || input.rules.some((rule) => rule.exit.when !== undefined),
    exitPlaces: new Map(),
    bookedOn: bookedFromStart(input),
    traded: 0,
    interest: 0,
    interestPaidTo: 0,
    dayIndex: 0,
    releasedToday: 0,
    levels: noLevels(),
    extension: noDueExit(),
    bookSeen: null,
    netValue: 0,
    grossValue: 0,
  };
}
