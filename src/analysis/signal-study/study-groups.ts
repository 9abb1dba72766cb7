import { formatCounted } from "../../decode/format-count.ts";
import type { PolicySignal } from "../../signals/policy-signal.ts";
import { mean } from "../../statistics/moments.ts";
import { benjaminiYekutieli } from "../../statistics/multiple-testing.ts";
import { median } from "../../statistics/quantile.ts";
import { burstLabels } from "../event-study/burst-labels.ts";
import type { RelativeSessions } from "../event-study/relative-sessions.ts";
import { FEWEST_BURSTS } from "../significance/bursts.ts";
import { type AbnormalLine, calendarShiftOfEvents } from "./calendar-shift-of-events.ts";
import type { SignalEvent } from "./signal-events.ts";
import type { StudySettings } from "./study-settings.ts";

/** What events are grouped by. An event of three actors counts under each of them. */
export const GROUPINGS = ["kind", "actor", "stance", "year", "completeness", "time"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Mean of one group over the headline range. */
export interface StudyGroup {
  readonly by: Grouping;
  readonly key: string;
  readonly events: number;
  readonly bursts: number;
  readonly average: number;
  readonly median: number;
  /** share of events above 0 */
  readonly positive: number;
  /** calendar-shift, two-sided; null with the reason for too few bursts */
  readonly p: number | null;
  /** Benjamini-Yekutieli over the groups of the same grouping that have a p-value */
  readonly adjusted: number | null;
  readonly reason: string | null;
}

/** An event with its cumulated abnormal return over the headline range. */
export interface CumulatedEvent extends SignalEvent {
  readonly cumulative: number;
}

/** Fewer events than this make no group of their own; their number is what is missing to the whole. */
const FEWEST_EVENTS: Readonly<Record<Grouping, number>> = {
  kind: 1,
  actor: 3,
  stance: 1,
  year: 1,
  completeness: 1,
  time: 1,
};

/** The groups of a study, by grouping and key. */
export function studyGroups(
  events: readonly CumulatedEvent[],
  signals: readonly PolicySignal[],
  line: AbnormalLine,
  range: RelativeSessions,
  settings: StudySettings,
): StudyGroup[] {
  return GROUPINGS.flatMap((by) => {
    const groups = new Map<string, CumulatedEvent[]>();
    for (const event of events) {
      for (const key of keysOf(by, signals[event.signal]!)) {
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [event]);
        else group.push(event);
      }
    }
    const measured = [...groups]
      .filter(([, members]) => members.length >= FEWEST_EVENTS[by])
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, members]) => measure(by, key, members, line, range, settings));
    return withAdjusted(measured);
  });
}

function keysOf(by: Grouping, signal: PolicySignal): readonly string[] {
  switch (by) {
    case "kind":
      return [signal.kind];
    case "actor":
      return signal.actors;
    case "stance":
      return [signal.stance > 0 ? "supportive" : signal.stance < 0 ? "restrictive" : "neutral"];
    case "year":
      return [signal.publishedAt.date.slice(0, 4)];
    case "completeness":
      return [signal.familyComplete ? "complete family" : "press-selected"];
    case "time":
      return [
        signal.publishedAt.basis === "stamp" || signal.publishedAt.basis === "wording"
          ? "time backed by a source"
          : "time not backed by a source",
      ];
  }
}

function measure(
  by: Grouping,
  key: string,
  events: readonly CumulatedEvent[],
  line: AbnormalLine,
  range: RelativeSessions,
  settings: StudySettings,
): Omit<StudyGroup, "adjusted"> {
  const values = Float64Array.from(events, ({ cumulative }) => cumulative);
  const n = values.length;
  const bursts = new Set(burstLabelsOf(events, line, range)).size;
  const test = bursts < FEWEST_BURSTS ? null : calendarShiftOfEvents(line, events, range, settings);
  return {
    by,
    key,
    events: n,
    bursts,
    average: mean(values),
    median: median(values),
    positive: values.filter((value) => value > 0).length / n,
    p: test?.p ?? null,
    reason:
      test === null
        ? `${formatCounted(bursts, "burst")}, and ${FEWEST_BURSTS} are needed`
        : "reason" in test
          ? test.reason
          : null,
  };
}

/** The burst of each event: events whose ranges share a day are of one. */
export function burstLabelsOf(
  events: readonly SignalEvent[],
  line: AbnormalLine,
  range: RelativeSessions,
): Int32Array {
  return burstLabels(
    events.map(({ series, dayZero }) => {
      const circle = line.circles[series]!;
      const place = circle.start + circle.placeOf[dayZero - circle.firstBar]!;
      return { first: place + range.first, last: place + range.last };
    }),
  );
}

function withAdjusted(groups: readonly Omit<StudyGroup, "adjusted">[]): StudyGroup[] {
  const tested = groups.filter(({ p }) => p !== null);
  const adjusted = benjaminiYekutieli(tested.map(({ p }) => p as number));
  return groups.map((group) => {
    const place = tested.indexOf(group);
    return { ...group, adjusted: place < 0 ? null : adjusted[place]! };
  });
}
