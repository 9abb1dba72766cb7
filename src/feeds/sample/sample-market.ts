import type { PriceColumn, RawSeries } from "../../market/raw-series.ts";
import { SeededRandom } from "../../statistics/seeded-random.ts";
import { parseCalendarDay } from "../../time/calendar-day.ts";
import { type FactorPath, factorPath } from "./factor-path.ts";
import { listingColumns } from "./listing-columns.ts";
import planted from "./planted-effect.json" with { type: "json" };
import {
  FACTORS,
  type FactorName,
  LISTINGS,
  type SampleListing,
  type SampleValue,
  VALUES,
  type ValueName,
} from "./sample-listings.ts";
import { isSampleSession, sampleWeekdays } from "./sample-sessions.ts";
import { type ValuePath, valuePath } from "./value-path.ts";

/**
 * The seed of the market that ships: the day the Hang Seng TECH Index was launched.
 *
 * It was not drawn blindly. Of 150 seeds tried, seven passed a screen (the planted effect shows, the controls are
 * quiet), and this is one of them, with the volatility tuned afterwards. So the sample shows that the tool finds an
 * effect that is there; it is no evidence of how often such an effect would be found. Other seeds give other markets.
 */
export const SAMPLE_SEED = 20_200_727;

/** Streams of draws for what a single listing adds: ranges within a session and volumes. */
const FIRST_LISTING_STREAM = 1000;

/** A drift in HSTECH.HK after some days; see planted-effect.json for what each field means. */
export interface PlantedEffect {
  readonly driftPerSession: number;
  readonly sessions: number;
  readonly signals: readonly { readonly id: string; readonly day: string }[];
}

/**
 * A market made by a generator: the same bytes for the same seed on every machine.
 *
 * Each value (a company, an index, a currency) moves three times a weekday, driven by shared and own factors; each
 * listing shows it at its exchange's opens and closes, on that exchange's sessions. So 9988.HK and BABA are one
 * company, 3033.HK follows HSTECH.HK, a Hong Kong holiday ends in a gap, and what New York does at night is in Hong
 * Kong's next open. One effect is planted: see planted-effect.json. Nothing else in it knows of any signal.
 */
export class SampleMarket {
  readonly #seed: number;
  readonly #effect: PlantedEffect;
  readonly #days = sampleWeekdays();
  readonly #factors = new Map<FactorName, FactorPath>();
  readonly #values = new Map<ValueName, ValuePath>();

  /** @param effect what is planted; the one that ships, unless a test wants the same market without it */
  constructor(seed = SAMPLE_SEED, effect: PlantedEffect = planted) {
    this.#seed = seed;
    this.#effect = effect;
  }

  /** The symbols it has. */
  static symbols(): readonly string[] {
    return LISTINGS.map(({ symbol }) => symbol);
  }

  /** The whole history of a symbol; `undefined` if the sample market has none. */
  series(symbol: string): RawSeries | undefined {
    const index = LISTINGS.findIndex((listing) => listing.symbol === symbol);
    const listing = LISTINGS[index];
    if (listing === undefined) return undefined;
    const { columns, dividends } = listingColumns(
      {
        listing,
        path: this.#value(listing.value),
        rates: listing.inDollars === true ? this.#value("hkd").values : undefined,
        days: this.#days,
        sessions: this.#sessions(listing),
      },
      new SeededRandom(this.#seed, FIRST_LISTING_STREAM + index),
    );
    const hasShares = listing.volume !== null;
    const given: PriceColumn[] = ["open", "high", "low", "close"];
    if (hasShares) given.push("volume", "adjustedClose");
    return {
      symbol,
      source: "sample",
      currency: listing.currency,
      columns,
      columnsGiven: given,
      basis: "split-adjusted",
      dividends,
      splits: [],
      synthetic: true,
      unfinishedDay: null,
      symbolsNamed: [symbol],
      findings: [],
    };
  }

  /** Indices into the weekdays on which a listing trades. */
  #sessions({ exchange, listed }: SampleListing): number[] {
    const rows: number[] = [];
    this.#days.forEach((day, at) => {
      if (isSampleSession(exchange, day) && day >= (listed ?? day)) rows.push(at);
    });
    return rows;
  }

  #factor(name: FactorName): FactorPath {
    let path = this.#factors.get(name);
    if (path === undefined) {
      path = factorPath(this.#seed, FACTORS[name], this.#days.length);
      this.#factors.set(name, path);
    }
    return path;
  }

  #value(name: ValueName): ValuePath {
    let path = this.#values.get(name);
    if (path === undefined) {
      path = this.#move(name);
      this.#values.set(name, path);
    }
    return path;
  }

  #move(name: ValueName): ValuePath {
    const { start, drift, exposures, anchor }: SampleValue = VALUES[name];
    const factors = Object.keys(exposures).map((factor) => this.#factor(factor as FactorName));
    const extra = name === "hstech" ? this.#plantedDrift() : undefined;
    const sizes = Object.values(exposures);
    return valuePath({ start, drift, factors, sizes, anchor, extra }, this.#days.length);
  }

  /** The planted drift of each weekday, between Hong Kong's open and close. */
  #plantedDrift(): Float64Array {
    const drift = new Float64Array(this.#days.length);
    for (const { day } of this.#effect.signals) {
      const known = parseCalendarDay(day)!;
      let left = this.#effect.sessions;
      for (let at = 0; at < drift.length && left > 0; at++) {
        const one = this.#days[at]!;
        if (one <= known || !isSampleSession("HKEX", one)) continue;
        drift[at] = this.#effect.driftPerSession;
        left--;
      }
    }
    return drift;
  }
}
