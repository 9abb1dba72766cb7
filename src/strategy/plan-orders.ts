import type { Market } from "../market/market.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import { compileSelection, type SelectionContext } from "../signals/select-signals.ts";
import type { TimingPolicy } from "../signals/timing-policy.ts";
import type { SessionCalendar } from "../time/session-calendar.ts";
import {
  byFillOpportunity,
  byLeg,
  type EntryOccasion,
  type EntryOrder,
  type OrderLeg,
} from "./entry-order.ts";
import { firstSession, isRefused } from "./first-session.ts";
import { isIndexTrigger } from "./index-trigger.ts";
import { OrderList, type OrderRun } from "./order-list.ts";
import type { OrderPlan, PlanInHand, PlanInput, UnplannedSignal } from "./order-plan.ts";
import { planIndexRule } from "./plan-index-rule.ts";
import type { ResolvedRule } from "./resolve-strategy.ts";
import { expandLegs, legsOf, symbolOf, whyNoTicker } from "./rule-legs.ts";
import type { SkipReason } from "./skip-reason.ts";

export type { OrderPlan, UnplannedSignal };

/**
 * Maps signals to orders: which rule wants which signal, on which leg, at which session.
 *
 * Each leg is mapped on its own exchange. The fill opportunity is the first open (or close) strictly after
 * `knownAt` plus the rule's delay; a rule that enters before a scheduled act counts back from the act's day.
 */
export function planOrders(
  rules: readonly ResolvedRule[],
  signals: readonly PolicySignal[],
  market: Market,
  timing: TimingPolicy,
  context: SelectionContext,
): OrderPlan {
  const known = signals.map(context.knownAt);
  const input: PlanInput = { rules, signals, known, market, timing };
  const plan = { runs: [] as OrderRun[], unplanned: [] as UnplannedSignal[] };
  for (const [ruleIndex, rule] of rules.entries()) {
    if (isIndexTrigger(rule.on)) planIndexRule(plan, input, ruleIndex, rule.on);
    else planRule(plan, input, ruleIndex, compileSelection(rule.on, context));
  }
  const orders = new OrderList(plan.runs);
  return { orders: inOrder(orders, byFillOpportunity(market, signals)), unplanned: plan.unplanned };
}

/** One rule on one exchange plans its orders in order: asking costs less than sorting, and copies nothing. */
function inOrder(orders: OrderList, compare: (a: EntryOrder, b: EntryOrder) => number): OrderList {
  const { runs } = orders;
  const isSorted = runs.every((run, place) => {
    const before = runs[place - 1];
    if (before !== undefined && compare(lastOf(before), firstOf(run)) > 0) return false;
    return run.legs.every((leg, index) => index === 0 || byLeg(run.legs[index - 1]!, leg) <= 0);
  });
  return isSorted ? orders : OrderList.of([...orders].sort(compare));
}

function firstOf({ occasion, legs }: OrderRun): EntryOrder {
  return { occasion, leg: legs[0]! };
}

function lastOf({ occasion, legs }: OrderRun): EntryOrder {
  return { occasion, leg: legs.at(-1)! };
}

function planRule(
  plan: PlanInHand,
  { rules, signals, known, market }: PlanInput,
  ruleIndex: number,
  explain: (signal: PolicySignal) => string | null,
): void {
  const rule = rules[ruleIndex]!;
  const isNamed = rule.legs.some((leg) => leg.instrument === "named");
  const fixed = isNamed ? null : basketOf(legsOf(rule, market), market);
  const skip = (signal: number, symbol: string | null, reason: SkipReason, detail: string) =>
    plan.unplanned.push({ rule: ruleIndex, signal, symbol, reason, detail });
  for (let signalIndex = 0; signalIndex < signals.length; signalIndex++) {
    const signal = signals[signalIndex]!;
    const notSelected = explain(signal);
    if (notSelected !== null) {
      skip(signalIndex, null, "not-selected", notSelected);
      continue;
    }
    const { instruments, parts } = fixed ?? basketOf(expandLegs(rule, signal, market), market);
    if (instruments.length === 0) skip(signalIndex, null, "no-ticker", whyNoTicker(signal, market));
    for (const { calendar, legs } of parts) {
      const found = firstSession(rule, signal, known[signalIndex]!, calendar);
      if (isRefused(found)) {
        for (const { instrument } of legs)
          skip(signalIndex, symbolOf(market, instrument), found.reason, found.detail);
        continue;
      }
      const occasion: EntryOccasion = {
        rule: ruleIndex,
        signal: signalIndex,
        basket: instruments,
        terms: rule,
        session: found.session,
        phase: rule.entry.at,
        knownAt: found.knownAt,
        untilSession: found.untilSession,
      };
      plan.runs.push({ occasion, legs });
    }
  }
}

/** Legs side by side whose instruments share a calendar, as those of one exchange with the same sessions do. */
interface BasketPart {
  readonly calendar: SessionCalendar;
  readonly legs: OrderLeg[];
}

function basketOf(
  legs: readonly OrderLeg[],
  market: Market,
): { readonly instruments: readonly number[]; readonly parts: readonly BasketPart[] } {
  const parts: BasketPart[] = [];
  for (const leg of legs) {
    const calendar = market.calendars[leg.instrument]!;
    const last = parts.at(-1);
    if (last?.calendar === calendar) last.legs.push(leg);
    else parts.push({ calendar, legs: [leg] });
  }
  return { instruments: legs.map((leg) => leg.instrument), parts };
}
