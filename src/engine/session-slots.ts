import type { Market } from "../market/market.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import { EXCHANGES, type ExchangeCode, sessionHours } from "../time/exchange.ts";
import { instantAt } from "../time/zoned-time.ts";

/** The open or the close of one exchange on a day of the time line. */
export interface SessionSlot {
  readonly exchange: ExchangeCode;
  readonly phase: "open" | "close";
}

/**
 * The opens and closes of a market's exchanges on one day in the order of the clock, so that one cash account
 * serves Hong Kong's close before New York's open. With a single exchange there is nothing to order.
 */
export function sessionSlots(market: Market): (day: CalendarDay) => readonly SessionSlot[] {
  const exchanges = [...new Set(market.series.map((series) => series.instrument.exchange))];
  const [only] = exchanges;
  if (exchanges.length <= 1) {
    const slots: SessionSlot[] = only === undefined ? [] : [slot(only, "open"), slot(only, "close")];
    return () => slots;
  }
  const bySignature = new Map<string, readonly SessionSlot[]>();
  return (day) => {
    const timed = exchanges.flatMap((exchange) => {
      const { open, close } = sessionHours(exchange, day);
      const midnight = instantAt(day, 0, EXCHANGES[exchange].zone);
      return [
        { slot: slot(exchange, "open"), at: midnight + open * 60_000 },
        { slot: slot(exchange, "close"), at: midnight + close * 60_000 },
      ];
    });
    // Closes come before opens of the same minute: the money is there before it is needed.
    timed.sort((a, b) => a.at - b.at || a.slot.phase.localeCompare(b.slot.phase));
    const signature = timed.map((one) => one.slot.exchange + one.slot.phase).join();
    const known = bySignature.get(signature);
    if (known !== undefined) return known;
    const slots = timed.map((one) => one.slot);
    bySignature.set(signature, slots);
    return slots;
  };
}

function slot(exchange: ExchangeCode, phase: "open" | "close"): SessionSlot {
  return { exchange, phase };
}
