import { indicatorColumns } from "../market/indicator-series.ts";
import type { EntryOrder } from "../strategy/entry-order.ts";
import { closeInstant, firstCloseAfter, openInstant } from "../time/session-calendar.ts";
import { kellyFraction } from "./kelly-record.ts";
import type { SimulationState } from "./simulation.ts";
import { equityForSizing } from "./valuation.ts";

const DEFAULT_VOLATILITY_SESSIONS = 20;
const DEFAULT_KELLY_TRADES = 10;

/**
 * What a rule wants to spend on one leg, by its sizing and the leg's share of the basket, before asking what the
 * book can afford. It uses equity at the last marks and bars closed before the fill.
 *
 *   fixed cash   cash × share
 *   else         f × share × equity, with f
 *     fraction     as given
 *     stance       as given × |stance of the signal|
 *     volatility   min(cap, target / (sd of the last 20 daily returns, ddof 1, × sqrt(sessions a year)))
 *     kelly        min(cap, as given × Kelly fraction of the rule's closed trades), the start below 10 of them
 *
 *   share        weight;  stance: weight × |stance|;  equal: 1 / legs;
 *                inverse-volatility: (1 / sd) / Σ over the legs of (1 / sd)
 *
 * The 20 sessions, the cap of 1 of a volatility and the 10 trades are defaults.
 *
 * @returns an amount in the book's currency, costs included, or in words why it is not known
 */
export function wantedAmount(state: SimulationState, order: EntryOrder, session: number): number | string {
  const { sizing } = order.occasion.terms;
  const share = legShare(state, order, session);
  if (Number.isNaN(share)) return "inverse-volatility weights have too few bars";
  if ("cash" in sizing) return sizing.cash * share;
  const fraction = fractionOfEquity(state, order, session);
  if (Number.isNaN(fraction)) return "volatility has too few bars";
  return fraction * share * equityForSizing(state);
}

/** NaN where the volatility is not known. */
function fractionOfEquity(state: SimulationState, order: EntryOrder, session: number): number {
  const { sizing } = order.occasion.terms;
  if ("fraction" in sizing) return sizing.fraction;
  if ("stance" in sizing) return sizing.stance * stanceOf(state, order);
  if ("volatility" in sizing) {
    const daily = volatilityAt(
      state,
      order.leg.instrument,
      session - 1,
      sizing.sessions ?? DEFAULT_VOLATILITY_SESSIONS,
    );
    const yearly = daily * Math.sqrt(state.input.config.sessionsPerYear);
    return Math.min(sizing.cap ?? 1, sizing.volatility / yearly);
  }
  if ("kelly" in sizing) {
    const record = state.kelly[order.occasion.rule]!;
    const closed = record.wins + record.losses;
    if (closed < (sizing.minTrades ?? DEFAULT_KELLY_TRADES)) return sizing.start ?? sizing.cap;
    return Math.min(sizing.cap, sizing.kelly * kellyFraction(record));
  }
  return Number.NaN;
}

function stanceOf(state: SimulationState, order: EntryOrder): number {
  return Math.abs(state.input.signals[order.occasion.signal]!.stance);
}

/** A leg's share of the rule's size, NaN where a volatility of the basket is not known. */
function legShare(state: SimulationState, order: EntryOrder, session: number): number {
  const { weighting } = order.occasion.terms;
  if (weighting === "own") return order.leg.weight;
  if (weighting === "stance") return order.leg.weight * stanceOf(state, order);
  if (weighting === "equal") return 1 / order.occasion.basket.length;
  const inverse = 1 / volatilityAt(state, order.leg.instrument, session - 1, DEFAULT_VOLATILITY_SESSIONS);
  let total = 0;
  for (const instrument of order.occasion.basket) {
    const bar = lastBarBefore(state, order, session, instrument);
    total += 1 / volatilityAt(state, instrument, bar, DEFAULT_VOLATILITY_SESSIONS);
  }
  // Prices that never move have no inverse volatility.
  return Number.isFinite(total) ? inverse / total : Number.NaN;
}

/** Last bar of another leg's instrument that had closed by the order's fill: exchanges differ in their holidays. */
function lastBarBefore(
  state: SimulationState,
  order: EntryOrder,
  session: number,
  instrument: number,
): number {
  const { calendars } = state.input.market;
  const own = calendars[order.leg.instrument]!;
  const other = calendars[instrument]!;
  if (own === other) return session - 1;
  const instant = order.occasion.phase === "open" ? openInstant(own, session) : closeInstant(own, session);
  return firstCloseAfter(other, instant - 1) - 1;
}

/** Standard deviation of the last daily returns up to a bar; NaN where there are too few. */
function volatilityAt(state: SimulationState, instrument: number, bar: number, sessions: number): number {
  const series = state.input.market.series[instrument]!;
  return indicatorColumns(series, "volatility", [sessions]).value?.[bar] ?? Number.NaN;
}
