import type { Market } from "../market/market.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import { byKnowledge, type EntryOccasion, type EntryOrder, type OrderLeg } from "../strategy/entry-order.ts";
import type { OrderList, OrderRun } from "../strategy/order-list.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import type { Writable } from "./portfolio.ts";

/** An order in the market's hands: waiting for its day, put off because a bar could not fill, or resting. */
export interface WorkingOrder extends Writable<EntryOrder> {
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
export function workingOrder({ occasion, leg }: EntryOrder, ticket: number, day: CalendarDay): WorkingOrder {
  return {
    occasion,
    leg,
    ticket,
    session: occasion.session,
    day,
    limit: Number.NaN,
    lastSession: -1,
    isKept: false,
  };
}

/** The day of an order's first fill opportunity; one beyond the prices comes up on no day. */
export function dayOf(market: Market, { occasion, leg }: EntryOrder): CalendarDay {
  return market.calendars[leg.instrument]!.days[occasion.session] ?? NEVER;
}

/** The planned orders of a run, and what they are put in order by. */
export interface PlannedOrders {
  readonly market: Market;
  readonly signals: readonly PolicySignal[];
  readonly orders: OrderList;
}

/** Why a planned order is not queued. */
type Refuse = (ticket: number, reason: "outside-span" | "after-prices", detail: string) => void;

/** Planned orders that come up on one day, side by side in the plan. */
interface QueuedRun {
  readonly run: OrderRun;
  /** of the run's first order */
  readonly ticket: number;
  readonly day: CalendarDay;
}

/**
 * The orders that have not come up yet. Planned ones are kept as the plan has them, and become working orders on their
 * day.
 *
 * Its invariant: each order comes up once, on its day, and those of one day in the order of {@link byKnowledge}.
 */
export class OrderQueue {
  readonly #signals: readonly PolicySignal[];
  /** by day; of one day in the order in which they were given */
  readonly #planned: readonly QueuedRun[];
  #next = 0;
  /** orders that were put off or placed by `onSession`, by day; of one day in the order in which they came */
  readonly #waiting: WorkingOrder[] = [];
  /** objects whose orders were filled or skipped, for those of later days: a basket makes hundreds a day */
  readonly #spent: WorkingOrder[] = [];

  /** Queues the planned orders; those outside the run's span are refused. A planned order's ticket is its place. */
  constructor({ market, signals, orders }: PlannedOrders, refuse: Refuse) {
    this.#signals = signals;
    const first = market.days[0] ?? NEVER;
    const last = market.days.at(-1) ?? -NEVER;
    const planned: QueuedRun[] = [];
    let ticket = 0;
    let isSorted = true;
    for (const run of orders.runs) {
      // The legs of a run share a calendar.
      const day = dayOf(market, { occasion: run.occasion, leg: run.legs[0]! });
      const refusal = refusalOf(day, first, last);
      if (refusal === null) {
        if (planned.length > 0 && day < planned.at(-1)!.day) isSorted = false;
        planned.push({ run, ticket, day });
      } else {
        for (let place = 0; place < run.legs.length; place++) refuse(ticket + place, ...refusal);
      }
      ticket += run.legs.length;
    }
    // Planned orders are sorted already; those of a shifted calendar may not be, and keep their order within a day.
    this.#planned = isSorted ? planned : planned.sort((a, b) => a.day - b.day);
  }

  /** The day on which the next order comes up; Infinity if there is none. */
  get nextDay(): CalendarDay {
    const planned = this.#planned[this.#next]?.day ?? NEVER;
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
   * @param before the orders of the day before it, all dealt with; their objects are written over unless they are kept
   */
  take(day: CalendarDay, before: readonly WorkingOrder[]): WorkingOrder[] {
    for (const working of before) if (!working.isKept) this.#spent.push(working);
    const first = this.#next;
    let count = 0;
    for (; this.#planned[this.#next]?.day === day; this.#next++) {
      count += this.#planned[this.#next]!.run.legs.length;
    }
    // Made as long as it is to be: that of a basket is moved each time it grows.
    const due = new Array<WorkingOrder>(count);
    let place = 0;
    for (let index = first; index < this.#next; index++) {
      const { run, ticket } = this.#planned[index]!;
      const { occasion, legs } = run;
      for (let leg = 0; leg < legs.length; leg++) {
        due[place++] = this.#workingOrder(occasion, legs[leg]!, ticket + leg, day);
      }
    }
    if (this.#waiting[0]?.day === day) this.#takeWaiting(day, due);
    return due;
  }

  #workingOrder(occasion: EntryOccasion, leg: OrderLeg, ticket: number, day: CalendarDay): WorkingOrder {
    const working = this.#spent.pop();
    if (working === undefined) return workingOrder({ occasion, leg }, ticket, day);
    working.occasion = occasion;
    working.leg = leg;
    working.ticket = ticket;
    working.session = occasion.session;
    working.day = day;
    working.limit = Number.NaN;
    working.lastSession = -1;
    return working;
  }

  /** Each goes before the first of the day that comes after it. */
  #takeWaiting(day: CalendarDay, into: WorkingOrder[]): void {
    const after = this.#waiting.findIndex((working) => working.day !== day);
    const compare = byKnowledge(this.#signals);
    for (const working of this.#waiting.splice(0, after < 0 ? this.#waiting.length : after)) {
      let index = 0;
      while (index < into.length && compare(into[index]!, working) <= 0) index++;
      into.splice(index, 0, working);
    }
  }
}

function refusalOf(
  day: CalendarDay,
  first: CalendarDay,
  last: CalendarDay,
): [reason: "outside-span" | "after-prices", detail: string] | null {
  if (day < first) return ["outside-span", "before the run's first day"];
  if (day === NEVER) return ["after-prices", "no session follows it in the prices"];
  if (day > last) return ["outside-span", "after the run's last day"];
  return null;
}
