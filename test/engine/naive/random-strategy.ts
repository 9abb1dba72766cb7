import fc from "fast-check";
import type { PolicySignal } from "../../../src/signals/policy-signal.ts";
import type { Entry, Exit, Leg, Rule, Sizing } from "../../../src/strategy/rule.ts";
import { formatCalendarDay } from "../../../src/time/calendar-day.ts";
import { aSignal } from "../../signals/a-signal.ts";
import { FIRST_DAY } from "./random-market.ts";

/** Fields that are left out half of the time. */
function some<Fields extends Record<string, unknown>>(
  fields: {
    [Name in keyof Fields]: fc.Arbitrary<Fields[Name]>;
  },
): fc.Arbitrary<Partial<Fields>> {
  return fc.record(fields, { requiredKeys: [] }) as unknown as fc.Arbitrary<Partial<Fields>>;
}

const atOpenOrClose = fc.constantFrom("open" as const, "close" as const);

const entries: fc.Arbitrary<Entry> = some<Required<Entry>>({
  at: atOpenOrClose,
  delayMinutes: fc.constantFrom(0, 30, 600),
  delaySessions: fc.constantFrom(0, 1, 3),
  sessionsBefore: fc.constantFrom(1, 4),
  limit: fc.record({ below: fc.constantFrom(-0.01, 0.005, 0.02), sessions: fc.integer({ min: 1, max: 4 }) }),
  onlyIfGapBelow: fc.constantFrom(0.001, 0.02),
  ifBlocked: fc.constantFrom("wait" as const, "lapse" as const),
}).map(({ sessionsBefore, limit, at, ...entry }) => ({
  ...entry,
  ...(limit !== undefined ? { limit } : at !== undefined && { at }),
  // Kept rare and by itself: it goes with neither delay.
  ...(sessionsBefore === 4 && { sessionsBefore }),
  ...(sessionsBefore === 4 && { delayMinutes: undefined, delaySessions: undefined }),
})) as fc.Arbitrary<Entry>;

const atr = fc.record({ multiple: fc.constantFrom(0.5, 1, 2), period: fc.constantFrom(2, 5) });

const exits: fc.Arbitrary<Exit> = some<Required<Omit<Exit, "when">>>({
  afterSessions: fc.integer({ min: 2, max: 9 }),
  at: atOpenOrClose,
  until: fc.constantFrom("occurs", "2024-03-20", "2024-04-10"),
  stopLoss: fc.constantFrom(0.01, 0.04),
  target: fc.constantFrom(0.01, 0.05),
  trailingStop: fc.constantFrom(0.01, 0.05),
  stopAtr: atr,
  targetAtr: atr,
  onSignal: fc.constant({ status: ["leak" as const] }),
}).map(({ at, afterSessions, ...exit }) => ({
  ...exit,
  ...(afterSessions === undefined
    ? Object.keys(exit).length === 0 && { afterSessions: 5 }
    : { afterSessions }),
  ...(afterSessions !== undefined && at !== undefined && { at }),
}));

const sizings: fc.Arbitrary<Sizing> = fc.oneof(
  fc.constantFrom<Sizing>(
    { fraction: 1 },
    { fraction: 0.4 },
    { cash: 150_000 },
    { cash: 700_000 },
    { cash: 1_300_000 },
    { stance: 0.8 },
  ),
  fc.constantFrom<Sizing>(
    { volatility: 0.2, sessions: 5, cap: 0.9 },
    { kelly: 0.5, cap: 0.8, minTrades: 2 },
    { kelly: 1, cap: 0.5, minTrades: 1, start: 0.3 },
  ),
);

/** Rules on some of the symbols. */
export function randomRules(symbols: readonly string[]): fc.Arbitrary<Rule[]> {
  const leg: fc.Arbitrary<Leg> = fc.record({
    instrument: fc.constantFrom(...symbols),
    side: fc.constantFrom("long" as const, "long" as const, "short" as const),
  });
  const rule = fc
    .record({
      on: fc.constantFrom<Rule["on"]>(
        {},
        { status: ["official"] },
        { status: ["leak"] },
        { stance: { atLeast: 0 } },
      ),
      legs: fc.uniqueArray(leg, { minLength: 1, maxLength: 2, selector: (one) => one.instrument }),
      entry: entries,
      exit: exits,
      overlap: fc.constantFrom<NonNullable<Rule["overlap"]>>("ignore", "extend", "replace", "stack"),
      onOpposite: fc.constantFrom<NonNullable<Rule["onOpposite"]>>("ignore", "exit", "flip"),
      sizing: sizings,
      weighting: fc.constantFrom<NonNullable<Rule["weighting"]>>(
        "own",
        "equal",
        "stance",
        "inverse-volatility",
      ),
      maxStack: fc.constantFrom(2, 3),
    })
    .map(allowed);
  return fc.array(rule, { minLength: 1, maxLength: 3 });
}

/** Takes out what the loader refuses. */
function allowed({ maxStack, ...rule }: Rule & { maxStack: number }): Rule {
  const isBeforeTheAct = rule.entry?.sessionsBefore !== undefined;
  const weighting = isBeforeTheAct && rule.weighting === "stance" ? "own" : rule.weighting!;
  const isShared = weighting === "equal" || weighting === "inverse-volatility";
  const entry = Object.fromEntries(
    Object.entries(rule.entry ?? {}).filter(([, value]) => value !== undefined),
  );
  return {
    ...rule,
    entry: entry as Entry,
    on: isBeforeTheAct ? {} : rule.on,
    legs: isShared ? rule.legs : rule.legs.map((leg) => ({ ...leg, weight: 1 / rule.legs.length })),
    ...(isBeforeTheAct && "stance" in rule.sizing! ? { sizing: { fraction: 1 } } : { sizing: rule.sizing! }),
    weighting,
    ...(rule.overlap === "stack" && { maxStack }),
  };
}

/** Signals in the days that the prices cover, at any minute, some of them scheduled. */
export function randomSignals(calendarDays: number): fc.Arbitrary<PolicySignal[]> {
  const signal = fc.record({
    offset: fc.integer({ min: 6, max: calendarDays }),
    minute: fc.oneof(
      fc.constantFrom(0, 569, 570, 750, 900, 960, 1289, 1290, 1350),
      fc.integer({ min: 0, max: 1440 }),
    ),
    stance: fc.constantFrom(-1, -0.4, 0, 0.3, 1),
    status: fc.constantFrom("official" as const, "official" as const, "leak" as const),
    scheduled: fc.boolean(),
    later: fc.integer({ min: 0, max: 20 }),
  });
  return fc.array(signal, { minLength: 1, maxLength: 20 }).map((all) =>
    all.map(({ offset, minute, stance, status, scheduled, later }, index) => {
      const two = (value: number) => String(value).padStart(2, "0");
      return aSignal({
        // Not in the order of their dates, so that the order of the ids decides nothing else.
        id: `s${(index * 7) % 20}-${index}`,
        stance,
        status,
        scheduled,
        occursAt: formatCalendarDay(FIRST_DAY + offset + (scheduled ? later : 0)),
        publishedAt: {
          date: formatCalendarDay(FIRST_DAY + offset),
          time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
          session: "unknown",
          basis: "stamp",
        },
      });
    }),
  );
}
