import type { OrderOutcome, Simulation } from "../engine/simulation.ts";
import { isReviewed } from "../signals/catalogue.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import { PUBLICATION_ZONE } from "../signals/timing-policy.ts";
import type { UnplannedSignal } from "../strategy/plan-orders.ts";
import { ON_SESSION } from "../strategy/resolve-strategy.ts";
import { formatCalendarDay } from "../time/calendar-day.ts";
import { formatInstant } from "../time/zoned-time.ts";
import { tradeId } from "./describe-trades.ts";
import { groupBy } from "./group-by.ts";
import type { PreparedRun } from "./prepare-run.ts";
import type { ResultSignal } from "./result-schema.ts";

/**
 * What became of each signal under each rule: traded, or skipped with the reason. A signal whose legs fared
 * differently is traded if any leg was; the others' reasons stand in the detail.
 */
export function describeSignals(run: PreparedRun, simulation: Simulation): ResultSignal[] {
  const outcomes = groupBy(
    simulation.outcomes,
    (outcome) => `${outcome.order.occasion.rule}/${outcome.order.occasion.signal}`,
  );
  const unplanned = groupBy(
    [...run.plan.unplanned, ...simulation.untaken],
    (one) => `${one.rule}/${one.signal}`,
  );
  const names = run.strategy.rules.map((rule) => rule.name);
  if (run.strategy.onSession !== null) names.push(ON_SESSION);
  return names.flatMap((rule, ruleIndex) =>
    run.signals.map((signal, signalIndex) => {
      const key = `${ruleIndex}/${signalIndex}`;
      return {
        id: signal.id,
        rule,
        ...fate(run, outcomes.get(key) ?? [], unplanned.get(key) ?? []),
        knownAt: formatInstant(run.known[signalIndex]!, PUBLICATION_ZONE),
        ...facts(signal),
      };
    }),
  );
}

type Fate = Pick<ResultSignal, "disposition" | "reason" | "detail" | "session" | "tradeIds">;

function fate(
  run: PreparedRun,
  outcomes: readonly OrderOutcome[],
  unplanned: readonly UnplannedSignal[],
): Fate {
  const filled = outcomes.filter((outcome) => "trade" in outcome);
  const skips = [
    ...outcomes
      .filter((outcome) => "reason" in outcome)
      .map((one) => ({ ...one, symbol: symbolOf(run, one) })),
    ...unplanned,
  ];
  const many = outcomes.length + unplanned.length > 1;
  const details = skips.map((skip) =>
    many && skip.symbol !== null ? `${skip.symbol}: ${skip.detail}` : skip.detail,
  );
  const detail = details.length === 0 ? null : details.join("; ");
  const session = firstSession(run, outcomes);
  if (filled.length === 0)
    return { disposition: "skipped", reason: skips[0]?.reason ?? null, detail, session, tradeIds: [] };
  return {
    disposition: "traded",
    reason: filled.every((one) => one.extended) ? "extended" : null,
    detail,
    session,
    tradeIds: [...new Set(filled.map((one) => tradeId(one.trade)))],
  };
}

function symbolOf(run: PreparedRun, outcome: OrderOutcome): string | null {
  return run.market.series[outcome.order.leg.instrument]?.instrument.symbol ?? null;
}

function firstSession(run: PreparedRun, outcomes: readonly OrderOutcome[]): string | null {
  // An order that onSession placed for after the prices has no session.
  const days = outcomes.flatMap(({ order }) => {
    const calendar = run.market.calendars[order.leg.instrument]!;
    return calendar.days[order.occasion.session] ?? [];
  });
  return days.length === 0 ? null : formatCalendarDay(Math.min(...days));
}

/** What a reader of the result needs to know of the signal itself. */
function facts(signal: PolicySignal): Omit<ResultSignal, keyof Fate | "id" | "rule" | "knownAt"> {
  return {
    title: signal.title,
    kind: signal.kind,
    status: signal.status,
    stance: signal.stance,
    occursAt: signal.occursAt,
    publishedAt: { ...signal.publishedAt },
    family: signal.family,
    familyComplete: signal.familyComplete,
    reviewed: isReviewed(signal),
    sources: [...signal.sources],
  };
}
