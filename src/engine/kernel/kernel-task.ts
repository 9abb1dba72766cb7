import type { PriceSeries } from "../../market/price-series.ts";
import type { PolicySignal } from "../../signals/policy-signal.ts";
import { byKnowledge, type EntryOrder } from "../../strategy/entry-order.ts";
import type { OrderTerms } from "../../strategy/resolve-strategy.ts";
import { hasActions } from "../corporate-actions.ts";
import { canFill, hasTraded } from "../fillable.ts";
import { lotOf } from "../position-size.ts";
import type { SimulationInput } from "../simulation.ts";
import {
  Blocked,
  type KernelBook,
  type KernelOrders,
  type KernelPrices,
  type KernelRule,
  kernelOrders,
} from "./kernel-input.ts";
import type { Annualisation } from "./kernel-statistics.ts";

/** A simulation that the kernel can do, in the kernel's terms. */
export interface KernelTask {
  readonly prices: KernelPrices;
  readonly book: KernelBook;
  readonly rule: KernelRule;
  readonly orders: KernelOrders;
  /** for each of `orders`: its place in the simulation's orders. Those outside the run's span are left out */
  readonly places: readonly number[];
}

/**
 * The simulation as a task for the kernel, or the reason in words why it is none: then `simulate` gives the same
 * numbers, slower.
 *
 * The kernel takes one rule on one leg without callbacks, in the book's own currency: n-session exits, exit days, stops,
 * targets and trailing stops, every kind of costs, overlaps that are ignored or extended.
 */
export function kernelTask(input: SimulationInput, annualisation: Annualisation): KernelTask | string {
  if (input.onSession !== null) return "onSession() places the orders";
  const any = input.orders.at(0);
  if (any === undefined) return "there are no orders";
  const { rule, phase, terms } = any.occasion;
  const { index, instrument, side } = any.leg;
  const { runs } = input.orders;
  if (runs.some(({ occasion }) => occasion.rule !== rule)) return "several rules trade";
  if (runs.some(({ legs }) => legs.some((leg) => leg.index !== index || leg.instrument !== instrument)))
    return "several legs trade";
  const series = input.market.series[instrument]!;
  const reason = refusedTerms(terms) ?? refusedSeries(input, series);
  if (reason !== null) return reason;

  const first = input.market.barOn[instrument]?.[0] ?? -1;
  const end = first + input.market.days.length;
  if (first < 0 || series.bars.days[end - 1] !== input.market.days.at(-1))
    return "the time line has other days";
  const prices = { ...columnsOf(series), first, end };
  for (let t = first; t < end; t++) {
    if (!(prices.close[t]! > 0)) return `there is no close on bar ${t}`;
  }
  const planned = [...input.orders];
  const places = planned.flatMap(({ occasion }, place) =>
    occasion.session >= first && occasion.session < end ? [place] : [],
  );
  const orders = kernelOrders(places.length);
  const compare = byKnowledge(input.signals);
  const ranked = places.toSorted((a, b) => compare(planned[a]!, planned[b]!));
  for (const [index, place] of places.entries()) {
    const order = planned[place]!;
    orders.sessions[index] = order.occasion.session;
    orders.untils[index] = order.occasion.untilSession ?? -1;
    orders.ranks[index] = ranked.indexOf(place);
    orders.fractions[index] = fractionOf(order, input.signals[order.occasion.signal]!);
  }
  return {
    prices,
    book: bookOf(input, instrument, annualisation),
    rule: kernelRule(terms, side, phase),
    orders,
    places,
  };
}

/** The numbers of an order's terms as the kernel takes them. */
function kernelRule(terms: OrderTerms, side: 1 | -1, phase: "open" | "close"): KernelRule {
  const { entry, exit, overlap } = terms;
  return {
    side,
    entersAtClose: phase === "close",
    hold: exit.afterSessions ?? Number.POSITIVE_INFINITY,
    leavesAtOpen: exit.at === "open",
    stopLoss: exit.stopLoss ?? Number.NaN,
    target: exit.target ?? Number.NaN,
    trailingStop: exit.trailingStop ?? Number.NaN,
    onlyIfGapBelow: entry.onlyIfGapBelow ?? Number.NaN,
    extends: overlap === "extend",
    waits: entry.ifBlocked === "wait",
  };
}

function refusedTerms({ where, entry, exit, overlap, sizing, weighting }: OrderTerms): string | null {
  if (where !== null) return "where() is asked at each decision";
  if (exit.when !== undefined) return "exit.when() is asked at each close";
  if (exit.onSignal !== undefined) return "other signals end its trades";
  if (exit.stopAtr !== undefined || exit.targetAtr !== undefined) return "its levels follow the true range";
  if (entry.limit !== undefined) return "it enters by limit orders";
  if (overlap !== "ignore" && overlap !== "extend") return `overlap is "${overlap}"`;
  if (!("fraction" in sizing || "stance" in sizing)) return "its size is no fraction of equity";
  if (weighting === "inverse-volatility") return "its weights follow volatility";
  return null;
}

function refusedSeries(input: SimulationInput, series: PriceSeries): string | null {
  if (series.instrument.currency !== input.config.currency) return "the book is in another currency";
  return hasActions(series) ? "the prices are not adjusted for dividends or splits" : null;
}

const columnsBySeries = new WeakMap<PriceSeries, Omit<KernelPrices, "first" | "end">>();

function columnsOf(series: PriceSeries): Omit<KernelPrices, "first" | "end"> {
  let columns = columnsBySeries.get(series);
  if (columns === undefined) {
    const { bars } = series;
    const { days, open, close } = bars;
    const blocked = new Uint8Array(days.length);
    for (let t = 0; t < days.length; t++) {
      blocked[t] =
        (canFill(bars, t, true) ? 0 : Blocked.buy) |
        (canFill(bars, t, false) ? 0 : Blocked.sell) |
        (hasTraded(bars, t) ? 0 : Blocked.idle);
    }
    columns = { days, open, high: orClose(bars.high, close), low: orClose(bars.low, close), close, blocked };
    columnsBySeries.set(series, columns);
  }
  return columns;
}

function orClose(column: Float64Array, close: Float64Array): Float64Array {
  return column.some(Number.isNaN)
    ? column.map((price, t) => (Number.isNaN(price) ? close[t]! : price))
    : column;
}

/** What an order wants as a share of equity, in the engine's own order of operations. */
function fractionOf({ occasion, leg }: EntryOrder, signal: PolicySignal): number {
  const { terms, basket } = occasion;
  const { weight } = leg;
  const stance = Math.abs(signal.stance);
  const { sizing, weighting } = terms;
  const share = weighting === "own" ? weight : weighting === "stance" ? weight * stance : 1 / basket.length;
  const fraction =
    "stance" in sizing ? sizing.stance * stance : (sizing as { readonly fraction: number }).fraction;
  return fraction * share;
}

function bookOf(input: SimulationInput, instrument: number, annualisation: Annualisation): KernelBook {
  const { config } = input;
  const costs = input.fillCosts[instrument]!;
  return {
    capital: config.capital,
    leverage: config.leverage,
    maintenance: config.maintenance,
    lot: lotOf(input, instrument),
    proportionalCosts: costs.rate,
    costs,
    borrow: config.costs.borrow,
    financing: config.costs.financing,
    sessionsPerYear: annualisation.sessionsPerYear,
    riskFree: annualisation.riskFree,
  };
}
