import type { Simulation, SimulationInput } from "../../engine/simulation.ts";
import { firstDayFrom } from "../../market/market.ts";
import type { PriceSeries } from "../../market/price-series.ts";

/** A calendar that is shorter is shifted within so many sessions, so that a p-value of 1% can be seen. */
const SHORTEST_SPAN = 250;

/** The days on which a run's calendar is shifted, as it is printed beside the p-values. */
export const SPAN_CONVENTION = `shifted within the sessions from the first order to the last exit, ${SHORTEST_SPAN} at least`;

/**
 * The stretch of a line of days within which a calendar is shifted: its own, from the first day that it touches to the
 * last, made longer on both sides alike where that is shorter than 250 days.
 *
 * Signals that lie in one third of the prices are not to be held against the other two: where that third moved twice as
 * much, shifts over the whole line reject a true hypothesis in 15 of 100 samples at 5%, where it moved half as much in
 * none; within the calendar's own stretch in 4.5 to 5.5 (bench/size.ts).
 *
 * @param first place of the first day touched
 * @param last place of the last day touched
 * @param length days on the line
 * @returns both ends included
 */
export function spanOf(first: number, last: number, length: number): { first: number; last: number } {
  const from = Math.max(0, first);
  const to = Math.min(length - 1, last);
  const missing = Math.min(SHORTEST_SPAN, length) - (to - from + 1);
  if (missing <= 0) return { first: from, last: to };
  const start = Math.min(
    Math.max(0, from - Math.ceil(missing / 2)),
    length - Math.min(SHORTEST_SPAN, length),
  );
  return { first: start, last: start + Math.min(SHORTEST_SPAN, length) - 1 };
}

/**
 * The days of a run on which its calendar is shifted: from the first order's session to the last session with an order or
 * an open trade. All days where `onSession` places the orders, since none is known in advance.
 */
export function calendarSpan(
  runs: readonly { readonly input: SimulationInput; readonly simulation: Simulation }[],
  days: Int32Array,
): Int32Array {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { input, simulation } of runs) {
    if (input.onSession !== null) return days;
    const { series } = input.market;
    const touch = (instrument: number, session: number) => {
      const day = (series[instrument] as PriceSeries).bars.days[session];
      if (day === undefined) return;
      const place = firstDayFrom(days, day);
      if (day < days[0]! || place >= days.length) return;
      first = Math.min(first, place);
      last = Math.max(last, place);
    };
    for (const { instrument, session } of input.orders) touch(instrument, session);
    for (const { instrument, exit } of simulation.trades) touch(instrument, exit.session);
  }
  if (!(first <= last)) return days;
  const span = spanOf(first, last, days.length);
  return days.subarray(span.first, span.last + 1);
}
