import type { Issue } from "../errors.ts";
import type { DataFinding } from "./data-finding.ts";
import type { Instrument } from "./instrument.ts";
import { checkBars } from "./quality/check-bars.ts";
import { checkDividends } from "./quality/check-dividends.ts";
import { markLimitLocked } from "./quality/check-limits.ts";
import { checkMoves } from "./quality/check-moves.ts";
import { checkSessions } from "./quality/check-sessions.ts";
import { peerSessions } from "./quality/peer-sessions.ts";
import { QualityNotes } from "./quality/quality-notes.ts";
import { selectRows } from "./quality/select-rows.ts";
import { hasColumn, type PriceColumn, type RawColumns, type RawSeries } from "./raw-series.ts";
import { isSameSymbol } from "./symbol.ts";

/** A source's rows after the check: one a session, in order, with marks, and everything that was found. */
export interface CheckedPrices {
  /** not adjusted yet; values that were no price are NaN */
  readonly columns: RawColumns;
  /** bit set of `BarMark`, one a row */
  readonly marks: Uint8Array;
  /** whole-file findings first, then by day */
  readonly findings: readonly DataFinding[];
  /** why the series cannot be used; empty if it can */
  readonly refusals: readonly Issue[];
}

/**
 * Checks the rows of a source and says of each finding what is done about it.
 *
 * | finding | what it is | action |
 * |---|---|---|
 * | `name-mismatch` | the content names another symbol | refused |
 * | `duplicate-session` | rows of one day differ, or there are more than three | refused; of the last session the later row is kept and marked unfinished |
 * | | equal rows of one day | left out but one |
 * | `missing-column` | no open, high, low or volume | kept: rules that need it say so |
 * | `unsorted-rows` | rows newest first, or out of order | kept, put in order |
 * | `weekend-row` | a price on a Saturday or Sunday | left out |
 * | | weekends instead of a weekday: the dates are off by a day | refused |
 * | `holiday-row` | a blank row; on a day that no peer has, a row without volume (or, where no row has any, one that repeats the session before) | left out |
 * | | any other row on such a day | kept |
 * | `missing-value` | no close | left out |
 * | | no open, high or low where the source has them | marked: fills nothing |
 * | | no adjusted close | kept, adjusted by the factor of the session before |
 * | `not-positive` | close zero or negative | left out |
 * | | open, high or low zero or negative | marked: taken as absent, fills nothing |
 * | `order-of-prices` | open or close outside low..high | marked: fills nothing; by rounding alone, kept |
 * | `placeholder` | zero volume and one price, of a stock, fund or index that has volumes | marked: fills nothing |
 * | `unfinished-bar` | the last session was not over | marked: fills nothing; if only its volume is small, kept |
 * | `limit-locked` | a mainland bar stood at its limit | marked: fills only against the crowd |
 * | `reversing-spike` | a move that comes back the next session | of a currency marked, else kept |
 * | `unexplained-jump` | a large move with no split or dividend | kept |
 * | | a currency's jump until a second close confirms it | marked: converts nothing |
 * | `dividend-mismatch` | a listed dividend that the adjusted closes do not carry, or another one | kept |
 * | `stale-run` | one close many sessions in a row | kept |
 * | | volume below zero | kept, taken as absent |
 * | `missing-session` | a day on which most peers traded, or a long gap | kept |
 * | | rows of weeks or months | refused |
 * | `outside-listing` | rows before or after the listing | kept |
 *
 * `unknown-basis` and `currency-unit` come from adjustment, `restated-history` from a store or `compareHistories`,
 * `volume-unit` from a file. Currencies have no peers: each pair keeps the holidays of its own two places.
 * Kept means that a backtest uses the value; the finding stands in its result. Nothing is marked because of a later
 * bar than itself, though a finding may say what came after it.
 *
 * @param peers session days of other instruments of the exchange, if there are any
 */
export function checkQuality(
  raw: RawSeries,
  instrument: Instrument,
  peers: readonly Int32Array[] = [],
): CheckedPrices {
  const notes = new QualityNotes(instrument.symbol, raw.source);
  checkSource(raw, instrument, notes);
  const others = peerSessions(instrument.type === "currency-pair" ? [] : peers);
  const { columns, isLastDisputed } = selectRows(raw, instrument, others, notes);
  const marks = new Uint8Array(columns.days.length);
  if (columns.days.length === 0) {
    const fix = "give prices that have rows in the span asked for";
    notes.refuse("missing-value", null, "not one row has a price", fix);
  }
  const check = { raw, instrument, peers: others, columns, isLastDisputed, marks, notes };
  checkBars(check);
  markLimitLocked(check);
  checkMoves(check);
  checkDividends(check);
  checkSessions(check);
  const byDay = (a: DataFinding, b: DataFinding) => (a.day ?? -Infinity) - (b.day ?? -Infinity) || 0;
  return {
    columns,
    marks,
    findings: [...raw.findings, ...notes.findings.sort(byDay)],
    refusals: notes.refusals,
  };
}

function checkSource(raw: RawSeries, instrument: Instrument, notes: QualityNotes): void {
  const named = raw.symbolsNamed;
  if (named.length > 0 && !named.some((symbol) => isSameSymbol(symbol, raw.symbol))) {
    const fix = `give prices of ${raw.symbol}, or trade the other on purpose with --instrument ${raw.symbol}=${named[0]}`;
    notes.refuse("name-mismatch", null, `the content is of ${named.join(", ")}, not of ${raw.symbol}`, fix);
  }
  // A currency only converts, by its close; an index has volumes in few sources and needs none.
  if (instrument.type === "currency-pair") return;
  const uses: readonly (readonly [columns: readonly PriceColumn[], consequence: string])[] = [
    [["open"], "rules that enter or leave at an open cannot use it"],
    [["high", "low"], "stops and targets see closes only"],
    [instrument.type === "index" ? [] : ["volume"], "placeholder bars cannot be told"],
  ];
  for (const [columns, consequence] of uses) {
    const missing = columns.filter((column) => !hasColumn(raw, column));
    if (missing.length > 0)
      notes.add("missing-column", null, `no ${missing.join(" and no ")}: ${consequence}`, "kept");
  }
}
