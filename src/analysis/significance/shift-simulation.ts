import { hasCallbacks } from "../../engine/decisions.ts";
import { barOfPlace } from "../../engine/exit-signals.ts";
import type { SimulationInput } from "../../engine/simulation.ts";
import type { EntryOrder } from "../../strategy/entry-order.ts";
import { OrderList } from "../../strategy/order-list.ts";
import { firstOpenAfter, openInstant } from "../../time/session-calendar.ts";
import type { Instant } from "../../time/zoned-time.ts";
import { isOnCircle, movedBar, type ShiftCircle, type ShiftLine } from "./shift-line.ts";

/**
 * A simulation with its whole calendar moved along the line by one shift. What hangs on an order moves with it: its exit
 * day stays as many bars away as it was. So do the sessions at which other signals end a trade, and, for rules that ask
 * callbacks, the instants at which the signals became known: callbacks are asked anew at the moved decision instant, with
 * prices that end there. What the signals say, their dates among it, stays.
 */
export function shiftSimulation(input: SimulationInput, line: ShiftLine, shift: number): SimulationInput {
  return {
    ...scatterSimulation(input, line, () => shift),
    exitPlaces: input.exitPlaces.map((ofRule) =>
      ofRule.map((places, instrument) => movePlaces(places, line.circles[instrument]!, shift)),
    ),
  };
}

/**
 * A simulation with each signal's orders moved by a shift of their own; signals that only end trades stay.
 *
 * @param shiftOf shift of a signal, by its index in the catalogue
 */
export function scatterSimulation(
  input: SimulationInput,
  line: ShiftLine,
  shiftOf: (signal: number) => number,
): SimulationInput {
  const orders = Array.from(input.orders, (order) =>
    moveOrder(order, line.circles[order.leg.instrument]!, shiftOf(order.occasion.signal)),
  );
  return {
    ...input,
    orders: OrderList.of(sortByDay(input, orders)),
    known: hasCallbacks(input) ? moveKnown(input, line, shiftOf) : input.known,
  };
}

function moveOrder(order: EntryOrder, circle: ShiftCircle, shift: number): EntryOrder {
  const { leg, occasion } = order;
  if (!isOnCircle(circle, occasion.session)) return order;
  const session = movedBar(circle, occasion.session, shift);
  const untilSession =
    occasion.untilSession === null ? null : session + occasion.untilSession - occasion.session;
  return { leg, occasion: { ...occasion, session, untilSession } };
}

/** By day; orders of one day stay in the order they had. */
function sortByDay(input: SimulationInput, orders: EntryOrder[]): EntryOrder[] {
  const { series } = input.market;
  const dayOf = ({ leg, occasion }: EntryOrder) => series[leg.instrument]!.bars.days[occasion.session]!;
  return orders.sort((a, b) => dayOf(a) - dayOf(b));
}

/** An exit signal known before or inside a session is known before or inside the one to which that has moved. */
function movePlaces(places: Int32Array, circle: ShiftCircle, shift: number): Int32Array {
  if (places.length === 0) return places;
  const moved = places.map((place) => {
    const bar = barOfPlace(place);
    return isOnCircle(circle, bar) ? place + 2 * (movedBar(circle, bar, shift) - bar) : place;
  });
  return moved.sort();
}

/** Each signal becomes known as long before an open as it did, of the session to which that open's has moved. */
function moveKnown(input: SimulationInput, line: ShiftLine, shiftOf: (signal: number) => number): Instant[] {
  const instrument = input.orders.at(0)?.leg.instrument ?? 0;
  const calendar = input.market.calendars[instrument]!;
  const circle = line.circles[instrument]!;
  return input.known.map((known, signal) => {
    const session = firstOpenAfter(calendar, known);
    if (!isOnCircle(circle, session)) return known;
    return (
      known +
      openInstant(calendar, movedBar(circle, session, shiftOf(signal))) -
      openInstant(calendar, session)
    );
  });
}
