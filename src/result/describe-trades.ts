import type { Simulation } from "../engine/simulation.ts";
import type { Fill, Trade } from "../engine/trade.ts";
import { ON_SESSION } from "../strategy/resolve-strategy.ts";
import { formatCalendarDay } from "../time/calendar-day.ts";
import {
  closeInstant,
  formatOnExchange,
  openInstant,
  type SessionCalendar,
} from "../time/session-calendar.ts";
import type { PreparedRun } from "./prepare-run.ts";
import type { ResultTrade } from "./result-schema.ts";

/** Name of a trade in a result, by its place in the order of exits: `t1`, `t2`, ... */
export function tradeId(index: number): string {
  return `t${index + 1}`;
}

/** The trades of a simulation as a result tells them, in the order of their exits. */
export function describeTrades(run: PreparedRun, simulation: Simulation): ResultTrade[] {
  return simulation.trades.map((trade, index) => describeTrade(run, trade, index));
}

function describeTrade(run: PreparedRun, trade: Trade, index: number): ResultTrade {
  const series = run.market.series[trade.instrument]!;
  const calendar = run.market.calendars[trade.instrument]!;
  const signalIds = trade.signals.map((signal) => run.signals[signal]?.id as string);
  return {
    id: tradeId(index),
    signalId: signalIds[0]!,
    signalIds,
    rule: run.strategy.rules[trade.rule]?.name ?? ON_SESSION,
    instrument: series.instrument.symbol,
    currency: series.instrument.currency,
    side: trade.side > 0 ? "long" : "short",
    quantity: trade.quantity,
    entryValue: trade.entryValue,
    entry: describeFill(calendar, trade.entry),
    exit: describeFill(calendar, trade.exit),
    sessionsHeld: trade.sessionsHeld,
    grossReturn: trade.grossReturn,
    return: trade.return,
    profit: trade.profit,
    costs: trade.costs,
    attribution: { ...trade.attribution },
    maxAdverse: trade.maxAdverse,
    maxFavourable: trade.maxFavourable,
  };
}

function describeFill<Reason>(
  calendar: SessionCalendar,
  fill: Fill<Reason>,
): { session: string; instant: string | null; price: number; reason: Reason } {
  return {
    session: formatCalendarDay(calendar.days[fill.session]!),
    instant: instantOf(calendar, fill),
    price: fill.price,
    reason: fill.reason,
  };
}

function instantOf(calendar: SessionCalendar, fill: Fill<unknown>): string | null {
  if (fill.phase === "intraday") return null;
  const instant =
    fill.phase === "open" ? openInstant(calendar, fill.session) : closeInstant(calendar, fill.session);
  return formatOnExchange(calendar, instant);
}
