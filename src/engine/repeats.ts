import type { PolicySignal } from "../signals/policy-signal.ts";
import type { SelectionContext } from "../signals/select-signals.ts";
import { isIndexTrigger } from "../strategy/index-trigger.ts";
import type { OrderList } from "../strategy/order-list.ts";
import { planOrders } from "../strategy/plan-orders.ts";
import type { Rule } from "../strategy/rule.ts";
import { hasCallbacks } from "./decisions.ts";
import { exitPlaces } from "./exit-signals.ts";
import { simulate } from "./simulate.ts";
import type { Simulation, SimulationInput } from "./simulation.ts";

/**
 * Whether a simulation comes out the same, bit for bit, when it is run once more. It does unless a callback remembers
 * something from one run to the next, or asks the clock or chance: then runs on other calendars tell nothing, for none
 * of them is of the strategy that was run. Asked after those other runs, so that what they left behind is found.
 */
export function comesOutAgain(input: SimulationInput, simulation: Simulation): boolean {
  if (!isSelectedAgain(input)) return false;
  if (!hasCallbacks(input)) return true;
  const again = simulate(input);
  return (
    areSame(again.equity, simulation.equity) &&
    areSame(again.cash, simulation.cash) &&
    again.trades.length === simulation.trades.length
  );
}

/** Whether the selections choose the same signals once more, for entries and for exits: `matches` may remember, too. */
function isSelectedAgain(input: SimulationInput): boolean {
  const { rules, signals, known, market, timing, orders } = input;
  if (!rules.some(({ on, exit }) => hasMatches(on) || hasMatches(exit.onSignal))) return true;
  const instants = new Map(signals.map((signal, index) => [signal, known[index]!]));
  const knownAt = (signal: PolicySignal) => instants.get(signal)!;
  const context: SelectionContext = { signals, knownAt };
  const again = planOrders(rules, signals, market, timing, context).orders;
  const textOf = (orders: OrderList) =>
    Array.from(orders, ({ occasion, leg }) =>
      [occasion.rule, occasion.signal, occasion.session, leg.index, leg.instrument].join(),
    ).join(";");
  if (textOf(again) !== textOf(orders)) return false;
  return rules.every(
    ({ exit }, rule) =>
      !hasMatches(exit.onSignal) ||
      market.calendars.every((calendar, instrument) => {
        const places = exitPlaces(input, exit.onSignal, calendar);
        const before = input.exitPlaces[rule]?.[instrument];
        return places.length === before?.length && places.every((place, index) => place === before[index]);
      }),
  );
}

function hasMatches(selection: Rule["on"] | Rule["exit"]["onSignal"]): boolean {
  return selection !== undefined && !isIndexTrigger(selection) && selection.matches !== undefined;
}

function areSame(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
