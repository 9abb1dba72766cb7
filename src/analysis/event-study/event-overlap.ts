import type { AbnormalReturns } from "./abnormal-returns.ts";
import { correlateResiduals, residualTable } from "./residual-correlation.ts";

/** The part of an event that its correlation with others depends on. */
export type CalendarEvent = Pick<
  AbnormalReturns,
  "asset" | "window" | "estimation" | "estimationSessions" | "windowSessions"
>;

/**
 * Where events lie on their common calendar, and how the events of different assets are correlated.
 *
 * Sessions are renumbered 0, 1, 2, ... without gaps, so that windows that span a weekend are runs of whole numbers.
 * Events that are the same in all but their name (two signals on one day) stand for one another as `twin`, so that the
 * pairs to visit grow with the days that have events and not with the square of the signals.
 */
export interface EventOverlap {
  /** Place of each session of each event's window. */
  readonly places: readonly Int32Array[];
  /** Places in all. */
  readonly length: number;
  /** Number of each event's asset. */
  readonly asset: Int32Array;
  readonly assets: number;
  /** Index of the first event that each event equals; its own where it is the first. */
  readonly twin: Int32Array;
  /** Pairs of first events on different assets whose windows share a session, as columns. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Correlation of their estimation residuals, NaN when it cannot be estimated. */
  readonly correlation: Float64Array;
  /**
   * Sum of the correlations of all pairs of events on different assets whose windows start 0, 1, 2, ... places apart; null
   * unless all windows have one length and no holes. Then the overlap of any days follows from the distance alone.
   */
  readonly byDistance: Float64Array | null;
}

/**
 * Places events on their calendar and correlates those on different assets whose windows share a session: the
 * correlation of their estimation residuals on common sessions. Two events on one asset need no estimate, since their
 * returns on a common day are the same returns.
 *
 * @returns null when an event carries no sessions: then overlap cannot be seen
 */
export function eventOverlap(events: readonly CalendarEvent[]): EventOverlap | null {
  if (events.some(({ windowSessions }) => windowSessions === null)) return null;
  const isOneAsset = events.every(({ asset }) => asset === events[0]!.asset);
  const calendar = calendarOf(events, !isOneAsset);
  const places = placesOf(events, calendar);
  const numbers = new Map<string, number>();
  const asset = Int32Array.from(events, (event) => {
    const number = numbers.get(event.asset) ?? numbers.size;
    numbers.set(event.asset, number);
    return number;
  });
  const twin = twinsOf(events, places);
  const multiplicity = new Int32Array(events.length);
  for (const first of twin) multiplicity[first]!++;

  const order = Int32Array.from(
    Array.from(twin.keys())
      .filter((i) => twin[i] === i && places[i]!.length > 0)
      .sort((a, b) => places[a]![0]! - places[b]![0]! || a - b),
  );
  const starts = Int32Array.from(order, (i) => places[i]![0]!);
  const ends = Int32Array.from(order, (i) => places[i]!.at(-1)!);
  const owners = Int32Array.from(order, (i) => asset[i]!);
  const hasHoles = Uint8Array.from(order, (i) => (isContiguous(places[i]!) ? 0 : 1));
  const table = isOneAsset
    ? null
    : residualTable(
        Array.from(order, (i) => events[i]!.estimation),
        Array.from(order, (i) => events[i]!.estimationSessions),
        calendar.placeOf,
      );
  const pairs = new PairList();
  for (let rank = 0; table !== null && rank < order.length; rank++) {
    const last = ends[rank]!;
    const i = order[rank]!;
    for (let next = rank + 1; next < order.length && starts[next]! <= last; next++) {
      if (owners[rank] === owners[next]) continue;
      const j = order[next]!;
      if (hasHoles[rank]! + hasHoles[next]! > 0 && commonPlaces(places[i]!, places[j]!) === 0) continue;
      pairs.push(Math.min(i, j), Math.max(i, j), correlateResiduals(table, rank, next));
    }
  }
  const overlap = {
    places,
    length: calendar.length,
    asset,
    assets: numbers.size,
    twin,
    ...pairs.columns(),
  };
  return { ...overlap, byDistance: sumByDistance(overlap, multiplicity) };
}

/** Pairs of events with their correlation, in columns that grow by doubling: they are many. */
class PairList {
  #count = 0;
  #first = new Int32Array(1024);
  #second = new Int32Array(1024);
  #correlation = new Float64Array(1024);

