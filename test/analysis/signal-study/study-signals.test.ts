import { describe, expect, it } from "vitest";
import type { SignalStudy, StudyInput } from "../../../src/analysis/signal-study/signal-study.ts";
import {
  DEFAULT_STUDY,
  type OtherClock,
  refusedSettings,
  type StudySettings,
} from "../../../src/analysis/signal-study/study-settings.ts";
import { studySignals } from "../../../src/analysis/signal-study/study-signals.ts";
import { InputError } from "../../../src/errors.ts";
import type { PriceSeries } from "../../../src/market/price-series.ts";
import type { PolicySignal } from "../../../src/signals/policy-signal.ts";
import { formatCalendarDay } from "../../../src/time/calendar-day.ts";
import { randomSeries } from "../../engine/kernel/random-simulation.ts";
import { signalOn } from "../../signals/a-signal.ts";

const BARS = 900;
/** Bars whose own session is day 0; the signal was published after the close of the one before. */
const ZEROS = [200, 260, 263, 330, 400, 470, 530, 600, 660, 740, 800];

function market(seed: number, effect = 0): PriceSeries {
  const series = randomSeries({
    seed,
    bars: BARS,
    volatility: 0.012,
    type: "index",
    lot: null,
    holes: false,
  });
  const factor = new Float64Array(BARS).fill(1);
  for (const zero of ZEROS) for (let t = zero; t < BARS; t++) factor[t] = factor[t]! * (1 + effect);
  return {
    ...series,
    instrument: { ...series.instrument, symbol: seed === 1 ? "A" : `B${seed}` },
    bars: { ...series.bars, close: series.bars.close.map((price, t) => price * factor[t]!) },
  };
}

function signalsFor(series: PriceSeries): PolicySignal[] {
  return ZEROS.map((zero, index) =>
    signalOn(formatCalendarDay(series.bars.days[zero - 1]!), `s${index}`, {
      kind: index % 2 === 0 ? "politburo" : "monetary-easing",
      familyComplete: index % 3 !== 0,
      actors: ["Politburo"],
      ...(index === 1 && {
        publishedAt: {
          date: formatCalendarDay(series.bars.days[zero - 1]!),
          time: null,
          session: "unknown",
          basis: "unknown",
        },
      }),
    }),
  );
}

function inputOf(
  series: PriceSeries,
  settings: Partial<StudySettings> = {},
  benchmark: PriceSeries | null = null,
): StudyInput {
  const signals = signalsFor(series);
  return {
    signals,
    series: [series],
    pairs: signals.map((_, signal) => ({ signal, series: 0 })),
    benchmark,
    settings: { ...DEFAULT_STUDY, model: "mean-adjusted", ...settings },
  };
}

function studyOf(input: StudyInput): SignalStudy {
  const study = studySignals(input);
  if (!("events" in study)) throw new Error(study.refused[0]?.reason);
  return study;
}

