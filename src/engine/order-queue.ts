import type { Market } from "../market/market.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import { byKnowledge, type EntryOrder } from "../strategy/entry-order.ts";
import type { CalendarDay } from "../time/calendar-day.ts";

/** An order in the market's hands: waiting for its day, put off because a bar could not fill, or resting. */
export interface WorkingOrder {
  order: EntryOrder;
  /** place of its outcome */
  ticket: number;
  /** bar on which it comes up next, and its day */
  session: number;
  day: CalendarDay;
  /** price of a limit order in the book; NaN before it is placed */
  limit: number;
  /** last bar on which a limit order stands */
  lastSession: number;
  /** whether it was put off or rests: its object is then not written over by another day's order */
  isKept: boolean;
}

const NEVER = Number.POSITIVE_INFINITY;

/** An order as the market first gets it. */
export function workingOrder(market: Market, order: EntryOrder, ticket: number): WorkingOrder {
  const { session } = order.occasion;
  return {
    order,
    ticket,
    session,
    day: dayOf(market, order),
    limit: Number.NaN,
    lastSession: -1,
    isKept: false,
  };
}

/** The day of an order's first fill opportunity; one beyond the prices comes up on no day. */
function dayOf(market: Market, order: EntryOrder): CalendarDay {
  return market.calendars[order.leg.instrument]!.days[order.occasion.session] ?? NEVER;
}

/** The planned orders of a run, and what they are put in order by. */
export interface PlannedOrders {
  readonly market: Market;
  readonly signals: readonly PolicySignal[];
  readonly orders: readonly EntryOrder[];
}

/** Why a planned order is not queued. */
type Refuse = (ticket: number, reason: "outside-span" | "after-prices", detail: string) => void;

/**
 * The orders that have not come up yet. Planned ones are kept as columns, and become working orders on their day.
 *
 * Its invariant: each order comes up once, on its day, and those of one day in the order of {@link byKnowledge}.
 */
export class OrderQueue {
  readonly #input: PlannedOrders;
  /** planned orders by day; of one day in the order in which they were given */
  readonly #tickets: Int32Array;
  readonly #days: Int32Array;
  #next = 0;
  #count = 0;
  /** orders that were put off or placed by `onSession`, by day; of one day in the order in which they came */
  readonly #waiting: WorkingOrder[] = [];
  /** objects whose orders were filled or skipped, for those of later days: a basket makes hundreds a day */
  readonly #spent: WorkingOrder[] = [];

  /** Queues the planned orders; those outside the run's span are refused. A planned order's ticket is its index. */
  constructor(input: PlannedOrders, refuse: Refuse) {
    this.#input = input;
    const { market, orders } = input;
    const first = market.days[0] ?? NEVER;
    const last = market.days.at(-1) ?? -NEVER;
    const tickets = new Int32Array(orders.length);
    const days = new Int32Array(orders.length);
    let isSorted = true;
    for (let ticket = 0; ticket < orders.length; ticket++) {
      const day = dayOf(market, orders[ticket]!);
      if (day < first) refuse(ticket, "outside-span", "before the run's first day");
      else if (day === NEVER) refuse(ticket, "after-prices", "no session follows it in the prices");
      else if (day > last) refuse(ticket, "outside-span", "after the run's last day");
      else {
        const place = this.#count++;
        tickets[place] = ticket;
        days[place] = day;
        if (place > 0 && day < days[place - 1]!) isSorted = false;
      }
    }
    // Planned orders are sorted already; those of a shifted calendar may not be, and keep their order within a day.
    if (isSorted) {
      this.#tickets = tickets;
      this.#days = days;
    } else {
      const places = Array.from({ length: this.#count }, (_, place) => place);
      places.sort((a, b) => days[a]! - days[b]!);
      this.#tickets = Int32Array.from(places, (place) => tickets[place]!);
      this.#days = Int32Array.from(places, (place) => days[place]!);
    }
  }

  /** The day on which the next order comes up; Infinity if there is none. */
  get nextDay(): CalendarDay {
    const planned = this.#next < this.#count ? this.#days[this.#next]! : NEVER;
    const waiting = this.#waiting[0];
    return waiting === undefined ? planned : Math.min(planned, waiting.day);
  }

  /** Puts an order among those to come. */
  add(working: WorkingOrder): void {
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#waiting[middle]!.day <= working.day) low = middle + 1;
      else high = middle;
    }
    this.#waiting.splice(low, 0, working);
  }

  /**
   * Takes the orders that come up on a day out of the queue.
   *
   * @param into the orders of the day before it, all dealt with; their objects are written over unless they are kept
   */
  take(day: CalendarDay, into: WorkingOrder[]): void {
    if (into.length > 0) {
      for (const working of into) if (!working.isKept) this.#spent.push(working);
      into.length = 0;
    }
    const { orders } = this.#input;
    for (; this.#next < this.#count && this.#days[this.#next] === day; this.#next++) {
      const ticket = this.#tickets[this.#next]!;
      into.push(this.#workingOrder(orders[ticket]!, ticket, day));
    }
    if (this.#waiting[0]?.day === day) this.#takeWaiting(day, into);
  }

  #workingOrder(order: EntryOrder, ticket: number, day: CalendarDay): WorkingOrder {
    const working = this.#spent.pop();
    if (working === undefined) return workingOrder(this.#input.market, order, ticket);
    working.order = order;
    working.ticket = ticket;
    working.session = order.occasion.session;
    working.day = day;
    working.limit = Number.NaN;
    working.lastSession = -1;
    return working;
  }

  /** Each goes before the first of the day that comes after it. */
  #takeWaiting(day: CalendarDay, into: WorkingOrder[]): void {
    const after = this.#waiting.findIndex((working) => working.day !== day);
    const compare = byKnowledge(this.#input.signals);
    for (const working of this.#waiting.splice(0, after < 0 ? this.#waiting.length : after)) {
      let index = 0;
      while (index < into.length && compare(into[index]!.order, working.order) <= 0) index++;
      into.splice(index, 0, working);
    }
  }
}
