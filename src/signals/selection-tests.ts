import { InputError } from "../errors.ts";
import { parseCalendarDay, weekday } from "../time/calendar-day.ts";
import type { PolicySignal } from "./policy-signal.ts";
import { isKindWithin, type SignalKind } from "./signal-kind.ts";

/** Days of the week, in ISO order. */
export const WEEKDAY_NAMES = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
export type WeekdayName = (typeof WEEKDAY_NAMES)[number];

/** Why a signal is not selected, in words, or `null` if it is. */
export type SelectionTest = (signal: PolicySignal) => string | null;

/** The signal must be of one of the kinds, or of a kind within one. */
export function testKind(kinds: readonly SignalKind[]): SelectionTest {
  return (signal) =>
    kinds.some((kind) => isKindWithin(signal.kind, kind))
      ? null
      : `kind is ${signal.kind}, not ${kinds.join(" or ")}`;
}

/** One word of the signal must be among those wanted. */
export function testWord(
  name: string,
  wanted: readonly string[],
  read: (signal: PolicySignal) => string | undefined,
): SelectionTest {
  const set = new Set(wanted);
  return (signal) => {
    const word = read(signal);
    if (word !== undefined && set.has(word)) return null;
    return `${name} is ${word ?? "not stated"}, not ${wanted.join(" or ")}`;
  };
}

/** One of the signal's words must be among those wanted. */
export function testList(
  name: string,
  wanted: readonly string[],
  read: (signal: PolicySignal) => readonly string[],
): SelectionTest {
  const set = new Set(wanted.map((word) => word.toLowerCase()));
  return (signal) => {
    const words = read(signal);
    if (words.some((word) => set.has(word.toLowerCase()))) return null;
    return words.length === 0
      ? `no ${name} is stated, wanted ${wanted.join(" or ")}`
      : `${name} is ${words.join(", ")}, not ${wanted.join(" or ")}`;
  };
}

/** A number of the signal must lie in the range, ends included. */
export function testRange(
  name: string,
  range: { readonly atLeast?: number; readonly atMost?: number },
  read: (signal: PolicySignal) => number,
): SelectionTest {
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = range;
  return (signal) => {
    const value = read(signal);
    if (value < atLeast) return `${name} is ${value}, below ${atLeast}`;
    return value > atMost ? `${name} is ${value}, above ${atMost}` : null;
  };
}

/** Whether readings of the stance differ must be as wanted; a signal that says nothing is not mixed. */
export function testMixed(wanted: boolean): SelectionTest {
  return (signal) => {
    if ((signal.mixed ?? false) === wanted) return null;
    return wanted ? "stance is not mixed" : "stance is mixed";
  };
}

/** Whether the act was announced beforehand must be as wanted. */
export function testScheduled(wanted: boolean): SelectionTest {
  return (signal) => {
    if (signal.scheduled === wanted) return null;
    return wanted ? "act was not scheduled in public" : "act was scheduled in public";
  };
}

/** Whether every act of the family is in the catalogue must be as wanted. */
export function testCompleteness(wanted: boolean): SelectionTest {
  return (signal) => {
    if (signal.familyComplete === wanted) return null;
    const family = signal.family === null ? "no family" : `family ${signal.family}`;
    return wanted ? `${family} is not complete` : `${family} is complete`;
  };
}

/** The day of publication must lie in the span, ends included. */
export function testDates(from: string | undefined, to: string | undefined): SelectionTest {
  // Calendar days in ISO form sort as text.
  return (signal) => {
    const { date } = signal.publishedAt;
    if (from !== undefined && date < from) return `published ${date}, before ${from}`;
    return to !== undefined && date > to ? `published ${date}, after ${to}` : null;
  };
}

/** @throws InputError if the callback throws or answers neither true nor false */
export function testCallback(matches: (signal: PolicySignal) => unknown): SelectionTest {
  return (signal) => {
    const answer = askCallback(matches, signal);
    if (answer === true) return null;
    if (answer === false) return "matches() returned false";
    throw new InputError({
      what: `matches() returned ${answer === null ? "null" : typeof answer} instead of true or false`,
      at: `signal ${signal.id}`,
      fix: `return a comparison, e.g. signal.title.includes("chip")`,
    });
  };
}

function askCallback(matches: (signal: PolicySignal) => unknown, signal: PolicySignal): unknown {
  try {
    return matches(signal);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(
      {
        what: `matches() threw: ${error instanceof Error ? error.message : String(error)}`,
        at: `signal ${signal.id}`,
        fix: "mend the callback in the strategy file",
      },
      { cause: error },
    );
  }
}

/** Day of the week on which a signal was published, by the date that it states. */
export function weekdayOfPublication(signal: PolicySignal): WeekdayName {
  const day = parseCalendarDay(signal.publishedAt.date)!;
  return WEEKDAY_NAMES[weekday(day) - 1]!;
}
