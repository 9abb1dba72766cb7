import { MarketDataError } from "../errors.ts";
import type { RawColumns, RawSeries } from "../market/raw-series.ts";
import { formatCalendarDay } from "../time/calendar-day.ts";
import type { DayRange } from "./price-feed.ts";

/**
 * The rows of a series in a range, as views where its days increase. All splits stay: split-adjusted prices
 * carry the later ones, too.
 *
 * @throws MarketDataError if there are none
 */
export function cutToRange(series: RawSeries, range: DayRange): RawSeries {
  const from = range.from ?? Number.NEGATIVE_INFINITY;
  const to = range.to ?? Number.POSITIVE_INFINITY;
  const isInside = (day: number) => day >= from && day <= to;
  const { days } = series.columns;
  const rows = [...days.keys()].filter((row) => isInside(days[row] as number));
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) throw nothingInRange(series, range);
  if (rows.length === days.length) return series;
  const isBlock = last - first + 1 === rows.length;
  const cut = isBlock
    ? (column: Float64Array) => column.subarray(first, last + 1)
    : (column: Float64Array) => Float64Array.from(rows, (row) => column[row] as number);
  const columns: RawColumns = {
    days: isBlock ? days.subarray(first, last + 1) : Int32Array.from(rows, (row) => days[row] as number),
    open: cut(series.columns.open),
    high: cut(series.columns.high),
    low: cut(series.columns.low),
    close: cut(series.columns.close),
    volume: cut(series.columns.volume),
    adjustedClose: cut(series.columns.adjustedClose),
  };
  const { unfinishedDay } = series;
  return {
    ...series,
    columns,
    dividends: series.dividends.filter(({ day }) => isInside(day)),
    unfinishedDay: unfinishedDay !== null && isInside(unfinishedDay) ? unfinishedDay : null,
  };
}

function nothingInRange({ symbol, source, columns }: RawSeries, range: DayRange): MarketDataError {
  const text = (day: number | null | undefined) =>
    day === null || day === undefined ? ".." : formatCalendarDay(day);
  const span = `${text(columns.days[0])} to ${text(columns.days.at(-1))}`;
  return new MarketDataError({
    what: `no prices of ${symbol} between ${text(range.from)} and ${text(range.to)}; ${source} has ${span}`,
    fix: "choose a range in which it was traded: --from, --to",
  });
}
