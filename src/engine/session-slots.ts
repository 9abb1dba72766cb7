import type { Market } from "../market/market.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import { EXCHANGES, type ExchangeCode, sessionHours } from "../time/exchange.ts";
import { type Instant, instantAt } from "../time/zoned-time.ts";

/** An open or a close on a day of the time line: the exchanges for which it strikes at one instant. */
export interface SessionSlot {
  readonly phase: "open" | "close";
  /** one flag for each instrument of the market: whether it trades on one of the exchanges */
  readonly includes: Uint8Array;
  /** one of the exchanges, to tell the instant by */
  readonly exchange: ExchangeCode;
}

const slotsByMarket = new WeakMap<Market, (index: number) => readonly SessionSlot[]>();

/**
 * The opens and closes of a market's exchanges on each day of the time line, in the order of the clock, so that one
 * cash account serves Hong Kong's close before New York's open. Exchanges that open at one instant share a slot:
 * their orders are filled in one order. Worked out once for each day of a market, when the day is first asked for.
 */
export function sessionSlots(market: Market): (index: number) => readonly SessionSlot[] {
  let slots = slotsByMarket.get(market);
  if (slots === undefined) {
    slots = slotsOf(market);
    slotsByMarket.set(market, slots);
  }
  return slots;
}

function slotsOf(market: Market): (index: number) => readonly SessionSlot[] {
  const exchanges = [...new Set(market.series.map((series) => series.instrument.exchange))];
  const make = (phase: "open" | "close", members: readonly ExchangeCode[]): SessionSlot => ({
    phase,
    includes: Uint8Array.from(market.series, (series) =>
      Number(members.includes(series.instrument.exchange)),
    ),
    exchange: members[0]!,
  });
  if (exchanges.length <= 1) {
    const slots = exchanges.length === 0 ? [] : [make("open", exchanges), make("close", exchanges)];
    return () => slots;
  }
  const byIndex: (readonly SessionSlot[] | undefined)[] = new Array(market.days.length).fill(undefined);
  const bySignature = new Map<string, readonly SessionSlot[]>();
  return (index) => {
    let slots = byIndex[index];
    if (slots === undefined) {
      const strikes = strikesOn(exchanges, market.days[index]!);
      const signature = strikes.map(({ phase, members }) => `${phase} ${members.join("+")}`).join();
      slots = bySignature.get(signature) ?? strikes.map(({ phase, members }) => make(phase, members));
      bySignature.set(signature, slots);
      byIndex[index] = slots;
    }
    return slots;
  };
}

interface Strike {
  readonly phase: "open" | "close";
  readonly at: Instant;
  readonly members: ExchangeCode[];
}

/** Opens and closes by instant; a close comes before an open of the same minute: the money is there first. */
function strikesOn(exchanges: readonly ExchangeCode[], day: CalendarDay): Strike[] {
  const strikes: Strike[] = [];
  for (const exchange of exchanges) {
    const hours = sessionHours(exchange, day);
    for (const phase of ["close", "open"] as const) {
      const at = instantAt(day, hours[phase], EXCHANGES[exchange].zone);
      const same = strikes.find((strike) => strike.at === at && strike.phase === phase);
      if (same === undefined) strikes.push({ phase, at, members: [exchange] });
      else same.members.push(exchange);
    }
  }
  const rank = (strike: Strike) => (strike.phase === "close" ? 0 : 1);
  return strikes.sort((a, b) => a.at - b.at || rank(a) - rank(b));
}

/** Bar of an instrument today if it trades in the slot and has a bar, else -1. */
export function barInSlot(market: Market, slot: SessionSlot, instrument: number, dayIndex: number): number {
  if (slot.includes[instrument] === 0) return -1;
  return market.barOn[instrument]![dayIndex]!;
}
