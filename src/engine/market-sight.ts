import { InputError } from "../errors.ts";
import { IndicatorView } from "../market/indicator-view.ts";
import { InstrumentView } from "../market/instrument-view.ts";
import { type PriceSeries, sessionsOf } from "../market/price-series.ts";
import { withKnownTies } from "../signals/known-ties.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import { countBelow } from "../statistics/ranks.ts";
import type { HeldPosition, MarketSight } from "../strategy/decision-context.ts";
import { firstCloseAfter } from "../time/session-calendar.ts";
import type { Instant } from "../time/zoned-time.ts";
import { isOffered, offeredSymbols } from "./offered-instruments.ts";
import type { Position } from "./portfolio.ts";
import { orderOf, type SimulationInput, type SimulationState } from "./simulation.ts";
import { equityNow } from "./valuation.ts";

/**
 * What a callback sees just before `instant`: bars that had closed, signals that were known, and the book at its
 * last marks. Nothing is worked out before it is asked for.
 */
export function sightBefore(state: SimulationState, instant: Instant): MarketSight {
  const { input } = state;
  return {
    get signals() {
      return signalsBefore(input, instant);
    },
    pricesOf: (symbol) => pricesBefore(seriesOf(input, symbol, instant), instant),
    indicatorsOf: (symbol) => indicatorsBefore(seriesOf(input, symbol, instant), instant),
    get equity() {
      return state.bookSeen?.equity ?? equityNow(state);
    },
    get positions() {
      return state.bookSeen?.positions ?? heldPositions(state);
    },
  };
}

/**
 * Keeps the book as it stands for the callbacks asked at the coming open or close. What is filled there is not theirs
 * to know: an exit at a close would tell the price at which the order in question is to fill.
 */
export function keepBookSeen(state: SimulationState): void {
  state.bookSeen = { equity: equityNow(state), positions: heldPositions(state) };
}

function heldPositions(state: SimulationState): HeldPosition[] {
  const held = state.portfolio.positions.map((position) => heldPosition(state, position));
  // One book is shown to all callbacks of an open or close: none may write to it.
  return Object.freeze(held) as HeldPosition[];
}

/** A context of its own: a sight and what the callback is asked about. The sight's getters stay lazy. */
export function extendSight<Sight extends MarketSight, Fields extends object>(
  sight: Sight,
  fields: Fields,
): Sight & Fields {
  return Object.defineProperties(fields, Object.getOwnPropertyDescriptors(sight)) as Sight & Fields;
}

/** The prices of a series that are known strictly before an instant: of bars that have closed by then. */
export function pricesBefore(series: PriceSeries, instant: Instant): InstrumentView {
  return new InstrumentView(series, barsClosedBefore(series, instant));
}

/** The indicators of the same bars. */
export function indicatorsBefore(series: PriceSeries, instant: Instant): IndicatorView {
  return new IndicatorView(series, barsClosedBefore(series, instant));
}

function barsClosedBefore(series: PriceSeries, instant: Instant): number {
  return firstCloseAfter(sessionsOf(series), instant - 1);
}

/** The series of a symbol as the strategy writes it, if it can be known just before `instant`. */
function seriesOf(input: SimulationInput, symbol: string, instant: Instant): PriceSeries {
  const { replaced, market, watched } = input;
  const traded = Object.hasOwn(replaced, symbol) ? replaced[symbol]! : symbol;
  const index = market.indexOf.get(traded);
  const series =
    index === undefined ? watched.find((one) => one.instrument.symbol === traded) : market.series[index];
  if (series === undefined || (index !== undefined && !isOffered(input, index, instant))) {
    const known = offeredSymbols(input, instant).join(", ");
    throw new InputError({
      what: `no prices of ${symbol} here`,
      fix: `a callback may ask for ${known}; name others in the strategy's instruments`,
    });
  }
  return series;
}

/** Signals in the order in which they became known, with the instants. */
interface KnownSignals {
  readonly signals: readonly PolicySignal[];
  readonly instants: Float64Array;
  readonly instantById: ReadonlyMap<string, Instant>;
}

const knownByInput = new WeakMap<SimulationInput, KnownSignals>();

function knownSignals(input: SimulationInput): KnownSignals {
  let known = knownByInput.get(input);
  if (known === undefined) {
    const sorted = input.signals
      .map((signal, index) => ({ signal, instant: input.known[index]! }))
      .sort((a, b) => a.instant - b.instant || (a.signal.id < b.signal.id ? -1 : 1));
    known = {
      signals: sorted.map((one) => one.signal),
      instants: Float64Array.from(sorted, (one) => one.instant),
      instantById: new Map(sorted.map((one) => [one.signal.id, one.instant])),
    };
    knownByInput.set(input, known);
  }
  return known;
}

/** The signals known strictly before an instant, and from another one on, oldest first. */
export function signalsBefore(
  input: SimulationInput,
  instant: Instant,
  from: Instant = Number.NEGATIVE_INFINITY,
): readonly PolicySignal[] {
  const { signals, instants } = knownSignals(input);
  const known = signals.slice(countBelow(instants, from, false), countBelow(instants, instant, false));
  return known.map((signal) => signalBefore(input, signal, instant));
}

/** A signal with its ties to the signals known strictly before an instant. */
export function signalBefore(input: SimulationInput, signal: PolicySignal, instant: Instant): PolicySignal {
  const { instantById } = knownSignals(input);
  return withKnownTies(signal, (id) => (instantById.get(id) ?? Number.POSITIVE_INFINITY) < instant);
}

/** What a callback was shown of a position, and the position itself, by the ticket under which it was open. */
const positionsByHeld = new WeakMap<HeldPosition, { readonly position: Position; readonly ticket: number }>();

/** The position behind what a callback was shown; undefined if it has closed since. */
export function positionOf(held: HeldPosition): Position | undefined {
  const shown = positionsByHeld.get(held);
  if (shown === undefined || shown.position.ticket !== shown.ticket) return undefined;
  return shown.position.isOpen ? shown.position : undefined;
}

/** The signal that opened a position. */
export function openerOf(state: SimulationState, { ticket }: Position): PolicySignal {
  return state.input.signals[orderOf(state, ticket).occasion.signal]!;
}

/** A position as a callback sees it. */
export function heldPosition(state: SimulationState, position: Position): HeldPosition {
  const { market } = state.input;
  const { instrument } = market.series[position.instrument]!;
  const { side, basis, mark, markedSession, entrySession } = position;
  const held: HeldPosition = Object.freeze({
    symbol: instrument.symbol,
    side: side > 0 ? ("long" as const) : ("short" as const),
    quantity: position.quantity,
    rule: position.terms.name,
    signalId: openerOf(state, position).id,
    entryPrice: basis,
    sessionsHeld: markedSession < 0 ? 0 : markedSession - entrySession + 1,
    openReturn: side * (mark / basis - 1),
  });
  positionsByHeld.set(held, { position, ticket: position.ticket });
  return held;
}
