import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PolicySignal } from "../../src/signals/policy-signal.ts";
import { type SentimentOptions, sentimentIndex } from "../../src/signals/sentiment-index.ts";
import { knownAt } from "../../src/signals/timing-policy.ts";
import { formatCalendarDay, isWeekend, parseCalendarDay } from "../../src/time/calendar-day.ts";
import { closeInstant, openInstant, type SessionCalendar } from "../../src/time/session-calendar.ts";
import { processorTime } from "../processor-time.ts";
import { aSignal, signalOn } from "./a-signal.ts";

/** 20 weekdays from Monday 2025-02-03. */
const START = parseCalendarDay("2025-02-03") as number;
const WEEKDAYS = Array.from({ length: 28 }, (_, i) => START + i).filter((day) => !isWeekend(day));
const on = (exchange: SessionCalendar["exchange"]): SessionCalendar => ({
  exchange,
  days: Int32Array.from(WEEKDAYS),
});
const OPTIONS: SentimentOptions = {
  halfLife: { value: 1, unit: "sessions" },
  decideAt: "open",
  timing: "safe",
};
const at = (date: string, time: string, fields: Partial<PolicySignal> = {}) =>
  aSignal({ id: `s-${date}`, publishedAt: { date, time, session: "unknown", basis: "stamp" }, ...fields });

