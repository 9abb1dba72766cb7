import type { Issue } from "../errors.ts";
import type { Instrument } from "./instrument.ts";
import type { Adjustment, Dividend, Split } from "./price-series.ts";
import type { PriceBasis, RawColumns } from "./raw-series.ts";

/** Open, high, low, close and volume on one basis. */
export type AdjustedColumns = Omit<RawColumns, "adjustedClose">;

/** What the adjustment starts from. */
export interface AdjustmentInput {
  /** days strictly increasing, closes positive */
  readonly columns: RawColumns;
  readonly hasAdjustedClose: boolean;
  readonly basis: PriceBasis;
  readonly dividends: readonly Dividend[];
  readonly splits: readonly Split[];
  readonly instrument: Instrument;
}

/** Adjusted columns, with a sentence where the source leaves something open; or why it cannot be done. */
export type AdjustmentOutcome =
  | { readonly columns: AdjustedColumns; readonly open?: string; readonly refusal?: undefined }
  | { readonly refusal: Issue };

/**
 * Puts prices on the basis asked for.
 *
 * - `total-return` with an adjusted close: open, high, low, close times `adjusted close / close` of the day.
 *   Without one, times the product of the factors of all later events: `1 / ratio` for a split, and for a dividend
 *   `1 - D / C` with C the close of the session before the ex-date (CRSP's cumulative factor; the last bar keeps
 *   its price, and the return over an ex-date is `close / (C - D) - 1`).
 * - `split-only`: raw prices times the product of `1 / ratio` of all later splits, and volume times `ratio`.
 * - `none`: split-adjusted prices times the product of `ratio` of all later splits, as they were traded.
 *
 * An index and a currency have neither splits nor dividends, so for them every basis is the same.
 *
 * What a source does not give cannot be had: from fully adjusted prices nothing leads back. A source of unknown
 * basis is taken as it stands, and said so, unless it lists events, which might be in the prices or not.
 */
export function adjustPrices(input: AdjustmentInput, adjustment: Adjustment): AdjustmentOutcome {
  const { basis, instrument, columns, splits, dividends } = input;
  if (instrument.type === "index" || instrument.type === "currency-pair") return asTheyStand(columns);
  if (adjustment === "total-return" && input.hasAdjustedClose) {
    const toShares = basis === "raw" ? splits : [];
    return { columns: scale(columns, adjustedCloseFactors(columns), splitFactors(columns.days, toShares)) };
  }
  if (basis === "fully-adjusted") {
    return adjustment === "total-return"
      ? asTheyStand(columns)
      : { refusal: cannotGoBack(instrument, adjustment) };
  }
  if (basis === "unknown") {
    if (splits.length + dividends.length > 0) return { refusal: mustBeTold(instrument, adjustment) };
    const open = `the source does not say whether its prices are adjusted; taken as ${adjustment} as they stand`;
    return asTheyStand(columns, open);
  }
  const bySplits = splitFactors(columns.days, splits);
  if (adjustment === "none") {
    return basis === "raw"
      ? asTheyStand(columns)
      : { columns: scale(columns, bySplits.map(inverse), bySplits.map(inverse)) };
  }
  const unit = () => new Float64Array(columns.days.length).fill(1);
  const fromSplits = basis === "raw" ? bySplits : unit();
  if (adjustment === "split-only") return { columns: scale(columns, fromSplits, fromSplits) };
  const factors = dividendFactors(columns, dividends, basis === "raw" ? splits : []);
  if ("refusal" in factors) return { refusal: refuseDividend(instrument, factors.refusal) };
  const total = factors.values.map((factor, index) => factor * fromSplits[index]!);
  const open = "the source lists no dividends; total return counts none";
  return { columns: scale(columns, total, fromSplits), ...(dividends.length === 0 ? { open } : {}) };
}

function asTheyStand({ adjustedClose: _, ...columns }: RawColumns, open?: string): AdjustmentOutcome {
  return { columns, ...(open === undefined ? {} : { open }) };
}

