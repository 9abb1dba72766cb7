import * as v from "valibot";
import { whatAndFix } from "../decode/decode-with.ts";
import { formatCounted } from "../decode/format-count.ts";
import { countBelow } from "../statistics/ranks.ts";
import { MILLISECONDS_PER_DAY } from "../time/calendar-day.ts";
import type { Instant } from "../time/zoned-time.ts";
import { withKnownTies } from "./known-ties.ts";
import {
  type PolicySignal,
  SIGNAL_PHASES,
  SIGNAL_RELATIONS,
  SIGNAL_STATUSES,
  type SignalPhase,
  type SignalRelation,
  type SignalStatus,
} from "./policy-signal.ts";
import {
  type SelectionTest,
  testCallback,
  testCompleteness,
  testDates,
  testKind,
  testList,
  testMixed,
  testRange,
  testScheduled,
  testWord,
  WEEKDAY_NAMES,
  type WeekdayName,
  weekdayOfPublication,
} from "./selection-tests.ts";
import { SIGNAL_KINDS, type SignalKind } from "./signal-kind.ts";
import { calendarDayText } from "./time-fields.ts";

/**
 * Which signals a rule or a command is about. Every field narrows the choice; a field left out does not. Within a
 * list one match is enough.
 *
 * @example { kinds: ["leadership-meeting"], stance: { atLeast: 0.4 }, status: ["official"] }
 */
export interface SignalSelection {
  /** kinds of the tree; a parent selects its children */
  readonly kinds?: readonly SignalKind[];
  /** names as in the catalogue, e.g. `Xi Jinping`; letter case does not matter */
  readonly actors?: readonly string[];
  /** sectors, e.g. `internet-platforms` */
  readonly targets?: readonly string[];
  /** tickers that the act names, e.g. `9988.HK` */
  readonly symbols?: readonly string[];
  /** bounds on the stance, both included, -1..+1 */
  readonly stance?: { readonly atLeast?: number; readonly atMost?: number };
  /** whether both directions carry weight in the text */
  readonly mixed?: boolean;
  readonly status?: readonly SignalStatus[];
  /** a signal that states no phase matches none */
  readonly phases?: readonly SignalPhase[];
  readonly scheduled?: boolean;
  /** `true`: only families of which every member is in the catalogue; `false`: only the others */
  readonly completeFamilies?: boolean;
  /** inclusion rules, e.g. `P1` */
  readonly families?: readonly string[];
  /** share of the act that was new; a signal that does not say counts as 1 */
  readonly novelty?: { readonly atLeast: number };
  /** how sure the reading is; a signal that does not say counts as 1 */
  readonly confidence?: { readonly atLeast: number };
  /**
   * how the signal is tied to another one. A tie counts only to a signal known no later than this one: no leak is
   * chosen for having proved right
   */
  readonly relations?: readonly SignalRelation[];
  /** day of the week of publication, in Shanghai */
  readonly weekdays?: readonly WeekdayName[];
  readonly ids?: readonly string[];
  /** first day of publication, `YYYY-MM-DD`, included */
  readonly from?: string;
  /** last day of publication, `YYYY-MM-DD`, included */
  readonly to?: string;
  /**
   * how many signals of this very selection were known in the `days` x 24 hours that end when this one is known,
   * itself included: `{ days: 10, atMost: 1 }` takes only the first of a burst, `{ days: 30, atLeast: 3 }` only
   * where several come together. Signals known at the same instant count in the order of their ids
   */
  readonly countWithin?: { readonly days: number; readonly atLeast?: number; readonly atMost?: number };
  /**
   * for what the fields above cannot say: asked of each signal that they select. It sees the signal alone, neither
   * prices nor other signals
   */
  readonly matches?: (signal: PolicySignal) => boolean;
}

