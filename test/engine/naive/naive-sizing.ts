import type { NaiveEngine } from "./naive-engine.ts";
import { type NaiveBar, naiveTrueRange, naiveVolatility } from "./naive-market.ts";
import type { NaiveOrder } from "./naive-orders.ts";
import type { NaivePosition } from "./naive-types.ts";

/** Stop, target and trailing stop at the entry; null where a true range is asked for and not known. */
export function naiveLevels(
  order: NaiveOrder,
  bar: NaiveBar,
  price: number,
): Pick<NaivePosition, "stop" | "target" | "trailing"> | null {
  const { exit } = order.rule;
  const ranges = (multiple: { multiple: number; period?: number } | undefined) =>
    multiple === undefined
      ? []
      : [multiple.multiple * naiveTrueRange(order.instrument.bars, bar.index - 1, multiple.period ?? 14)];
  const stops = [...(exit.stopLoss === undefined ? [] : [exit.stopLoss * price]), ...ranges(exit.stopAtr)];
  const targets = [...(exit.target === undefined ? [] : [exit.target * price]), ...ranges(exit.targetAtr)];
  if ([...stops, ...targets].some(Number.isNaN)) return null;
  return {
    stop: stops.length === 0 ? null : price - order.side * Math.min(...stops),
    target: targets.length === 0 ? null : price + order.side * Math.min(...targets),
    trailing: exit.trailingStop === undefined ? null : price * (1 - order.side * exit.trailingStop),
  };
}

/** Money that the order gets, in the book's currency: what the rule wants, as far as the book can pay. */
export function naiveWant(
  engine: NaiveEngine,
  order: NaiveOrder,
  bar: NaiveBar,
  at: NaivePosition["enteredAt"],
): number {
  const share = shareOf(order, bar, at);
  const { sizing } = order.rule;
  const wanted =
    "cash" in sizing ? sizing.cash * share : fractionOf(engine, order, bar) * share * engine.equity();
  // What comes to less than a billionth of the account is nothing but rounding.
  const nothing = Math.max(0, engine.equity()) / 1e9;
  const power = engine.input.leverage * engine.equity() - engine.gross();
  const given = wanted > power * (1 + 1e-9) ? power : wanted;
  return wanted > nothing && given > nothing ? given : Number.NaN;
}

function fractionOf(engine: NaiveEngine, order: NaiveOrder, bar: NaiveBar): number {
  const { sizing } = order.rule;
  if ("fraction" in sizing) return sizing.fraction;
  if ("stance" in sizing) return sizing.stance * Math.abs(order.signal.stance);
  if ("volatility" in sizing) {
    const daily = naiveVolatility(order.instrument.bars, bar.index - 1, sizing.sessions ?? 20);
    return Math.min(sizing.cap ?? 1, sizing.volatility / (daily * Math.sqrt(engine.input.sessionsPerYear)));
  }
  if (!("kelly" in sizing)) return Number.NaN;
  const closed = engine.trades
    .filter((trade) => trade.rule === order.ruleIndex)
    .map((trade) => ({ profit: trade.profit, gain: trade.profit / trade.paid }));
  if (closed.length < (sizing.minTrades ?? 10)) return sizing.start ?? sizing.cap;
  const wins = closed.filter((trade) => trade.profit > 0).map((trade) => trade.gain);
  const losses = closed.filter((trade) => !(trade.profit > 0)).map((trade) => -trade.gain);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  if (wins.length === 0) return 0;
  if (losses.length === 0 || mean(losses) === 0) return Math.min(sizing.cap, sizing.kelly);
  const p = wins.length / closed.length;
  return Math.min(sizing.cap, sizing.kelly * Math.max(0, p - (1 - p) / (mean(wins) / mean(losses))));
}

function shareOf(order: NaiveOrder, bar: NaiveBar, at: NaivePosition["enteredAt"]): number {
  const { weighting } = order.rule;
  if (weighting === "own") return order.weight;
  if (weighting === "stance") return order.weight * Math.abs(order.signal.stance);
  if (weighting === "equal") return 1 / order.basket.length;
  const now = at === "close" ? bar.closesAt : bar.opensAt;
  const inverse = order.basket.map((instrument) => {
    const closed = instrument.bars.filter((one) => one.closesAt < now);
    return 1 / naiveVolatility(instrument.bars, closed.length - 1, 20);
  });
  const total = inverse.reduce((sum, one) => sum + one, 0);
  const own = inverse[order.basket.indexOf(order.instrument)]!;
  return Number.isFinite(total) ? own / total : Number.NaN;
}

/** Shares that the money buys with the costs of buying, by halving; whole lots. */
export function naiveQuantity(engine: NaiveEngine, order: NaiveOrder, budget: number, price: number): number {
  const money = budget / engine.rate(order.instrument);
  let low = 0;
  let high = money / price;
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (middle * price + engine.costs(middle * price) <= money) low = middle;
    else high = middle;
  }
  const { lot } = order.instrument;
  return lot === 0 ? low : Math.floor(low / lot + 1e-9) * lot;
}
