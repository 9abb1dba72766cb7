import { type Issue, MarketDataError } from "../errors.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import { type AdjustmentOutcome, adjustPrices } from "./adjust-prices.ts";
import { type Bars, keptMarks } from "./bars.ts";
import { type CheckedPrices, checkQuality } from "./check-quality.ts";
import type { DataFinding } from "./data-finding.ts";
import { hashBars } from "./hash-bars.ts";
import type { Instrument } from "./instrument.ts";
import type { Adjustment, PriceSeries } from "./price-series.ts";
import { hasColumn, type RawColumns, type RawSeries } from "./raw-series.ts";

export interface BuildOptions {
  readonly adjustment: Adjustment;
  /** session days of the exchange's other instruments, for holes and holidays */
  readonly peers?: readonly Int32Array[];
  /** both ends belong to the span; `null` is as far as the rows go */
  readonly from?: CalendarDay | null;
  readonly to?: CalendarDay | null;
}

/** A hundredth of a currency that sources name as if it were one. */
const MINOR_UNITS: Readonly<Record<string, string>> = { GBp: "GBP", GBX: "GBP" };

/**
 * A source's rows as the series that a backtest reads: checked (see `checkQuality` for what is done about each
 * finding), adjusted, cut to the span, hashed. The same rows give the same bytes. The whole history is checked and
 * adjusted before it is cut, so a span does not change the prices inside it.
 *
 * @throws MarketDataError with every reason why the rows cannot be used
 */
export function buildPriceSeries(raw: RawSeries, instrument: Instrument, options: BuildOptions): PriceSeries {
  const { checked, adjusted, refusals, findings } = prepare(raw, instrument, options);
  if (refusals.length > 0 || adjusted.refusal !== undefined) throw new MarketDataError(refusals);

  const bars = cut(
    { ...adjusted.columns, marks: keptMarks(checked.marks) },
    options.from ?? null,
    options.to ?? null,
  );
  return {
    instrument,
    bars,
    source: raw.source,
    adjustment: options.adjustment,
    synthetic: raw.synthetic,
    sha256: hashBars(bars),
    dividends: raw.dividends,
    splits: raw.splits,
    findings,
  };
}

/** What a run would say of a source's rows, and why it would refuse them. */
export interface Examination {
  readonly findings: readonly DataFinding[];
  readonly refusals: readonly Issue[];
}

/** Everything that {@link buildPriceSeries} finds, its refusals included, with no series at the end. */
export function examinePrices(
  raw: RawSeries,
  instrument: Instrument,
  peers: readonly Int32Array[] = [],
): Examination {
  return prepare(raw, instrument, { adjustment: "total-return", peers });
}

interface Prepared extends Examination {
  readonly checked: CheckedPrices;
  readonly adjusted: AdjustmentOutcome;
}

function prepare(raw: RawSeries, instrument: Instrument, options: BuildOptions): Prepared {
  const checked = checkQuality(raw, instrument, options.peers);
  const unit = currencyUnit(raw, instrument);
  const adjusted = adjustPrices(
    {
      columns: unit.factor === 1 ? checked.columns : inMajorUnits(checked.columns),
      hasAdjustedClose: hasColumn(raw, "adjustedClose"),
      basis: raw.basis,
      dividends: raw.dividends,
      splits: raw.splits,
      instrument,
    },
    options.adjustment,
  );
  const refusals = [...unit.refusals, ...checked.refusals];
  if (adjusted.refusal !== undefined) refusals.push({ at: raw.source, ...adjusted.refusal });
  const open = adjusted.refusal === undefined ? adjusted.open : undefined;
  return { checked, adjusted, refusals, findings: findingsOf(checked, instrument, unit.factor, open) };
}

/** Whether the source's currency is the instrument's, or a hundredth of it. */
function currencyUnit(
  raw: RawSeries,
  instrument: Instrument,
): { factor: 1 | 0.01; refusals: readonly Issue[] } {
  if (raw.currency === null || raw.currency === instrument.currency) return { factor: 1, refusals: [] };
  if (MINOR_UNITS[raw.currency] === instrument.currency) return { factor: 0.01, refusals: [] };
  const what = `${instrument.symbol}: the source gives prices in ${raw.currency}, the instrument is in ${instrument.currency}`;
  const fix = "correct the instrument's currency in instruments.json, or give a source in its currency";
  return { factor: 1, refusals: [{ what, at: raw.source, fix }] };
}

function inMajorUnits(columns: RawColumns): RawColumns {
  const hundredth = (values: Float64Array) => values.map((value) => value / 100);
  return {
    ...columns,
    open: hundredth(columns.open),
    high: hundredth(columns.high),
    low: hundredth(columns.low),
    close: hundredth(columns.close),
    adjustedClose: hundredth(columns.adjustedClose),
  };
}

function findingsOf(
  checked: CheckedPrices,
  { symbol, currency }: Instrument,
  factor: 1 | 0.01,
  open: string | undefined,
): readonly DataFinding[] {
  const whole: DataFinding[] = [];
  if (factor !== 1) {
    const what = `prices in a hundredth of ${currency}, divided by 100`;
    whole.push({ kind: "currency-unit", symbol, day: null, what, action: "kept" });
  }
  if (open !== undefined)
    whole.push({ kind: "unknown-basis", symbol, day: null, what: open, action: "kept" });
  return [...whole, ...checked.findings];
}

function cut(bars: Bars, from: CalendarDay | null, to: CalendarDay | null): Bars {
  let start = 0;
  let end = bars.days.length;
  while (from !== null && start < end && bars.days[start]! < from) start += 1;
  while (to !== null && end > start && bars.days[end - 1]! > to) end -= 1;
  if (start === 0 && end === bars.days.length) return bars;
  return {
    days: bars.days.slice(start, end),
    open: bars.open.slice(start, end),
    high: bars.high.slice(start, end),
    low: bars.low.slice(start, end),
    close: bars.close.slice(start, end),
    volume: bars.volume.slice(start, end),
    marks: keptMarks(bars.marks.slice(start, end)),
  };
}