  push(first: number, second: number, correlation: number): void {
    if (this.#count === this.#first.length) this.#grow();
    this.#first[this.#count] = first;
    this.#second[this.#count] = second;
    this.#correlation[this.#count++] = correlation;
  }

  columns(): Pick<EventOverlap, "first" | "second" | "correlation"> {
    return {
      first: this.#first.subarray(0, this.#count),
      second: this.#second.subarray(0, this.#count),
      correlation: this.#correlation.subarray(0, this.#count),
    };
  }

  #grow(): void {
    const [first, second, correlation] = [this.#first, this.#second, this.#correlation];
    this.#first = new Int32Array(2 * first.length);
    this.#second = new Int32Array(2 * first.length);
    this.#correlation = new Float64Array(2 * first.length);
    this.#first.set(first);
    this.#second.set(second);
    this.#correlation.set(correlation);
  }
}

/** Sessions in order of time. */
interface Calendar {
  readonly length: number;
  /** The place of a session that the calendar has. */
  readonly placeOf: (session: number) => number;
}

/** A table by session is the quick way, as long as the sessions lie this close together. */
const LARGEST_TABLE = 4_000_000;

/** All sessions that any window has; those of estimation windows only where they are compared. */
function calendarOf(events: readonly CalendarEvent[], withEstimation: boolean): Calendar {
  const lists = events.flatMap(({ windowSessions, estimationSessions }) =>
    withEstimation && estimationSessions !== null ? [windowSessions!, estimationSessions] : [windowSessions!],
  );
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const list of lists) {
    if (list.length === 0) continue;
    low = Math.min(low, list[0]!);
    high = Math.max(high, list[list.length - 1]!);
  }
  if (!(high - low < LARGEST_TABLE)) return sparseCalendar(lists);
  const table = new Int32Array(high - low + 1);
  for (const list of lists) for (let t = 0; t < list.length; t++) table[list[t]! - low] = 1;
  let length = 0;
  for (let at = 0; at < table.length; at++) if (table[at] === 1) table[at] = length++;
  return { length, placeOf: (session) => table[session - low]! };
}

function sparseCalendar(lists: readonly Int32Array[]): Calendar {
  const sorted = Int32Array.from(new Set(lists.flatMap((list) => Array.from(list)))).sort();
  const places = new Map(Array.from(sorted, (session, place) => [session, place]));
  return { length: sorted.length, placeOf: (session) => places.get(session)! };
}

/** The places of each event's window: views of one array. */
function placesOf(events: readonly CalendarEvent[], { placeOf }: Calendar): Int32Array[] {
  const all = new Int32Array(events.reduce((total, { windowSessions }) => total + windowSessions!.length, 0));
  let end = 0;
  return events.map(({ windowSessions }) => {
    const start = end;
    for (let t = 0; t < windowSessions!.length; t++) all[end++] = placeOf(windowSessions![t]!);
    return all.subarray(start, end);
  });
}

function twinsOf(events: readonly CalendarEvent[], places: readonly Int32Array[]): Int32Array {
  const seen = new Map<string, number[]>();
  return Int32Array.from(events, (event, i) => {
    const key = `${places[i]![0]} ${event.asset}`;
    const others = seen.get(key);
    if (others === undefined) {
      seen.set(key, [i]);
      return i;
    }
    const same = others.find((j) => isTwin(events[j]!, event));
    if (same === undefined) others.push(i);
    return same ?? i;
  });
}

function isTwin(a: CalendarEvent, b: CalendarEvent): boolean {
  return (
    isEqual(a.windowSessions, b.windowSessions) &&
    isEqual(a.estimationSessions, b.estimationSessions) &&
    isEqual(a.estimation, b.estimation)
  );
}

/** Equal value by value, a missing one equal to a missing one. */
function isEqual(a: ArrayLike<number> | null, b: ArrayLike<number> | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.length !== b.length) return false;
  for (let t = 0; t < a.length; t++) if (!Object.is(a[t], b[t])) return false;
  return true;
}

function sumByDistance(overlap: Omit<EventOverlap, "byDistance">, multiplicity: Int32Array) {
  const { places, first, second, correlation } = overlap;
  const length = places[0]?.length ?? 0;
  if (!places.every((own) => own.length === length && isContiguous(own))) return null;
  const sums = new Float64Array(length);
  for (let pair = 0; pair < first.length; pair++) {
    const i = first[pair]!;
    const j = second[pair]!;
    const distance = Math.abs(places[i]![0]! - places[j]![0]!);
    sums[distance]! += correlation[pair]! * multiplicity[i]! * multiplicity[j]!;
  }
  return sums;
}

/** Number of places that two ascending lists share. */
export function commonPlaces(a: Int32Array, b: Int32Array): number {
  if (isContiguous(a) && isContiguous(b)) {
    return Math.max(0, Math.min(a[a.length - 1]!, b[b.length - 1]!) - Math.max(a[0]!, b[0]!) + 1);
  }
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]! < b[j]!) i++;
    else if (a[i]! > b[j]!) j++;
    else {
      count++;
      i++;
      j++;
    }
  }
  return count;
}

function isContiguous(places: Int32Array): boolean {
  return places.length > 0 && places[places.length - 1]! - places[0]! === places.length - 1;
}