describe("sentimentIndex", () => {
  it("counts a signal from the first decision after it is known, and halves it each half-life", () => {
    const { overall } = sentimentIndex([at("2025-02-05", "12:30")], on("HKEX"), OPTIONS);
    // Known at noon on Wednesday: Thursday's open is the first that can act on it.
    expect([...overall.slice(0, 6)]).toEqual([0, 0, 0, 1, 0.5, 0.25]);
    const closes = sentimentIndex([at("2025-02-05", "12:30")], on("HKEX"), { ...OPTIONS, decideAt: "close" });
    expect([...closes.overall.slice(0, 5)]).toEqual([0, 0, 1, 0.5, 0.25]);
  });

  it("does not count what is known at the very instant of the decision", () => {
    const atTheOpen = sentimentIndex([at("2025-02-05", "09:30")], on("HKEX"), OPTIONS);
    expect([...atTheOpen.overall.slice(0, 4)]).toEqual([0, 0, 0, 1]);
    const justBefore = sentimentIndex([at("2025-02-05", "09:29")], on("HKEX"), OPTIONS);
    expect(justBefore.overall[2]).toBe(1);
  });

  it("is honest on each exchange's own clock: an evening in Beijing is before New York's open", () => {
    const evening = [at("2025-02-05", "21:00")];
    expect(sentimentIndex(evening, on("HKEX"), OPTIONS).overall[2]).toBe(0);
    expect(sentimentIndex(evening, on("NYSE"), OPTIONS).overall[2]).toBe(1);
  });

  it("moves a weekend's signal to Monday, and fades by days where asked", () => {
    const saturday = [at("2025-02-08", "12:00")];
    expect(sentimentIndex(saturday, on("HKEX"), OPTIONS).overall[5]).toBe(1);
    const byDays = sentimentIndex(saturday, on("HKEX"), { ...OPTIONS, halfLife: { value: 2, unit: "days" } });
    // Saturday 12:00 to Monday 09:30 is 45.5 hours; to Tuesday 69.5.
    expect(byDays.overall[5]).toBeCloseTo(2 ** (-45.5 / 48), 14);
    expect(byDays.overall[6]).toBeCloseTo(2 ** (-69.5 / 48), 14);
  });

  it("weighs stance by confidence and novelty, and sorts by target", () => {
    const signals = [
      at("2025-02-05", "08:00", {
        id: "a",
        stance: -1,
        confidence: 0.5,
        novelty: 0.5,
        targets: ["ai", "property"],
      }),
      at("2025-02-05", "08:00", { id: "b", stance: 0.5, targets: ["ai"] }),
    ];
    const { overall, byTarget, arrivals } = sentimentIndex(signals, on("HKEX"), OPTIONS);
    expect(overall[2]).toBe(0.25);
    expect([...byTarget.keys()]).toEqual(["ai", "property"]);
    expect(byTarget.get("ai")?.[2]).toBe(0.25);
    expect(byTarget.get("property")?.[3]).toBe(-0.125);
    expect(arrivals[2]).toBe(2);
  });

  it("leaves out drafts, and what comes too early or too late, and says so", () => {
    const signals = [
      at("2025-02-05", "08:00", { id: "draft", review: { status: "pending" } }),
      at("2025-01-31", "08:00", { id: "early" }),
      at("2025-02-28", "18:00", { id: "late" }),
    ];
    const index = sentimentIndex(signals, on("HKEX"), OPTIONS);
    expect(index.uncounted).toEqual([
      { id: "early", reason: "known before the first session, so its age is not known" },
      { id: "draft", reason: "review is pending" },
      { id: "late", reason: "known after the last decision" },
    ]);
    expect(index.overall.every((value) => value === 0)).toBe(true);
    expect(sentimentIndex(signals, on("HKEX"), { ...OPTIONS, drafts: true }).overall[2]).toBe(1);
  });

  it("equals the sum of its definition, uses nothing known after the decision, and ignores the order of signals", () => {
    const dates = fc.integer({ min: 0, max: 27 }).map((n) => formatCalendarDay(START + n));
    const times = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, "0")}:30`);
    const rows = fc.array(fc.tuple(dates, times, fc.constantFrom(-1, -0.5, 0.5, 1)), { maxLength: 15 });
    const options = fc.record({
      decideAt: fc.constantFrom("open" as const, "close" as const),
      unit: fc.constantFrom("sessions" as const, "days" as const),
      exchange: fc.constantFrom("HKEX" as const, "NYSE" as const),
    });
    fc.assert(
      fc.property(rows, options, fc.nat(19), (list, { decideAt, unit, exchange }, t) => {
        const signals = list.map(([date, time, stance], index) =>
          at(date, time, { id: `s${index}`, stance }),
        );
        const calendar = on(exchange);
        const settings: SentimentOptions = { halfLife: { value: 3, unit }, decideAt, timing: "safe" };
        const instantOf = decideAt === "open" ? openInstant : closeInstant;
        const decision = instantOf(calendar, t);
        const { overall, uncounted } = sentimentIndex(signals, calendar, settings);
        const skipped = new Set(uncounted.map((one) => one.id));

        const known = signals.filter((signal) => knownAt(signal, "safe") < decision);
        const expected = known
          .filter((signal) => !skipped.has(signal.id))
          .map((signal) => {
            const instant = knownAt(signal, "safe");
            const first = WEEKDAYS.findIndex((_, index) => instantOf(calendar, index) > instant);
            const age = unit === "sessions" ? t - first : (decision - instant) / 86_400_000;
            return signal.stance * 2 ** (-age / 3);
          });
        expect(overall[t]).toBeCloseTo(
          expected.reduce((total, one) => total + one, 0),
          12,
        );
        expect(sentimentIndex(known, calendar, settings).overall[t]).toBe(overall[t]);
        expect(sentimentIndex(signals.toReversed(), calendar, settings).overall).toEqual(overall);
      }),
    );
  });

  it("refuses a half-life that is not above 0", () => {
    const settings = { ...OPTIONS, halfLife: { value: 0, unit: "sessions" as const } };
    expect(() => sentimentIndex([], on("HKEX"), settings)).toThrow(RangeError);
  });

  it("takes work in proportion: 10,000 signals on 10,000 sessions in well under two seconds", () => {
    const calendar: SessionCalendar = {
      exchange: "HKEX",
      days: Int32Array.from({ length: 10_000 }, (_, i) => i),
    };
    const signals = Array.from({ length: 10_000 }, (_, i) => signalOn(formatCalendarDay(i), `s${i}`));
    const spent = processorTime();
    sentimentIndex(signals, calendar, OPTIONS);
    expect(spent()).toBeLessThan(4000);
  });
});
