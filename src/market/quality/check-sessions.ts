import { formatCounted } from "../../decode/format-count.ts";
import { type CalendarDay, formatCalendarDay, isWeekend, parseCalendarDay } from "../../time/calendar-day.ts";
import { addMark, BarMark } from "../bars.ts";
import type { Instrument } from "../instrument.ts";
import type { PeerSessions } from "./peer-sessions.ts";
import type { QualityCheck } from "./quality-check.ts";
import { price, type QualityNotes } from "./quality-notes.ts";

/** Weekdays without a row that no holiday explains: the longest closures, at Lunar New Year 2020, had seven. */
const MOST_WEEKDAYS_APART = 9;
/** A last bar with less than this share of the usual volume may be of a session that was not over. */
const LITTLE_VOLUME = 0.25;
const USUAL_OVER = 20;

/** Checks which days have rows: holes, days outside the listing, and whether the last session was over. */
export function checkSessions(check: QualityCheck): void {
  const { columns, instrument, peers, notes } = check;
  checkHoles(columns.days, peers, notes);
  checkListing(columns.days, instrument, notes);
  checkLastBar(check);
}

function checkHoles(days: Int32Array, peers: PeerSessions, notes: QualityNotes): void {
  if (days.length === 0) return;
  const expected = peers.sessionsWithin(days[0]!, days.at(-1)!);
  let next = 0;
  for (const day of expected) {
    while (days[next]! < day) next += 1;
    if (days[next] !== day)
      notes.add("missing-session", day, "others of the exchange traded; nothing fills or exits here", "kept");
  }
  if (expected.length > 0) return;
  for (let index = 1; index < days.length; index++) {
    const [before, day] = [days[index - 1], days[index]] as [CalendarDay, CalendarDay];
    if (day - before <= MOST_WEEKDAYS_APART) continue;
    let weekdays = 0;
    for (let between = before + 1; between < day; between++) if (!isWeekend(between)) weekdays += 1;
    if (weekdays <= MOST_WEEKDAYS_APART) continue;
    const what = `no row on ${weekdays} weekdays from here to ${formatCalendarDay(day)}`;
    notes.add("missing-session", (before + 1) as CalendarDay, what, "kept");
  }
}

function checkListing(days: Int32Array, instrument: Instrument, notes: QualityNotes): void {
  const first = instrument.listed === undefined ? undefined : parseCalendarDay(instrument.listed);
  const last = instrument.delisted === undefined ? undefined : parseCalendarDay(instrument.delisted);
  let early = 0;
  while (first !== undefined && early < days.length && days[early]! < first) early += 1;
  let late = 0;
  while (last !== undefined && late < days.length && days[days.length - 1 - late]! > last) late += 1;
  if (early > 0) {
    const what = `${formatCounted(early, "row")} from here on ${early === 1 ? "lies" : "lie"} before the listing on ${instrument.listed}`;
    notes.add("outside-listing", days[0]!, what, "kept");
  }
  if (late > 0) {
    const what = `${formatCounted(late, "row")} up to here ${late === 1 ? "lies" : "lie"} after the delisting on ${instrument.delisted}`;
    notes.add("outside-listing", days.at(-1)!, what, "kept");
  }
}

function checkLastBar({ raw, columns, isLastDisputed, marks, notes }: QualityCheck): void {
  const { days, close, volume } = columns;
  const last = days.length - 1;
  if (last < 0) return;
  const day = days[last]!;
  if (raw.unfinishedDay === day || isLastDisputed) {
    addMark(marks, last, BarMark.unfinished);
    const why = raw.unfinishedDay === day ? "the session was not over when it was fetched" : "it came twice";
    notes.add("unfinished-bar", day, `${why}; close ${price(close[last]!)}, the bar fills nothing`, "marked");
    return;
  }
  const before = [...volume.subarray(Math.max(0, last - USUAL_OVER), last)].filter((value) => value > 0);
  const usual = before.sort((a, b) => a - b)[before.length >> 1] ?? 0;
  const traded = volume[last]!;
  if (before.length === 0 || !(traded > 0) || traded >= LITTLE_VOLUME * usual) return;
  const share = ((traded / usual) * 100).toFixed(0);
  notes.add(
    "unfinished-bar",
    day,
    `volume ${price(traded)} is ${share}% of the usual; the session may not have been over`,
    "kept",
  );
}
