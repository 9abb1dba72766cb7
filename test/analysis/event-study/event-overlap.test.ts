import { describe, expect, it } from "vitest";
import type { AbnormalReturns, DayRange } from "../../../src/analysis/event-study/abnormal-returns.ts";
import { overlapCorrelation } from "../../../src/analysis/event-study/cross-correlation.ts";
import { eventOverlap } from "../../../src/analysis/event-study/event-overlap.ts";
import { pearsonCorrelation } from "../../../src/statistics/correlation.ts";
import { SeededRandom } from "../../../src/statistics/seeded-random.ts";
import { expectRelative } from "../../expect-relative.ts";
import { handMade } from "./golden-events.ts";

/** Events on three assets over 80 sessions of a calendar with gaps, some twice, some with missing estimation days. */
function randomEvents(count: number, random: SeededRandom, holes: boolean): AbnormalReturns[] {
  const calendar = Int32Array.from({ length: 80 }, (_, t) => 1000 + t + 2 * Math.floor(t / 5));
  const returns = ["A", "B", "C"].map(() => Array.from(calendar, () => random.normal()));
  return Array.from({ length: count }, () => {
    const asset = random.integer(3);
    const start = 20 + random.integer(50);
    const estimation = returns[asset]!.slice(start - 20, start);
    if (random.integer(3) === 0) estimation[random.integer(20)] = Number.NaN;
    const days = Array.from({ length: 6 }, (_, t) => start + t).filter(
      (_, t) => !(holes && t === 2 && asset === 1),
    );
    return handMade(estimation, new Array<number>(days.length).fill(0), {
      asset: "ABC"[asset]!,
      windowSessions: Int32Array.from(days, (t) => calendar[t]!),
      estimationSessions: calendar.slice(start - 20, start),
    });
  });
}

/** The definition, pair by pair. */
function byDefinition(events: readonly AbnormalReturns[], range?: DayRange): number {
  const daysOf = ({ windowSessions }: AbnormalReturns) =>
    Array.from(range === undefined ? windowSessions! : windowSessions!.subarray(range.first, range.last + 1));
  let total = 0;
  for (const [i, a] of events.entries()) {
    for (const b of events.slice(i + 1)) {
      const [own, other] = [daysOf(a), daysOf(b)];
      const shared = own.filter((day) => other.includes(day)).length;
      if (shared === 0) continue;
      const pairs = Array.from(a.estimationSessions!).flatMap((day, t) => {
        const place = b.estimationSessions!.indexOf(day);
        const both = place < 0 ? Number.NaN : a.estimation[t]! + b.estimation[place]!;
        return Number.isNaN(both) ? [] : [[a.estimation[t]!, b.estimation[place]!] as const];
      });
      const r =
        a.asset === b.asset
          ? 1
          : pearsonCorrelation(
              pairs.map(([x]) => x),
              pairs.map(([, y]) => y),
            );
      total += (r * shared) / Math.sqrt(own.length * other.length);
    }
  }
  return total / ((events.length * (events.length - 1)) / 2);
}

describe("the overlap of events", () => {
  it.each([
    ["windows of one length", false],
    ["windows with holes and of different length", true],
  ])("gives what the definition gives, pair by pair: %s", (_, holes) => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = new SeededRandom(seed);
      const events = randomEvents(12, random, holes);
      // Two signals on one day.
      events.push(events[0]!, { ...events[3]! }, events[0]!);
      expectRelative(overlapCorrelation(events).value, byDefinition(events), 1e-11);
      const range = { first: 1, last: 3 };
      expectRelative(overlapCorrelation(events, range).value, byDefinition(events, range), 1e-11);
      const used = [0, 2, 3, 5, 8, 12, 14];
      expectRelative(
        overlapCorrelation(events, range, eventOverlap(events), used).value,
        byDefinition(
          used.map((i) => events[i]!),
          range,
        ),
        1e-11,
      );
    }
  });

  it("visits as many pairs as days have events, however many signals there are", () => {
    const random = new SeededRandom(5);
    const few = randomEvents(40, random, false);
    const many = Array.from({ length: 2000 }, (_, i) => few[i % few.length]!);
    expect(eventOverlap(many)!.first.length).toBe(eventOverlap(few)!.first.length);
  });

  it("takes sessions that lie far apart, as instants do", () => {
    const apart = (event: AbnormalReturns) => ({
      ...event,
      windowSessions: event.windowSessions!.map((day) => day * 86_400),
      estimationSessions: event.estimationSessions!.map((day) => day * 86_400),
    });
    const events = randomEvents(12, new SeededRandom(3), false);
    expectRelative(overlapCorrelation(events.map(apart)).value, overlapCorrelation(events).value!);
  });

  it("cannot be seen without sessions", () => {
    expect(eventOverlap([handMade([1, 2], [1])])).toBeNull();
  });
});
