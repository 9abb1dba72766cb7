import { indicatorColumns } from "../market/indicator-series.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import type { EntryOrder } from "../strategy/plan-orders.ts";
import type { ResolvedRule } from "../strategy/resolve-strategy.ts";
import { equityNow, type SimulationState } from "./simulation.ts";
import type { Trade } from "./trade.ts";

const SESSIONS_A_YEAR = 252;
const DEFAULT_VOLATILITY_SESSIONS = 20;
const DEFAULT_KELLY_TRADES = 10;

/** The amount an order wants, in the book's currency and costs included, or why it has none. */
export type WantedAmount = { readonly amount: number } | { readonly detail: string };

/**
 * What a rule wants to spend on one leg, by its sizing and the leg's share of the basket, before asking what the
 * book can afford. It uses equity at the last marks and bars closed before the fill.
 */
export function wantedAmount(state: SimulationState, order: EntryOrder, session: number): WantedAmount {
  const rule = state.input.rules[order.rule] as ResolvedRule;
  const share = legShare(state, rule, order, session);
  if (typeof share === "string") return { detail: share };
  const { sizing } = rule;
  if ("cash" in sizing) return { amount: sizing.cash * share };
  const fraction = fractionOfEquity(state, rule, order, session);
  if (typeof fraction === "string") return { detail: fraction };
  return { amount: fraction * share * equityNow(state) };
}

function fractionOfEquity(
  state: SimulationState,
  rule: ResolvedRule,
  order: EntryOrder,
  session: number,
): number | string {
  const { sizing } = rule;
  if ("fraction" in sizing) return sizing.fraction;
  if ("stance" in sizing) {
    return sizing.stance * Math.abs((state.input.signals[order.signal] as PolicySignal).stance);
  }
  if ("volatility" in sizing) {
    const daily = volatilityBefore(state, order, session, sizing.sessions ?? DEFAULT_VOLATILITY_SESSIONS);
    if (Number.isNaN(daily)) return "volatility has too few bars";
    return Math.min(sizing.cap ?? 1, sizing.volatility / (daily * Math.sqrt(SESSIONS_A_YEAR)));
  }
  if ("kelly" in sizing) {
    const closed = state.trades.filter((trade) => trade.rule === order.rule);
    if (closed.length < (sizing.minTrades ?? DEFAULT_KELLY_TRADES)) return sizing.cap;
    return Math.min(sizing.cap, sizing.kelly * kellyFraction(closed));
  }
  return 0;
}

/**
 * Kelly fraction from closed trades: p - (1 - p) / b, p the share of winners and b mean win over mean loss
 * (Kelly 1956). At least 0: a losing record bets nothing.
 */
function kellyFraction(trades: readonly Trade[]): number {
  const wins = trades.filter((trade) => trade.profit > 0).map((trade) => trade.return);
  const losses = trades.filter((trade) => trade.profit <= 0).map((trade) => -trade.return);
  if (wins.length === 0) return 0;
  if (losses.length === 0) return 1;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const winRate = wins.length / trades.length;
  const meanLoss = mean(losses);
  if (meanLoss === 0) return 1;
  return Math.max(0, winRate - (1 - winRate) / (mean(wins) / meanLoss));
}

/** A leg's share of the rule's size, or why it cannot be told. */
function legShare(
  state: SimulationState,
  rule: ResolvedRule,
  order: EntryOrder,
  session: number,
): number | string {
  if (rule.weighting === "own") return order.weight;
  const basket = state.baskets.get(`${order.rule}/${order.signal}`) as EntryOrder[];
  if (rule.weighting === "equal") return 1 / basket.length;
  const inverse = (one: EntryOrder) =>
    1 / volatilityBefore(state, one, one === order ? session : one.session, DEFAULT_VOLATILITY_SESSIONS);
  const total = basket.reduce((sum, one) => sum + inverse(one), 0);
  return Number.isFinite(total) ? inverse(order) / total : "inverse-volatility weights have too few bars";
}

/** Daily volatility of the order's instrument at the last bar closed before the fill. */
function volatilityBefore(
  state: SimulationState,
  order: EntryOrder,
  session: number,
  sessions: number,
): number {
  const series = state.input.market.series[order.instrument] as PriceSeries;
  return indicatorColumns(series, "volatility", [sessions]).value?.[session - 1] ?? Number.NaN;
}
