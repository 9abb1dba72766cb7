import type { PolicySignal } from "../signals/policy-signal.ts";
import { compileSelection } from "../signals/select-signals.ts";
import { countBelow } from "../statistics/ranks.ts";
import type { EntryOrder } from "../strategy/entry-order.ts";
import { findCrossings, isIndexTrigger } from "../strategy/index-trigger.ts";
import type { Rule } from "../strategy/rule.ts";
import { firstCloseAfter, firstOpenAfter, type SessionCalendar } from "../time/session-calendar.ts";
import type { SimulationInput, SimulationState } from "./simulation.ts";

type OnSignal = NonNullable<Rule["exit"]["onSignal"]>;

const NO_PLACES = new Int32Array(0);

/**
 * When the exit signals of a rule become known on one exchange, as places between its opens and closes, increasing:
 *
 *   2b      known before the open of bar b, at the close before it or after it
 *   2b - 1  known inside session b - 1, at its open or later and before its close
 *
 * From either place the first open is that of bar b. A place is later than a fill at the open of bar s if it is
 * above 2s, and later than a fill at its close if it is above 2s + 1.
 */
export function exitPlaces(
  input: Pick<SimulationInput, "signals" | "known" | "timing">,
  onSignal: Rule["exit"]["onSignal"],
  calendar: SessionCalendar,
): Int32Array {
  if (onSignal === undefined) return NO_PLACES;
  const { signals, known, timing } = input;
  if (isIndexTrigger(onSignal)) {
    const { crossings } = findCrossings(onSignal, signals, known, timing, { calendar, decideAt: "open" });
    return Int32Array.from(crossings, (crossing) => 2 * crossing.session);
  }
  const byId = new Map(signals.map((signal, index) => [signal.id, known[index]!]));
  const knownAt = (signal: PolicySignal) => byId.get(signal.id)!;
  const explain = compileSelection(onSignal, { signals, knownAt });
  const instants = signals.filter((signal) => explain(signal) === null).map(knownAt);
  return Int32Array.from(
    instants,
    (instant) => firstOpenAfter(calendar, instant) + firstCloseAfter(calendar, instant),
  ).sort();
}

/** The first bar that opens after an exit signal known at a place. */
export function barOfPlace(place: number): number {
  return (place + 1) >> 1;
}

/**
 * The bar at whose open an exit signal ends a position filled on bar `session`: of the first signal that becomes
 * known after the fill. Infinity for none. The minute of a fill inside a bar is unknown: it counts as the bar's
 * open, so that an exit signal of the same day is heeded.
 */
export function firstExitBar(
  state: SimulationState,
  order: EntryOrder,
  session: number,
  phase: "open" | "intraday" | "close",
): number {
  const places = placesOf(state, order);
  const filledAt = phase === "close" ? 2 * session + 1 : 2 * session;
  const place = places[countBelow(places, filledAt, true)];
  return place === undefined ? Number.POSITIVE_INFINITY : barOfPlace(place);
}

function placesOf(state: SimulationState, order: EntryOrder): Int32Array {
  const { onSignal } = order.occasion.terms.exit;
  if (onSignal === undefined) return NO_PLACES;
  const ofRule = state.input.exitPlaces[order.occasion.rule];
  if (ofRule !== undefined) return ofRule[order.leg.instrument]!;
  return placesOfSession(state, onSignal, order.leg.instrument);
}

/** Orders of `onSession` bring their own exit signals; each selection is worked out once an instrument. */
function placesOfSession(state: SimulationState, onSignal: OnSignal, instrument: number): Int32Array {
  let byInstrument = state.exitPlaces.get(onSignal);
  if (byInstrument === undefined) {
    byInstrument = [];
    state.exitPlaces.set(onSignal, byInstrument);
  }
  let places = byInstrument[instrument];
  if (places === undefined) {
    places = exitPlaces(state.input, onSignal, state.input.market.calendars[instrument]!);
    byInstrument[instrument] = places;
  }
  return places;
}
