import type { Simulation, SimulationInput } from "../../engine/simulation.ts";
import type { PriceSeries } from "../../market/price-series.ts";
import { firstDayFrom } from "../../time/first-day-from.ts";

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

/** Places of days on a line. */
export interface DaysTouched {
  readonly first: number;
  readonly last: number;
}

/**
 * Gathers what calendars touch: those of one run, of a family's members, or of a search's variants one after another.
 * A calendar touches the sessions from its first order to the last one with an order or an open trade; with `onSession`
 * all of them, since none of its orders is known in advance.
 */
export class CalendarStretch {
  readonly #days: Int32Array;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  /** @param days of the line, strictly increasing */
  constructor(days: Int32Array) {
    this.#days = days;
  }

  add(input: SimulationInput, simulation: Simulation): void {
    if (input.onSession !== null) {
      this.#first = 0;
      this.#last = this.#days.length - 1;
    }
    const { series } = input.market;
    for (const { leg, occasion } of input.orders) this.#touch(series[leg.instrument]!, occasion.session);
    for (const { instrument, exit } of simulation.trades) this.#touch(series[instrument]!, exit.session);
  }

  /** Places of the first and the last day touched; the first is after the last if none was. */
  get touched(): DaysTouched {
    return { first: this.#first, last: this.#last };
  }

  /** Adds what was gathered elsewhere, on the same line. */
  join({ first, last }: DaysTouched): void {
    this.#first = Math.min(this.#first, first);
    this.#last = Math.max(this.#last, last);
  }

  /** The days within which the calendars are shifted: see `spanOf`. All of them if none was touched. */
  span(): Int32Array {
    if (!(this.#first <= this.#last)) return this.#days;
    const { first, last } = spanOf(this.#first, this.#last, this.#days.length);
    return this.#days.subarray(first, last + 1);
  }

  #touch({ bars }: PriceSeries, session: number): void {
    const day = bars.days[session];
    if (day === undefined || day < this.#days[0]!) return;
    const place = firstDayFrom(this.#days, day);
    if (place >= this.#days.length) return;
    this.join({ first: place, last: place });
  }
}

/** The days on which the calendar of runs that belong together is shifted. */
export function calendarSpan(
  runs: readonly { readonly input: SimulationInput; readonly simulation: Simulation }[],
  days: Int32Array,
): Int32Array {
  const stretch = new CalendarStretch(days);
  for (const { input, simulation } of runs) stretch.add(input, simulation);
  return stretch.span();
}
