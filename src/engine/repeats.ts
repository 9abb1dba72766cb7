import { hasCallbacks } from "./decisions.ts";
import { simulate } from "./simulate.ts";
import type { Simulation, SimulationInput } from "./simulation.ts";

/**
 * Whether a simulation comes out the same, bit for bit, when it is run once more. It does unless a callback remembers
 * something from one run to the next, or asks the clock or chance: then runs on other calendars tell nothing, for none
 * of them is of the strategy that was run. Asked after those other runs, so that what they left behind is found.
 */
export function comesOutAgain(input: SimulationInput, simulation: Simulation): boolean {
  if (!hasCallbacks(input)) return true;
  const again = simulate(input);
  return (
    areSame(again.equity, simulation.equity) &&
    areSame(again.cash, simulation.cash) &&
    again.trades.length === simulation.trades.length
  );
}

function areSame(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
