import type { Market } from "../market/market.ts";
import { byKnowledge, type EntryOrder } from "../strategy/entry-order.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import type { SessionCalendar } from "../time/session-calendar.ts";
import { type SimulationState, skipOrder, type WorkingOrder } from "./simulation.ts";

/** An order as the market first gets it. */
export function workingOrder(market: Market, order: EntryOrder, ticket: number): WorkingOrder {
  const { days } = market.calendars[order.instrument] as SessionCalendar;
  return {
    order,
    ticket,
    session: order.session,
    // An order beyond the prices comes up on no day.
    day: days[order.session] ?? Number.POSITIVE_INFINITY,
    limit: Number.NaN,
    lastSession: -1,
  };
}

/** Puts the planned orders into the queue; those outside the run's span are skipped. */
export function queuePlanned(state: SimulationState): void {
  const { market } = state.input;
  const first = market.days[0] ?? Number.POSITIVE_INFINITY;
  const last = market.days.at(-1) ?? Number.NEGATIVE_INFINITY;
  for (const order of state.input.orders) {
    const working = workingOrder(market, order, state.orders.length);
    state.orders.push(order);
    state.outcomes.push(undefined);
    if (working.day < first) skipOrder(state, working, "outside-span", "before the run's first day");
    else if (working.day === Number.POSITIVE_INFINITY)
      skipOrder(state, working, "after-prices", "no session follows it in the prices");
    else if (working.day > last) skipOrder(state, working, "outside-span", "after the run's last day");
    else state.queue.push(working);
  }
  // Planned orders are sorted already; those of a shifted calendar may not be, and keep their order within a day.
  state.queue.sort((a, b) => a.day - b.day);
}

/** Puts an order back in its place among those to come: by day, then as orders of one day are sorted. */
export function enqueue(state: SimulationState, working: WorkingOrder): void {
  const { queue } = state;
  const compare = byKnowledge(state.input.signals);
  const difference = (other: WorkingOrder) => other.day - working.day || compare(other.order, working.order);
  let index = state.next;
  while (index < queue.length && difference(queue[index] as WorkingOrder) <= 0) index++;
  queue.splice(index, 0, working);
}

/** Takes the orders that come up on a day out of the queue. */
export function takeDue(state: SimulationState, day: CalendarDay): void {
  if (state.due.length > 0) state.due.length = 0;
  let { next } = state;
  for (let working = state.queue[next]; working?.day === day; working = state.queue[next]) {
    state.due.push(working);
    next++;
  }
  state.next = next;
}

/** Time-line index of the day on which the next order comes up; one past the end if there is none. */
export function nextOrderIndex(state: SimulationState, from: number): number {
  const { days } = state.input.market;
  const next = state.queue[state.next];
  if (next === undefined) return days.length;
  let index = from;
  while ((days[index] as number) < next.day) index++;
  return index;
}
