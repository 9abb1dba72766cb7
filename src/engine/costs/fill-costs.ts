import type { Instrument } from "../../market/instrument.ts";
import type { PriceSeries } from "../../market/price-series.ts";
import type { CostConfig } from "../../strategy/cost-spec.ts";
import type { Writable } from "../portfolio.ts";
import { costOfFill, hasImpact, proportionalRate } from "./cost-model.ts";
import type { CostedFill } from "./costed-fill.ts";
import { type Liquidity, liquidityBefore, UNKNOWN_LIQUIDITY } from "./liquidity.ts";

const MOST_ITERATIONS = 20;
const MOST_HALVINGS = 100;
const PRECISION = 1e-14;

/**
 * What the fills of one instrument cost, in its currency, and the quantity that a budget buys, costs included: the
 * largest q with
 *
 *   q x price + costs(q) <= budget
 *
 * Proportional costs are solved in one step. Otherwise q is found by fixed-point iteration, which converges by
 * the cost rate (some thousandths) a step. Where it does not, because a duty is rounded up to whole dollars or
 * impact grows faster than the quantity, by halving: costs grow with the quantity.
 */
export class FillCosts {
  /** costs as a fraction of a fill's value, whatever the fill; null if they are no such fraction */
  readonly rate: number | null;
  readonly #costs: CostConfig;
  readonly #series: PriceSeries;
  readonly #instrument: Instrument;
  readonly #hasImpact: boolean;
  /** the fill in hand: one object for all, since a search for a quantity asks for the costs of several */
  readonly #fill: Writable<CostedFill>;
  #liquidity: Liquidity = UNKNOWN_LIQUIDITY;
  #liquidityAt = -1;

  constructor(costs: CostConfig, series: PriceSeries) {
    const { instrument } = series;
    this.rate = proportionalRate(costs, instrument);
    this.#costs = costs;
    this.#series = series;
    this.#instrument = instrument;
    this.#hasImpact = hasImpact(costs, instrument);
    this.#fill = { day: 0, value: Number.NaN, quantity: Number.NaN, isBuy: false, ...UNKNOWN_LIQUIDITY };
  }

  /** Whether the costs of a fill on bar `session` can be told: market impact needs volatility and volume before it. */
  areKnown(session: number): boolean {
    if (!this.#hasImpact) return true;
    const { dailyVolatility, meanVolume } = this.#liquidityBefore(session);
    return !Number.isNaN(dailyVolatility) && meanVolume > 0;
  }

  /** Money that a fill on bar `session` costs, >= 0. */
  of(session: number, isBuy: boolean, quantity: number, price: number): number {
    if (this.rate !== null) return quantity * price * this.rate;
    this.#beginFill(session, isBuy);
    return this.#costsAt(quantity, price);
  }

  /**
   * The quantity that `budget` buys on bar `session`, or sells short with `isBuy` false.
   *
   * @param lot shares in a lot, of which only whole ones are traded; 0 trades fractions
   */
  affordable(session: number, isBuy: boolean, budget: number, price: number, lot: number): number {
    if (this.rate !== null) return wholeLots(budget / (price * (1 + this.rate)), lot);
    this.#beginFill(session, isBuy);
    let quantity = budget / price;
    for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      const next = Math.max(0, (budget - this.#costsAt(quantity, price)) / price);
      // Costs grow with the quantity, so every later step falls between this one and the one before.
      if (lot > 0 && wholeLots(next, lot) === wholeLots(quantity, lot)) return wholeLots(next, lot);
      const isSettled = Math.abs(next - quantity) <= PRECISION * quantity;
      quantity = next;
      if (isSettled) return wholeLots(quantity, lot);
    }
    return wholeLots(this.#halve(budget, price), lot);
  }

  #halve(budget: number, price: number): number {
    let affordable = 0;
    let tooMuch = budget / price;
    for (let step = 0; step < MOST_HALVINGS; step++) {
      const middle = (affordable + tooMuch) / 2;
      if (middle === affordable || middle === tooMuch) break;
      if (middle * price + this.#costsAt(middle, price) <= budget) affordable = middle;
      else tooMuch = middle;
    }
    return affordable;
  }

  /** Sets what all quantities of a fill have in common. */
  #beginFill(session: number, isBuy: boolean): void {
    const fill = this.#fill;
    fill.day = this.#series.bars.days[session]!;
    fill.isBuy = isBuy;
    if (!this.#hasImpact) return;
    const { dailyVolatility, meanVolume } = this.#liquidityBefore(session);
    fill.dailyVolatility = dailyVolatility;
    fill.meanVolume = meanVolume;
  }

  #costsAt(quantity: number, price: number): number {
    const fill = this.#fill;
    fill.quantity = quantity;
    fill.value = quantity * price;
    return costOfFill(this.#costs, this.#instrument, fill);
  }

  #liquidityBefore(session: number): Liquidity {
    if (session !== this.#liquidityAt) {
      this.#liquidity = liquidityBefore(this.#series, session);
      this.#liquidityAt = session;
    }
    return this.#liquidity;
  }
}

/** A quantity that is whole but for rounding in the last place must not lose a lot. */
function wholeLots(quantity: number, lot: number): number {
  return lot > 0 ? Math.floor(quantity / lot + 1e-9) * lot : quantity;
}