// An empty list would select nothing: surely a slip.
const listOf = <const Item extends v.GenericSchema>(item: Item) =>
  v.pipe(
    v.array(item),
    v.minLength(1, whatAndFix("the list is empty", "name at least one, or leave the field out")),
  );

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const stance = v.pipe(v.number(), v.minValue(-1), v.maxValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const isOrdered = (range: { atLeast?: number; atMost?: number }) =>
  range.atLeast === undefined || range.atMost === undefined || range.atLeast <= range.atMost;
const isBounded = (range: { atLeast?: number; atMost?: number }) =>
  range.atLeast !== undefined || range.atMost !== undefined;
const NOT_BOUNDED = whatAndFix("neither atLeast nor atMost, so nothing is narrowed", "give one, or both");
const NOT_ORDERED = whatAndFix("atLeast is more than atMost, so nothing is selected", "swap the two");

const isFunction = (value: unknown) => typeof value === "function";
const NOT_A_FUNCTION = whatAndFix("matches is not a function", "write (signal) => true or false");

/** Schema of a {@link SignalSelection}, strict: a misspelt field is an issue. */
export const signalSelectionSchema = v.pipe(
  v.strictObject({
    kinds: v.exactOptional(listOf(v.picklist(SIGNAL_KINDS))),
    actors: v.exactOptional(listOf(v.string())),
    targets: v.exactOptional(listOf(v.string())),
    symbols: v.exactOptional(listOf(v.string())),
    stance: v.exactOptional(
      v.pipe(
        v.strictObject({ atLeast: v.exactOptional(stance), atMost: v.exactOptional(stance) }),
        v.check(isOrdered, NOT_ORDERED),
        v.check(isBounded, NOT_BOUNDED),
      ),
    ),
    mixed: v.exactOptional(v.boolean()),
    status: v.exactOptional(listOf(v.picklist(SIGNAL_STATUSES))),
    phases: v.exactOptional(listOf(v.picklist(SIGNAL_PHASES))),
    scheduled: v.exactOptional(v.boolean()),
    completeFamilies: v.exactOptional(v.boolean()),
    families: v.exactOptional(listOf(v.string())),
    novelty: v.exactOptional(v.strictObject({ atLeast: share })),
    confidence: v.exactOptional(v.strictObject({ atLeast: share })),
    relations: v.exactOptional(listOf(v.picklist(SIGNAL_RELATIONS))),
    weekdays: v.exactOptional(listOf(v.picklist(WEEKDAY_NAMES))),
    ids: v.exactOptional(listOf(v.string())),
    from: v.exactOptional(calendarDayText),
    to: v.exactOptional(calendarDayText),
    countWithin: v.exactOptional(
      v.pipe(
        v.strictObject({
          days: v.pipe(v.number(), v.gtValue(0)),
          atLeast: v.exactOptional(count),
          atMost: v.exactOptional(count),
        }),
        v.check((window) => isOrdered(window), NOT_ORDERED),
        v.check((window) => isBounded(window), NOT_BOUNDED),
      ),
    ),
    matches: v.exactOptional(v.custom<(signal: PolicySignal) => boolean>(isFunction, NOT_A_FUNCTION)),
  }),
  v.check(
    (selection) =>
      selection.from === undefined || selection.to === undefined || selection.from <= selection.to,
    whatAndFix("from is later than to, so nothing is selected", "swap the two"),
  ),
  v.description("which signals: kinds, actors, targets, stance, status and more"),
) satisfies v.GenericSchema<unknown, SignalSelection>;

/** What a selection must know besides the signal itself; only `countWithin` and `relations` ask for it. */
export interface SelectionContext {
  /** all signals of the run, in any order */
  readonly signals: readonly PolicySignal[];
  /** when each is known under the timing policy of the run */
  readonly knownAt: (signal: PolicySignal) => Instant;
}

/**
 * A test of the selection for many signals: what can be worked out once is.
 *
 * The count of `countWithin` looks back only, so a signal known later never changes the answer for an earlier one.
 */
export function compileSelection(selection: SignalSelection, context: SelectionContext): SelectionTest {
  const test = compileFields(selection, context);
  const window = selection.countWithin;
  if (window === undefined) return test;
  const testCount = compileCount(window, test, context);
  return (signal) => test(signal) ?? testCount(signal);
}

/** The selected signals, in the order given. */
export function selectSignals(
  signals: readonly PolicySignal[],
  selection: SignalSelection,
  knownAt: (signal: PolicySignal) => Instant,
): readonly PolicySignal[] {
  const test = compileSelection(selection, { signals, knownAt });
  return signals.filter((signal) => test(signal) === null);
}

/** Reads a signal with its ties to those known no later than it is. */
function tieReader(context: SelectionContext): (signal: PolicySignal) => PolicySignal {
  const known = new Map(context.signals.map((signal) => [signal.id, context.knownAt(signal)]));
  return (signal) => {
    const instant = context.knownAt(signal);
    return withKnownTies(signal, (id) => (known.get(id) ?? Number.POSITIVE_INFINITY) <= instant);
  };
}

function relationReader(context: SelectionContext): (signal: PolicySignal) => readonly SignalRelation[] {
  const read = tieReader(context);
  return (signal) => (read(signal).relatesTo ?? []).map((tie) => tie.relation);
}

/** Asks `matches` of a signal as it was when it became known. */
function matchesReader(
  matches: (signal: PolicySignal) => boolean,
  context: SelectionContext,
): (signal: PolicySignal) => boolean {
  const read = tieReader(context);
  return (signal) => matches(read(signal));
}

function compileCount(
  window: NonNullable<SignalSelection["countWithin"]>,
  test: SelectionTest,
  context: SelectionContext,
): SelectionTest {
  const selected = context.signals
    .filter((signal) => test(signal) === null)
    .map((signal) => ({ id: signal.id, instant: context.knownAt(signal) }))
    .sort((a, b) => a.instant - b.instant || (a.id < b.id ? -1 : 1));
  const instants = Float64Array.from(selected, (signal) => signal.instant);
  const rankById = new Map(selected.map((signal, index) => [signal.id, index + 1]));
  return (signal) => {
    const instant = context.knownAt(signal);
    const known = rankById.get(signal.id) ?? countBelow(instants, instant, true);
    const count = known - countBelow(instants, instant - window.days * MILLISECONDS_PER_DAY, true);
    const within = `${formatCounted(count, "such signal")} within ${formatCounted(window.days, "day")}`;
    if (window.atLeast !== undefined && count < window.atLeast)
      return `${within}, fewer than ${window.atLeast}`;
    return window.atMost !== undefined && count > window.atMost
      ? `${within}, more than ${window.atMost}`
      : null;
  };
}

/** A test of all fields but the count, in the order in which they are explained. */
function compileFields(selection: SignalSelection, context: SelectionContext): SelectionTest {
  const tests = [
    selection.kinds && testKind(selection.kinds),
    selection.status && testWord("status", selection.status, (signal) => signal.status),
    selection.phases && testWord("phase", selection.phases, (signal) => signal.phase),
    selection.stance && testRange("stance", selection.stance, (signal) => signal.stance),
    selection.mixed !== undefined && testMixed(selection.mixed),
    selection.actors && testList("actor", selection.actors, (signal) => signal.actors),
    selection.targets && testList("target", selection.targets, (signal) => signal.targets),
    selection.symbols && testList("symbol", selection.symbols, (signal) => signal.symbols),
    selection.scheduled !== undefined && testScheduled(selection.scheduled),
    selection.completeFamilies !== undefined && testCompleteness(selection.completeFamilies),
    selection.families && testWord("family", selection.families, (signal) => signal.family ?? undefined),
    selection.novelty && testRange("novelty", selection.novelty, (signal) => signal.novelty ?? 1),
    selection.confidence && testRange("confidence", selection.confidence, (signal) => signal.confidence ?? 1),
    selection.relations && testList("relation", selection.relations, relationReader(context)),
    selection.weekdays && testWord("weekday", selection.weekdays, weekdayOfPublication),
    selection.ids && testWord("id", selection.ids, (signal) => signal.id),
    (selection.from !== undefined || selection.to !== undefined) && testDates(selection.from, selection.to),
    // Last, so that the callback is asked only of signals that all else selects.
    selection.matches && testCallback(matchesReader(selection.matches, context)),
  ].filter((test) => typeof test === "function");
  return (signal) => {
    for (const test of tests) {
      const reason = test(signal);
      if (reason !== null) return reason;
    }
    return null;
  };
}
