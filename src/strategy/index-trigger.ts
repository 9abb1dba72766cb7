import * as v from "valibot";
import { whatAndFix } from "../decode/decode-with.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import { type HalfLife, sentimentIndex } from "../signals/sentiment-index.ts";
import type { TimingPolicy } from "../signals/timing-policy.ts";
import { firstCloseAfter, firstOpenAfter, type SessionCalendar } from "../time/session-calendar.ts";
import type { Instant } from "../time/zoned-time.ts";

/**
 * Enter when the sentiment index crosses a level, instead of at each selected signal. The index is the faded sum of
 * stances of what was known before each decision (sentiment-index.ts), read at the rule's own fill opportunities on
 * the leg's exchange: just before each open, or just before each close.
 *
 * @example { index: "internet-platforms", above: 1 }
 */
export interface IndexTrigger {
  /** a target, e.g. `internet-platforms`, or `all` for every signal */
  readonly index: string;
  /** enter on the session on which the index comes to stand above this level, having stood at or below it */
  readonly above?: number;
  /** enter on the session on which the index comes to stand below this level, having stood at or above it */
  readonly below?: number;
  /** how fast a signal fades; default 10 sessions */
  readonly halfLife?: HalfLife;
}

const DEFAULT_HALF_LIFE: HalfLife = { value: 10, unit: "sessions" };

/** Schema of {@link IndexTrigger}. */
export const indexTriggerSchema = v.pipe(
  v.strictObject({
    index: v.pipe(v.string(), v.nonEmpty(), v.description(`a target such as "internet-platforms", or "all"`)),
    above: v.exactOptional(v.pipe(v.number(), v.finite())),
    below: v.exactOptional(v.pipe(v.number(), v.finite())),
    halfLife: v.exactOptional(
      v.strictObject({
        value: v.pipe(v.number(), v.finite(), v.gtValue(0)),
        unit: v.picklist(["sessions", "days"]),
      }),
    ),
  }),
  v.check(
    ({ above, below }) => (above === undefined) !== (below === undefined),
    whatAndFix("an index rule waits for one crossing", "give either above or below"),
  ),
  v.description("a level that the sentiment index has to cross"),
) satisfies v.GenericSchema<unknown, IndexTrigger>;

/** Whether an entry or exit waits for an index, not for signals. */
export function isIndexTrigger(trigger: object): trigger is IndexTrigger {
  return "index" in trigger;
}

/** One crossing: the session at whose decision the index stood beyond the level for the first time. */
export interface IndexCrossing {
  readonly session: number;
  /** index into the signals: the last one counted by then, to which the crossing is put down */
  readonly signal: number;
}

/** Where an index crosses, and what it counts. */
export interface IndexCrossings {
  /** oldest first */
  readonly crossings: readonly IndexCrossing[];
  /** indices of the signals that the index counts */
  readonly counted: ReadonlySet<number>;
  /** why the others are not counted, by index */
  readonly uncounted: ReadonlyMap<number, string>;
}

/**
 * The crossings of an index on one exchange. A crossing is known at its session's decision, from signals known
 * strictly before it, so that an order may fill there.
 *
 * @param known when each signal is known under `timing`
 * @param leg the exchange's sessions, and the fill opportunity of each at which the index is read
 */
export function findCrossings(
  trigger: IndexTrigger,
  signals: readonly PolicySignal[],
  known: readonly Instant[],
  timing: TimingPolicy,
  { calendar, decideAt }: { readonly calendar: SessionCalendar; readonly decideAt: "open" | "close" },
): IndexCrossings {
  const halfLife = trigger.halfLife ?? DEFAULT_HALF_LIFE;
  // Drafts have been left out of the run's signals already, unless it asked for them.
  const index = sentimentIndex(signals, calendar, { halfLife, decideAt, timing, drafts: true });
  const levels = trigger.index === "all" ? index.overall : index.byTarget.get(trigger.index);
  const reasons = new Map(index.uncounted.map((one) => [one.id, one.reason]));
  const firstAfter = decideAt === "open" ? firstOpenAfter : firstCloseAfter;
  const uncounted = new Map<number, string>();
  const arrivals: { readonly signal: number; readonly session: number }[] = [];
  for (const [signal, { id, targets }] of signals.entries()) {
    const isOther = trigger.index !== "all" && !targets.includes(trigger.index);
    const reason = isOther ? `its targets are not ${trigger.index}` : reasons.get(id);
    if (reason !== undefined) uncounted.set(signal, reason);
    else arrivals.push({ signal, session: firstAfter(calendar, known[signal]!) });
  }
  arrivals.sort(
    (a, b) =>
      a.session - b.session ||
      known[a.signal]! - known[b.signal]! ||
      (signals[a.signal]!.id < signals[b.signal]!.id ? -1 : 1),
  );
  return {
    crossings: levels === undefined ? [] : crossingsOf(trigger, levels, arrivals),
    counted: new Set(arrivals.map((one) => one.signal)),
    uncounted,
  };
}

function crossingsOf(
  trigger: IndexTrigger,
  levels: Float64Array,
  arrivals: readonly { readonly signal: number; readonly session: number }[],
): IndexCrossing[] {
  const direction = trigger.above !== undefined ? 1 : -1;
  const level = (trigger.above ?? trigger.below)!;
  const crossings: IndexCrossing[] = [];
  let arrived = 0;
  // The first session crosses nothing: where the index stood before it, the prices cannot tell.
  for (let session = 1; session < levels.length; session++) {
    while (arrived < arrivals.length && (arrivals[arrived] as IndexCrossing).session <= session) arrived++;
    const isBeyond = direction * (levels[session]! - level) > 0;
    const wasBeyond = direction * (levels[session - 1]! - level) > 0;
    const last = arrivals[arrived - 1];
    if (isBeyond && !wasBeyond && last !== undefined) crossings.push({ session, signal: last.signal });
  }
  return crossings;
}
