import { isTradable } from "../market/instrument.ts";
import type { Market } from "../market/market.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import type { OrderLeg } from "./entry-order.ts";
import type { ResolvedRule } from "./resolve-strategy.ts";

/** The legs of a rule that names its instruments. */
export function legsOf(rule: ResolvedRule, market: Market): OrderLeg[] {
  return rule.legs.map((leg, index) => ({
    index,
    instrument: market.indexOf.get(leg.instrument)!,
    side: leg.side === "long" ? 1 : -1,
    weight: leg.weight,
  }));
}

/** The legs for one signal: `"named"` becomes one leg for each tradable ticker that the signal names. */
export function expandLegs(rule: ResolvedRule, signal: PolicySignal, market: Market): OrderLeg[] {
  return legsOf(rule, market).flatMap((leg) => {
    if (rule.legs[leg.index]?.instrument !== "named") return [leg];
    const named = [...new Set(signal.symbols)].filter((symbol) => canTrade(market, symbol));
    return named.map((symbol) => ({
      ...leg,
      instrument: market.indexOf.get(symbol)!,
      weight: leg.weight / named.length,
    }));
  });
}

function canTrade(market: Market, symbol: string): boolean {
  const index = market.indexOf.get(symbol);
  return index !== undefined && isTradable(market.series[index]!.instrument);
}

/** Why a rule that trades named tickers has no leg for a signal. */
export function whyNoTicker(signal: PolicySignal, market: Market): string {
  if (signal.symbols.length === 0) return "it names no ticker";
  const [priced, unpriced] = [true, false].map((isPriced) =>
    [...new Set(signal.symbols)].filter((symbol) => market.indexOf.has(symbol) === isPriced).join(", "),
  );
  const reasons = [
    ...(unpriced === "" ? [] : [`no prices for ${unpriced}`]),
    ...(priced === "" ? [] : [`${priced} cannot be bought or sold: name what follows it as a leg`]),
  ];
  return reasons.join("; ");
}

/** Symbol of an instrument of the market. */
export function symbolOf(market: Market, instrument: number): string {
  return market.series[instrument]!.instrument.symbol;
}
