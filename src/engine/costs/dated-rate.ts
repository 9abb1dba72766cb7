import { type CalendarDay, parseCalendarDay } from "../../time/calendar-day.ts";

/** A rate that holds from a day on, `YYYY-MM-DD`, until the next row. */
export interface DatedRate {
  readonly from: string;
  /** fraction of the amount traded, unless the table says otherwise */
  readonly rate: number;
  /** where the rate was published */
  readonly source: string;
}

/** A table of dated rates, compiled for lookup. */
export interface RateTable {
  readonly days: readonly CalendarDay[];
  readonly rates: readonly number[];
}

/** Compiles rows, oldest first. Before the first row its rate holds: earlier rates are out of scope. */
export function rateTable(rows: readonly DatedRate[]): RateTable {
  return {
    days: rows.map((row) => parseCalendarDay(row.from)!),
    rates: rows.map((row) => row.rate),
  };
}

/**
 * Several tables read together: the days of a schedule, cut into periods in which none of its rates changes.
 *
 * @example new RatePeriods({ fee: FEE, levy: LEVY }).on(day).levy
 */
export class RatePeriods<Name extends string> {
  /** first day of each period, oldest first; the first has no beginning */
  readonly #from: readonly CalendarDay[];
  readonly #rates: readonly Readonly<Record<Name, number>>[];
  /** where the last day asked for was found: days that follow each other mostly share it */
  #latest = 0;

  constructor(tables: Readonly<Record<Name, RateTable>>) {
    const listed = Object.entries<RateTable>(tables);
    const changes = listed.flatMap(([, { days }]) => days.slice(1));
    this.#from = [Number.NEGATIVE_INFINITY, ...new Set(changes.sort((a, b) => a - b))];
    this.#rates = this.#from.map(
      (day) =>
        Object.fromEntries(listed.map(([name, table]) => [name, rateOn(table, day)])) as Record<Name, number>,
    );
  }

  /** The rates in force on a day. */
  on(day: CalendarDay): Readonly<Record<Name, number>> {
    const from = this.#from;
    let period = this.#latest;
    while (period + 1 < from.length && day >= from[period + 1]!) period++;
    while (period > 0 && day < from[period]!) period--;
    this.#latest = period;
    return this.#rates[period]!;
  }
}

/** The rate in force on a day. */
function rateOn(table: RateTable, day: CalendarDay): number {
  for (let index = table.days.length - 1; index > 0; index--) {
    if (table.days[index]! <= day) return table.rates[index]!;
  }
  return table.rates[0]!;
}
