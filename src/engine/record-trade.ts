import type { Position } from "./portfolio.ts";
import type { ExitReason, Fill, Trade } from "./trade.ts";

/**
 * The trade that a position has become, its exit costs booked already.
 *
 * @param signals those that opened it and kept it open
 */
export function recordTrade(position: Position, signals: readonly number[], exit: Fill<ExitReason>): Trade {
  const { side, quantity, basis, entry, entryValue, costs, income } = position;
  const entryRate = entry.exchangeRate;
  const firstClose = Number.isNaN(position.firstClose) ? exit.price : position.firstClose;
  const perPoint = side * quantity * entryRate;
  const firstSession = perPoint * (firstClose - basis);
  const drift = perPoint * (exit.price - firstClose) + income;
  const currency = side * quantity * exit.price * (exit.exchangeRate - entryRate);
  const gross = firstSession + drift + currency;
  const profit = gross - costs;
  const worst = side > 0 ? position.lowest : position.highest;
  const best = side > 0 ? position.highest : position.lowest;
  return {
    signals,
    rule: position.rule,
    instrument: position.instrument,
    side,
    quantity: position.entryQuantity,
    entry,
    exit,
    sessionsHeld: exit.session - entry.session + (exit.phase === "open" ? 0 : 1),
    entryValue,
    costs,
    income,
    profit,
    grossReturn: gross / entryValue,
    return: profit / entryValue,
    attribution: {
      gap: Number.isNaN(position.closeBefore) ? 0 : perPoint * (basis - position.closeBefore),
      firstSession,
      drift,
      currency,
      costs,
    },
    maxAdverse: Math.min(0, side * (worst / basis - 1)),
    maxFavourable: Math.max(0, side * (best / basis - 1)),
  };
}
