import { isTradable } from "../../market/instrument.ts";
import type { PriceSeries } from "../../market/price-series.ts";
import type { PolicySignal } from "../../signals/policy-signal.ts";
import type { EntryOrder } from "../../strategy/plan-orders.ts";
import type { ResolvedRule } from "../../strategy/resolve-strategy.ts";
import { proportionalRate } from "../costs/cost-model.ts";
import { affordableQuantity, costsOf } from "../fill-costs.ts";
import { canFill } from "../fillable.ts";
import type { SimulationInput } from "../simulation.ts";
import {
  Blocked,
  type KernelBook,
  type KernelOrders,
  type KernelPrices,
  type KernelRule,
  kernelOrders,
} from "./kernel-input.ts";

/** A simulation that the kernel can do, in the kernel's terms. */
export interface KernelTask {
  readonly prices: KernelPrices;
  readonly book: KernelBook;
  readonly rule: KernelRule;
  readonly orders: KernelOrders;
  /** for each of `orders`: its place in the simulation's orders. Those outside the run's span are left out */
  readonly places: readonly number[];
}

/** How returns are annualised, which the engine itself does not ask. */
export interface Annualisation {
  readonly sessionsPerYear: number;
  readonly riskFree: number;
}

/**
 * The simulation as a task for the kernel, or the reason in words why it is none: then `simulate` gives the same
 * numbers, slower.
 *
 * The kernel takes one rule on one leg without callbacks, in the book's own currency: n-session exits, exit days, stops,
 * targets and trailing stops, every kind of costs, overlaps that are ignored or extended.
 */
export function kernelTask(input: SimulationInput, annualisation: Annualisation): KernelTask | string {
  const [any] = input.orders;
  if (any === undefined) return "there are no orders";
  const { rule, leg, instrument, side, phase } = any;
  if (input.orders.some((one) => one.rule !== rule)) return "several rules trade";
  if (input.orders.some((one) => one.leg !== leg || one.instrument !== instrument))
    return "several legs trade";
  const series = input.market.series[instrument] as PriceSeries;
  const resolved = input.rules[rule] as ResolvedRule;
  const reason = refusedRule(resolved) ?? refusedSeries(input, series);
  if (reason !== null) return reason;

  const first = input.market.barOn[instrument]?.[0] ?? -1;
  const end = first + input.market.days.length;
  if (first < 0 || series.bars.days[end - 1] !== input.market.days.at(-1))
    return "the time line has other days";
  const prices = { ...columnsOf(series), first, end };
  for (let t = first; t < end; t++) {
    if (!(prices.close[t]! > 0)) return `there is no close on bar ${t}`;
  }
  const places = input.orders.flatMap(({ session }, place) =>
    session >= first && session < end ? [place] : [],
  );
  const orders = kernelOrders(places.length);
  for (const [index, place] of places.entries()) {
    const order = input.orders[place] as EntryOrder;
    orders.sessions[index] = order.session;
    orders.untils[index] = order.untilSession ?? -1;
    orders.fractions[index] = fractionOf(resolved, order, input.signals[order.signal] as PolicySignal);
  }
  return {
    prices,
    book: bookOf(input, instrument, annualisation),
    rule: kernelRule(resolved, side, phase),
    orders,
    places,
  };
}

/** A resolved rule's numbers as the kernel takes them. */
export function kernelRule(rule: ResolvedRule, side: 1 | -1, phase: "open" | "close"): KernelRule {
  return {
    side,
    entersAtClose: phase === "close",
    hold: rule.exit.afterSessions ?? Number.POSITIVE_INFINITY,
    leavesAtOpen: rule.exit.at === "open",
    stopLoss: rule.exit.stopLoss ?? Number.NaN,
    target: rule.exit.target ?? Number.NaN,
    trailingStop: rule.exit.trailingStop ?? Number.NaN,
    onlyIfGapBelow: rule.entry.onlyIfGapBelow ?? Number.NaN,
    extends: rule.overlap === "extend",
    waits: rule.entry.ifBlocked === "wait",
  };
}

function refusedRule(rule: ResolvedRule): string | null {
  if (rule.where !== null) return "where() is asked at each decision";
  if (rule.exit.when !== undefined) return "exit.when() is asked at each close";
  if (rule.exit.onSignal !== undefined) return "other signals end its trades";
  if (rule.exit.stopAtr !== undefined || rule.exit.targetAtr !== undefined)
    return "its levels follow the true range";
  if (rule.entry.limit !== undefined) return "it enters by limit orders";
  if (rule.overlap !== "ignore" && rule.overlap !== "extend") return `overlap is "${rule.overlap}"`;
  if (!("fraction" in rule.sizing || "stance" in rule.sizing)) return "its size is no fraction of equity";
  if (rule.weighting === "inverse-volatility") return "its weights follow volatility";
  return null;
}

function refusedSeries(input: SimulationInput, series: PriceSeries): string | null {
  if (series.instrument.currency !== input.config.currency) return "the book is in another currency";
  const pays = series.adjustment !== "total-return" && series.dividends.length > 0;
  const splits = series.adjustment === "none" && series.splits.length > 0;
  return pays || splits ? "the prices are not adjusted for dividends or splits" : null;
}

const columnsBySeries = new WeakMap<PriceSeries, Omit<KernelPrices, "first" | "end">>();

function columnsOf(series: PriceSeries): Omit<KernelPrices, "first" | "end"> {
  let columns = columnsBySeries.get(series);
  if (columns === undefined) {
    const { days, open, high, low, close } = series.bars;
    const blocked = new Uint8Array(days.length);
    for (let t = 0; t < days.length; t++) {
      blocked[t] =
        (canFill(series.bars, t, true) ? 0 : Blocked.buy) |
        (canFill(series.bars, t, false) ? 0 : Blocked.sell);
    }
    columns = { days, open, high, low, close, blocked };
    columnsBySeries.set(series, columns);
  }
  return columns;
}

/** What an order wants as a share of equity, in the engine's own order of operations. */
function fractionOf(rule: ResolvedRule, order: EntryOrder, signal: PolicySignal): number {
  const share = rule.weighting === "own" ? order.weight : 1;
  if ("stance" in rule.sizing) return rule.sizing.stance * Math.abs(signal.stance) * share;
  return (rule.sizing as { readonly fraction: number }).fraction * share;
}

function bookOf(input: SimulationInput, instrument: number, annualisation: Annualisation): KernelBook {
  const { config } = input;
  const thing = (input.market.series[instrument] as PriceSeries).instrument;
  return {
    capital: config.capital,
    leverage: config.leverage,
    lot: config.wholeLots && isTradable(thing) ? (thing.lot ?? 1) : 0,
    proportionalCosts: proportionalRate(config.costs, thing),
    costs: {
      of: (session, isBuy, quantity, price) => costsOf(input, instrument, session, isBuy, quantity, price),
      affordable: (session, isBuy, budget, price) =>
        affordableQuantity(input, instrument, session, isBuy, budget, price),
    },
    borrow: config.costs.borrow,
    financing: config.costs.financing,
    sessionsPerYear: annualisation.sessionsPerYear,
    riskFree: annualisation.riskFree,
  };
}