describe("studySignals", () => {
  it("finds day 0 as the first session whose close is at or after the signal is known", () => {
    const study = studyOf(inputOf(market(1)));
    expect(study.events.map(({ dayZero }) => dayZero)).toEqual(ZEROS);
  });

  it("recovers a planted jump on day 0 within its interval, and finds nothing without it", () => {
    const ranges = [{ first: 0, last: 0 }];
    const found = studyOf(inputOf(market(1, 0.05), { ranges })).ranges[0]!;
    expect(found.interval!.low).toBeLessThan(0.05);
    expect(found.interval!.high).toBeGreaterThan(0.05);
    expect(found.calendarShift!.p).toBeLessThan(0.01);
    const none = studyOf(inputOf(market(1), { ranges })).ranges[0]!;
    expect(none.calendarShift!.p).toBeGreaterThan(0.05);
    expect(found.average! - none.average!).toBeCloseTo(0.05, 2);
  });

  it("counts bursts, and refuses a p-value below 8", () => {
    const whole = studyOf(inputOf(market(1))).ranges[0]!;
    // 260 and 263 share sessions within ten days of day 0.
    expect([whole.events, whole.bursts]).toEqual([11, 10]);
    const few = inputOf(market(1));
    const study = studyOf({ ...few, pairs: few.pairs.slice(0, 5) });
    expect(study.ranges[0]!.calendarShift).toBeNull();
    expect(study.ranges[0]!.calendarShiftReason).toContain("4 bursts");
  });

  it("is not moved by a row outside its windows, nor by the scale of prices", () => {
    const plain = studyOf(inputOf(market(1)));
    const poisoned = market(1);
    poisoned.bars.close[30] = 1e9;
    expect(studyOf(inputOf(poisoned)).ranges).toEqual(plain.ranges);
    const series = market(1);
    const scaled = {
      ...series,
      bars: { ...series.bars, close: series.bars.close.map((price) => price * 4) },
    };
    expect(studyOf(inputOf(scaled)).ranges[0]!.average).toBe(plain.ranges[0]!.average);
  });

  it("names every signal that makes no event", () => {
    const study = studyOf(inputOf(market(1), { estimation: { first: -250, last: -11 } }));
    expect(study.refused.map(({ signal, reason }) => [signal, reason])).toEqual([
      [0, "only 200 sessions precede it in the prices"],
    ]);
    const late = inputOf(market(1), { window: { first: -10, last: 150 } });
    expect(studyOf(late).refused.map(({ signal }) => signal)).toEqual([10]);
  });

  it("cuts the sessions of other signals out of the estimation on request", () => {
    const input = inputOf(market(1), { cutsOtherSignals: true });
    const cut = studyOf(input);
    const uncut = studyOf(inputOf(market(1)));
    expect(cut.ranges[0]!.average).not.toBe(uncut.ranges[0]!.average);
    // With an estimation of 40 sessions of which 21 lie in another's window, fewer than 30 are left.
    const short = studyOf({
      ...input,
      settings: { ...input.settings, estimation: { first: -80, last: -41 }, minimumObservations: 30 },
    });
    expect(short.refused.map(({ reason }) => reason)[0]).toMatch(
      /complete estimation days, 30 are asked for/,
    );
  });

  it("keeps apart the events whose time no source backs", () => {
    const study = studyOf(inputOf(market(1)));
    expect(study.unbacked?.events).toBe(1);
    const [event] = study.events.filter(({ isTimeBacked }) => !isTimeBacked);
    expect(event?.signal).toBe(1);
  });

  it("groups events by kind, stance, year, completeness and time, and adjusts for their number", () => {
    const study = studyOf(inputOf(market(1, 0.03)));
    const kinds = study.groups.filter(({ by }) => by === "kind");
    expect(kinds.map(({ key, events }) => [key, events])).toEqual([
      ["monetary-easing", 5],
      ["politburo", 6],
    ]);
    const whole = study.groups.find(({ key }) => key === "supportive")!;
    expect(whole.events).toBe(11);
    expect(whole.p).toBe(whole.adjusted);
    for (const { p, adjusted, bursts, reason } of study.groups) {
      if (bursts < 8)
        expect([p, reason]).toEqual([null, `${bursts} burst${bursts === 1 ? "" : "s"}, and 8 are needed`]);
      else expect(adjusted!).toBeGreaterThanOrEqual(p!);
    }
  });

  it("makes no event against a benchmark on another clock unless told how, and says why", () => {
    const benchmark = market(2);
    const abroad = {
      ...benchmark,
      instrument: { ...benchmark.instrument, symbol: "SPY", exchange: "NYSE" as const },
    };
    const { refused } = studySignals(inputOf(market(1), { model: "market" }, abroad));
    expect(refused.map(({ reason }) => reason)).toEqual(
      ZEROS.map(() => expect.stringMatching(/^SPY closes 1[23]\.0 hours from A: /)),
    );
    const of = (otherClock: OtherClock, against: PriceSeries) =>
      studyOf(inputOf(market(1), { model: "market", otherClock }, against)).instruments[0];
    expect(of("mean-adjusted", abroad)).toMatchObject({
      model: "mean-adjusted",
      modelReason: expect.stringMatching(/^SPY closes 1[23]\.0 hours from A/),
    });
    expect(of("aligned", abroad)).toMatchObject({
      model: "market",
      modelReason: "SPY as of its last close before each close of A",
    });
    expect(of("refuse", benchmark)).toMatchObject({ model: "market", modelReason: null });
  });

  it("refuses settings that contradict each other", () => {
    expect(() => studyOf(inputOf(market(1), { estimation: { first: -50, last: -5 } }))).toThrow(InputError);
    expect(refusedSettings({ ...DEFAULT_STUDY, ranges: [{ first: 0, last: 99 }] })).toMatchObject({
      what: "a range lies inside the event window -10:10, its first session before its last; 0:99 does not",
      at: "range",
    });
    expect(refusedSettings({ ...DEFAULT_STUDY, estimation: { first: -11, last: -130 } })).toEqual({
      what: "the estimation window -11:-130 ends before it begins",
      at: "estimation",
      fix: "write -130:-11",
    });
    expect(refusedSettings({ ...DEFAULT_STUDY, draws: 0 })).toMatchObject({ at: "draws" });
    expect(refusedSettings(DEFAULT_STUDY)).toBeNull();
  });
});
