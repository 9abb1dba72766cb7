import { formatCalendarDay } from "../time/calendar-day.ts";
import type { SessionCalendar } from "../time/session-calendar.ts";
import { findUntilSession, isUntilPassed, MOST_DAYS_TO_NEXT_SESSION, pricesEnd } from "./first-session.ts";
import {
  findCrossings,
  type IndexCrossing,
  type IndexCrossings,
  type IndexTrigger,
} from "./index-trigger.ts";
import type { PlanInHand, PlanInput, UnplannedSignal } from "./order-plan.ts";
import type { ResolvedRule } from "./resolve-strategy.ts";
import { legsOf, symbolOf } from "./rule-legs.ts";
import type { SkipReason } from "./skip-reason.ts";

/**
 * Orders of a rule that waits for the sentiment index: one for each leg and crossing, at the crossing's own
 * session, put down to the last signal counted by then.
 */
export function planIndexRule(
  plan: PlanInHand,
  input: PlanInput,
  ruleIndex: number,
  trigger: IndexTrigger,
): void {
  const { rules, signals, known, market, timing } = input;
  const rule = rules[ruleIndex]!;
  const legs = legsOf(rule, market);
  const basket = legs.map((leg) => leg.instrument);
  const foundOn = new Map<SessionCalendar, IndexCrossings>();
  for (const leg of legs) {
    const calendar = market.calendars[leg.instrument]!;
    let found = foundOn.get(calendar);
    if (found === undefined) {
      found = findCrossings(trigger, signals, known, timing, { calendar, decideAt: rule.entry.at });
      foundOn.set(calendar, found);
    }
    for (const crossing of found.crossings) {
      const session = crossing.session + rule.entry.delaySessions;
      const untilSession = findUntilSession(rule.exit, signals[crossing.signal]!, calendar);
      const refused = refusalOf(rule, calendar, crossing, session, untilSession);
      if (refused !== null) {
        const symbol = symbolOf(market, leg.instrument);
        plan.unplanned.push({ rule: ruleIndex, signal: crossing.signal, symbol, ...refused });
        continue;
      }
      plan.runs.push({
        legs: [leg],
        occasion: {
          rule: ruleIndex,
          signal: crossing.signal,
          basket,
          terms: rule,
          session,
          phase: rule.entry.at,
          knownAt: known[crossing.signal]!,
          untilSession,
        },
      });
    }
  }
  plan.unplanned.push(...withoutCrossing(input, ruleIndex, foundOn));
}

function refusalOf(
  rule: ResolvedRule,
  calendar: SessionCalendar,
  crossing: IndexCrossing,
  session: number,
  untilSession: number | null,
): { readonly reason: SkipReason; readonly detail: string } | null {
  const day = calendar.days[crossing.session]!;
  const before = calendar.days[crossing.session - 1]!;
  if (day - before > MOST_DAYS_TO_NEXT_SESSION) {
    const detail = `the bar before ${formatCalendarDay(day)} is ${day - before} days earlier`;
    return { reason: "not-fillable", detail };
  }
  if (session >= calendar.days.length) return pricesEnd(calendar);
  if (untilSession !== null && isUntilPassed(untilSession, session, rule.entry.at)) {
    return { reason: "until-passed", detail: `the exit day ${rule.exit.until} comes before the entry` };
  }
  return null;
}

/** Signals that no crossing on any leg's exchange is put down to. */
function withoutCrossing(
  { signals }: PlanInput,
  ruleIndex: number,
  foundOn: ReadonlyMap<SessionCalendar, IndexCrossings>,
): UnplannedSignal[] {
  const found = [...foundOn.values()];
  const crossed = new Set(found.flatMap((one) => one.crossings.map((crossing) => crossing.signal)));
  return signals.flatMap((_, signal): UnplannedSignal[] => {
    if (crossed.has(signal)) return [];
    const isCounted = found.some((one) => one.counted.has(signal));
    const about = { rule: ruleIndex, signal, symbol: null };
    if (isCounted) return [{ ...about, reason: "no-crossing", detail: "the index crossed no level with it" }];
    const detail = found[0]?.uncounted.get(signal) ?? "the index does not count it";
    return [{ ...about, reason: "not-selected", detail }];
  });
}
