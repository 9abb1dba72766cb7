import { formatCounted } from "../decode/format-count.ts";
import { InputError } from "../errors.ts";
import type { CalendarDay } from "../time/calendar-day.ts";

/** How the past is split into what is learnt from and what is traded. */
export interface FoldRequest {
  /** equal numbers of signals or equal numbers of sessions in each test window; default `signals` */
  readonly by?: "signals" | "time";
  /** test windows; default 4 */
  readonly folds?: number;
  /** learn from everything before (default), or from a window as long as the first */
  readonly window?: "expanding" | "rolling";
  /** share of the signals, or sessions, that is only ever learnt from; default 0.5 */
  readonly firstTrain?: number;
  /** sessions before a split whose signals are not learnt from; default the longest hold of the space */
  readonly purge?: number;
  /** further sessions left out between learning and trading; default 0 */
  readonly embargo?: number;
}

/** One split, in days of the time line. Test windows follow each other without a gap. */
export interface Fold {
  /** learn from signals that are filled from here (null: from the first on) ... */
  readonly trainFrom: CalendarDay | null;
  /** ... and known before this day opens */
  readonly trainSignalsBefore: CalendarDay;
  /** last day whose prices are seen while learning */
  readonly trainTo: CalendarDay;
  /** trade signals whose fill falls on these days; the last is null for the end of the prices */
  readonly testFrom: CalendarDay;
  readonly testBefore: CalendarDay | null;
}

/**
 * Splits a time line.
 *
 * @param entryDays days on which signals would be filled, increasing, one a signal
 * @param days of the time line, increasing
 * @param purge sessions, the hold that must not cross a split
 * @throws InputError if there is too little to split
 */
export function makeFolds(
  entryDays: readonly CalendarDay[],
  days: Int32Array,
  request: FoldRequest,
  purge: number,
): Fold[] {
  const { by = "signals", folds = 4, window = "expanding", firstTrain = 0.5, embargo = 0 } = request;
  checkNumbers(folds, firstTrain, purge, embargo);
  const first = days.indexOf(entryDays[0] ?? Number.NaN);
  const steps = by === "signals" ? [...new Set(entryDays)] : [...days.subarray(Math.max(0, first))];
  const learnt = Math.max(1, Math.round(steps.length * firstTrain));
  const rest = steps.length - learnt;
  if (first < 0 || rest < folds) {
    throw new InputError({
      what: `${formatCounted(steps.length, by === "signals" ? "day" : "session")}${by === "signals" ? " with signals" : ""} ${steps.length === 1 ? "is" : "are"} too few for ${formatCounted(folds, "test window")} after the first ${learnt}`,
      at: "--folds",
      fix: "ask for fewer folds, learn from a smaller first part (--first-train 0.3), or give more signals",
    });
  }
  const starts = Array.from({ length: folds }, (_, fold) => learnt + Math.floor((fold * rest) / folds));
  return starts.map((start, fold) => {
    const testFrom = steps[start]!;
    const split = days.indexOf(testFrom);
    const lastSeen = split - 1 - embargo;
    const signalsBefore = split - embargo - purge;
    if (signalsBefore <= first) {
      throw new InputError({
        what: `nothing is left to learn from before ${fold === 0 ? "the first test window" : `test window ${fold + 1}`}: ${formatCounted(purge, "session", ["is", "are"])} purged and ${embargo} embargoed`,
        at: "--purge",
        fix: "learn from a larger first part (--first-train 0.7), or search shorter holds",
      });
    }
    const next = starts[fold + 1];
    return {
      trainFrom: window === "rolling" ? steps[start - learnt]! : null,
      trainSignalsBefore: days[signalsBefore]!,
      trainTo: days[lastSeen]!,
      testFrom,
      testBefore: next === undefined ? null : steps[next]!,
    };
  });
}

function checkNumbers(folds: number, firstTrain: number, purge: number, embargo: number): void {
  const issues = [];
  if (!(Number.isInteger(folds) && folds >= 1))
    issues.push({
      what: `${folds} is no number of folds`,
      at: "--folds",
      fix: "write a whole number from 1",
    });
  if (!(firstTrain > 0 && firstTrain < 1))
    issues.push({
      what: `${firstTrain} is no share`,
      at: "--first-train",
      fix: "write a number between 0 and 1",
    });
  for (const [name, value] of [
    ["--purge", purge],
    ["--embargo", embargo],
  ] as const) {
    if (!(Number.isInteger(value) && value >= 0))
      issues.push({
        what: `${value} is no number of sessions`,
        at: name,
        fix: "write a whole number from 0",
      });
  }
  if (issues.length > 0) throw new InputError(issues);
}
