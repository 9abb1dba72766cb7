import { hasCallbacks } from "../../engine/decisions.ts";
import type { SimulationInput } from "../../engine/simulation.ts";
import type { PriceSeries } from "../../market/price-series.ts";
import type { EntryOrder } from "../../strategy/plan-orders.ts";
import { firstOpenAfter, openInstant, type SessionCalendar } from "../../time/session-calendar.ts";
import type { Instant } from "../../time/zoned-time.ts";
import { isOnCircle, movedBar, type ShiftCircle, type ShiftLine } from "./shift-line.ts";

/**
 * A simulation with its orders moved along the line, each by its own shift (all by one in a calendar shift). What hangs
 * on an order moves with it: its exit day stays as many bars away as it was.
 *
 * When all move by one shift (`common`), the rest of the calendar moves, too: the sessions at which other signals end a
 * trade, and, for rules that ask callbacks, the instants at which the signals became known. Callbacks are asked anew at
 * the moved decision instant, with prices that end there. The texts of the signals, their dates among them, stay.
 *
 * @param shiftOf shift of an order, by its place among the orders
 * @param common the shift of the whole calendar, or null if each order has its own
 */
export function shiftSimulation(
  input: SimulationInput,
  line: ShiftLine,
  shiftOf: (place: number) => number,
  common: number | null,
): SimulationInput {
  const orders = sortByDay(
    input,
    input.orders.map((order, place) =>
      moveOrder(order, line.circles[order.instrument] as ShiftCircle, shiftOf(place)),
    ),
  );
  if (common === null) return { ...input, orders };
  return {
    ...input,
    orders,
    known: hasCallbacks(input) ? moveKnown(input, line, common) : input.known,
    exitSessions: input.exitSessions.map((ofRule) =>
      ofRule.map((sessions, instrument) =>
        moveSessions(sessions, line.circles[instrument] as ShiftCircle, common),
      ),
    ),
  };
}

function moveOrder(order: EntryOrder, circle: ShiftCircle, shift: number): EntryOrder {
  if (!isOnCircle(circle, order.session)) return order;
  const session = movedBar(circle, order.session, shift);
  const untilSession = order.untilSession === null ? null : session + order.untilSession - order.session;
  return { ...order, session, untilSession };
}

/** By day; orders of one day stay in the order they had. */
function sortByDay(input: SimulationInput, orders: readonly EntryOrder[]): EntryOrder[] {
  const dayOf = (order: EntryOrder) =>
    (input.market.series[order.instrument] as PriceSeries).bars.days[order.session] as number;
  return orders.toSorted((a, b) => dayOf(a) - dayOf(b));
}

function moveSessions(sessions: Int32Array, circle: ShiftCircle, shift: number): Int32Array {
  if (sessions.length === 0) return sessions;
  return sessions.map((bar) => (isOnCircle(circle, bar) ? movedBar(circle, bar, shift) : bar)).sort();
}

/** Each signal becomes known as long before an open as it did, of the session to which that open's has moved. */
function moveKnown(input: SimulationInput, line: ShiftLine, shift: number): Instant[] {
  const instrument = input.orders[0]?.instrument ?? 0;
  const calendar = input.market.calendars[instrument] as SessionCalendar;
  const circle = line.circles[instrument] as ShiftCircle;
  return input.known.map((known) => {
    const session = firstOpenAfter(calendar, known);
    if (!isOnCircle(circle, session)) return known;
    return known + openInstant(calendar, movedBar(circle, session, shift)) - openInstant(calendar, session);
  });
}
