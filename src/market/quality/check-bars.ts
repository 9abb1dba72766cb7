import { formatCounted } from "../../decode/format-count.ts";
import { addMark, BarMark } from "../bars.ts";
import type { Instrument } from "../instrument.ts";
import type { RawColumns } from "../raw-series.ts";
import type { QualityCheck } from "./quality-check.ts";
import { price, type QualityNotes } from "./quality-notes.ts";

/** Prices that differ by less than this share of each other are equal: sources round columns differently. */
const ROUNDING = 1e-6;
/** An index's bar of no volume is a placeholder only if at least half of so many bars before it had volume. */
const BARS_BEFORE = 20;

/**
 * Checks each bar by itself: absent and non-positive prices, the order low <= open, close <= high, placeholders.
 *
 * Values that are no price become NaN in `columns`, which must be a copy of the source's. Bars that contradict
 * themselves or lack a price that the source has elsewhere get {@link BarMark}.inconsistent.
 */
export function checkBars({ raw, columns, instrument, marks, notes }: QualityCheck): void {
  const given = raw.columnsGiven;
  const checked = (["open", "high", "low"] as const).filter((column) => given.includes(column));
  for (const column of checked) blankOutNonPositive(columns, column, marks, notes);
  if (given.includes("adjustedClose")) checkAdjustedClose(columns, notes);
  if (given.includes("volume")) blankOutNegativeVolume(columns, notes);
  checkOrder(columns, instrument, marks, notes);
  if (instrument.type !== "currency-pair" && given.includes("volume")) {
    markPlaceholders(columns, instrument, marks, notes);
  }
}

function blankOutNonPositive(
  columns: RawColumns,
  column: "open" | "high" | "low",
  marks: Uint8Array,
  notes: QualityNotes,
): void {
  const values = columns[column];
  if (values.length > 0 && values.every((value) => !(value > 0))) {
    values.fill(Number.NaN);
    notes.add("missing-column", null, `${column} holds no price in any row; taken as absent`, "kept");
    return;
  }
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value > 0) continue;
    const day = columns.days[index]!;
    addMark(marks, index, BarMark.inconsistent);
    if (Number.isNaN(value)) notes.add("missing-value", day, `no ${column}; the bar fills nothing`, "marked");
    else
      notes.add(
        "not-positive",
        day,
        `${column} ${price(value)}, taken as absent; the bar fills nothing`,
        "marked",
      );
    values[index] = Number.NaN;
  }
}

function blankOutNegativeVolume({ days, volume }: RawColumns, notes: QualityNotes): void {
  for (let index = 0; index < volume.length; index++) {
    if (!(volume[index]! < 0)) continue;
    const what = `volume ${price(volume[index]!)}, taken as absent`;
    notes.add("not-positive", days[index]!, what, "kept");
    volume[index] = Number.NaN;
  }
}

/** Rows of it that are absent are bridged by the factor of a neighbour when prices are adjusted, and said here. */
function checkAdjustedClose(columns: RawColumns, notes: QualityNotes): void {
  const values = columns.adjustedClose;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value > 0) continue;
    const what = Number.isNaN(value) ? "no adjusted close" : `adjusted close ${price(value)}`;
    const day = columns.days[index]!;
    notes.add("missing-value", day, `${what}; adjusted by the factor of the session before`, "kept");
    values[index] = Number.NaN;
  }
}

function checkOrder(
  columns: RawColumns,
  instrument: Instrument,
  marks: Uint8Array,
  notes: QualityNotes,
): void {
  const { days, open, high, low, close } = columns;
  let rounded = 0;
  let firstRounded = -1;
  for (let index = 0; index < days.length; index++) {
    const o = open[index]!;
    const h = high[index]!;
    const l = low[index]!;
    const c = close[index]!;
    // A comparison with an absent price is false, so only prices that are there can contradict each other.
    if (!(o > h || c > h || o < l || c < l || l > h)) continue;
    const highest = Math.max(Number.isNaN(o) ? c : o, c, Number.isNaN(l) ? c : l);
    const lowest = Math.min(Number.isNaN(o) ? c : o, c, Number.isNaN(h) ? c : h);
    if (!(highest > h * (1 + ROUNDING) || lowest < l * (1 - ROUNDING))) {
      rounded += 1;
      if (firstRounded < 0) firstRounded = index;
      continue;
    }
    const values = `open ${price(o)}, high ${price(h)}, low ${price(l)}, close ${price(c)}`;
    // A currency is never filled, and converts by its close.
    if (instrument.type === "currency-pair") {
      notes.add("order-of-prices", days[index]!, values, "kept");
      continue;
    }
    addMark(marks, index, BarMark.inconsistent);
    notes.add("order-of-prices", days[index]!, `${values}; the bar fills nothing`, "marked");
  }
  if (rounded === 0) return;
  const what = `open or close outside high and low by rounding (less than 0.0001%) in ${formatCounted(rounded, "bar")}, the first here`;
  notes.add("order-of-prices", days[firstRounded]!, what, "kept");
}

/**
 * A bar of no volume whose prices are all the same repeats an older close: nothing was traded. Sources that give no
 * volumes at all write 0 in every row, and old rows of an index have none, so there 0 means nothing.
 */
function markPlaceholders(
  columns: RawColumns,
  instrument: Instrument,
  marks: Uint8Array,
  notes: QualityNotes,
): void {
  const { days, volume, close } = columns;
  if (!volume.some((value) => value > 0)) return;
  for (let index = 0; index < days.length; index++) {
    if (volume[index] !== 0 || !isFlat(columns, index)) continue;
    if (instrument.type === "index" && !hadVolumeBefore(volume, index)) continue;
    addMark(marks, index, BarMark.placeholder);
    const what = `volume 0 and every price ${price(close[index]!)}; the bar fills nothing`;
    notes.add("placeholder", days[index]!, what, "marked");
  }
}

/** All prices that are there are equal, and there are at least two. */
function isFlat({ open, high, low, close }: RawColumns, index: number): boolean {
  const last = close[index]!;
  const first = distance(open[index]!, last);
  const highest = distance(high[index]!, last);
  const lowest = distance(low[index]!, last);
  return Math.max(first, highest, lowest) <= last * ROUNDING && first + highest + lowest > -3;
}

/** How far two prices are apart; -1 if the first is absent. */
function distance(value: number, last: number): number {
  return Number.isNaN(value) ? -1 : Math.abs(value - last);
}

function hadVolumeBefore(volume: Float64Array, index: number): boolean {
  const before = volume.subarray(Math.max(0, index - BARS_BEFORE), index);
  const traded = before.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  return before.length > 0 && traded * 2 >= before.length;
}