const inverse = (factor: number): number => 1 / factor;

/** Prices times `factors`, volume divided by `shares`. */
function scale(columns: RawColumns, factors: Float64Array, shares: Float64Array): AdjustedColumns {
  const times = (values: Float64Array) => values.map((value, index) => value * factors[index]!);
  return {
    days: columns.days,
    open: times(columns.open),
    high: times(columns.high),
    low: times(columns.low),
    close: times(columns.close),
    volume: columns.volume.map((value, index) => value / shares[index]!),
  };
}

/** Adjusted close over close; where it is absent, that of the session before (at the start, of the one after). */
function adjustedCloseFactors({ close, adjustedClose }: RawColumns): Float64Array {
  const factors = adjustedClose.map((value, index) => value / close[index]!);
  const first = factors.findIndex((factor) => !Number.isNaN(factor));
  factors.fill(first < 0 ? 1 : factors[first]!, 0, Math.max(0, first < 0 ? factors.length : first));
  for (let index = 1; index < factors.length; index++) {
    if (Number.isNaN(factors[index]!)) factors[index] = factors[index - 1]!;
  }
  return factors;
}

/** For each day, the product of `1 / ratio` of the splits after it; a split on the day itself is behind it. */
function splitFactors(days: Int32Array, splits: readonly Split[]): Float64Array {
  const latestFirst = [...splits].sort((a, b) => b.day - a.day);
  const factors = new Float64Array(days.length).fill(1);
  let factor = 1;
  let next = 0;
  for (let index = days.length - 1; index >= 0; index--) {
    while (next < latestFirst.length && latestFirst[next]!.day > days[index]!) {
      factor /= latestFirst[next]!.ratio;
      next += 1;
    }
    factors[index] = factor;
  }
  return factors;
}

/** For each day, the product of `1 - D / C` of the dividends after it. */
function dividendFactors(
  { days, close }: RawColumns,
  dividends: readonly Dividend[],
  splits: readonly Split[],
): { readonly values: Float64Array } | { readonly refusal: Dividend } {
  const latestFirst = [...dividends].sort((a, b) => b.day - a.day);
  const values = new Float64Array(days.length).fill(1);
  let factor = 1;
  let next = 0;
  for (let index = days.length - 1; index >= 0; index--) {
    const day = days[index]!;
    const following = days[index + 1] ?? Number.POSITIVE_INFINITY;
    while (next < latestFirst.length && latestFirst[next]!.day > day) {
      const dividend = latestFirst[next]!;
      next += 1;
      // An ex-date after the last bar has changed no price in the file.
      if (following === Number.POSITIVE_INFINITY) continue;
      // A share of the ex-date is a part of a share of the day before if it split in between.
      const ratio = splits.reduce(
        (product, split) => (split.day > day && split.day <= dividend.day ? product * split.ratio : product),
        1,
      );
      const share = (dividend.amount * ratio) / close[index]!;
      if (share >= 1) return { refusal: dividend };
      factor *= 1 - share;
    }
    values[index] = factor;
  }
  return { values };
}

function cannotGoBack(instrument: Instrument, adjustment: Adjustment): Issue {
  return {
    what: `${instrument.symbol}: the prices already carry splits and dividends, so they cannot be given as "${adjustment}"`,
    fix: 'ask for "total-return", or give a source with prices as traded',
  };
}

function mustBeTold(instrument: Instrument, adjustment: Adjustment): Issue {
  return {
    what: `${instrument.symbol}: the source lists dividends or splits, and does not say whether its prices already carry them, so "${adjustment}" cannot be computed`,
    fix: 'say it: --map basis=raw, basis=split-adjusted or basis=fully-adjusted, or "basis" in instruments.json',
  };
}

function refuseDividend(instrument: Instrument, dividend: Dividend): Issue {
  return {
    what: `${instrument.symbol}: a dividend of ${dividend.amount} is not less than the close before it`,
    fix: "correct the dividend; its currency or share basis is likely another",
  };
}
