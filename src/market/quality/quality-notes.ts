import type { Issue } from "../../errors.ts";
import { type CalendarDay, formatCalendarDay } from "../../time/calendar-day.ts";
import type { DataAction, DataFinding, DataFindingKind } from "../data-finding.ts";

/** Collects what the checks of one series find, and what of it makes the series unusable. */
export class QualityNotes {
  readonly findings: DataFinding[] = [];
  readonly refusals: Issue[] = [];
  readonly #symbol: string;
  readonly #source: string;

  constructor(symbol: string, source: string) {
    this.#symbol = symbol;
    this.#source = source;
  }

  add(kind: DataFindingKind, day: CalendarDay | null, what: string, action: DataAction): void {
    this.findings.push({ kind, symbol: this.#symbol, day, what, action });
  }

  /** A finding after which the series cannot be used. */
  refuse(kind: DataFindingKind, day: CalendarDay | null, what: string, fix: string): void {
    this.add(kind, day, what, "refused");
    const date = day === null ? "" : ` ${formatCalendarDay(day)}`;
    this.refusals.push({ what: `${this.#symbol}: ${what}`, at: `${this.#source}${date}`, fix });
  }
}

/** A price with at most seven digits, as it is quoted in findings. */
export function price(value: number): string {
  return Number.isNaN(value) ? "none" : String(Number(value.toPrecision(7)));
}

/** A return in percent with a sign, as it is quoted in findings. */
export function percent(fraction: number): string {
  return `${fraction > 0 ? "+" : ""}${(fraction * 100).toFixed(1)}%`;
}
