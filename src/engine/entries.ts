import { isUntilPassed } from "../strategy/first-session.ts";
import { closeBefore } from "./corporate-actions.ts";
import { askWhere } from "./decisions.ts";
import { canFill } from "./fillable.ts";
import { fill } from "./open-position.ts";
import type { WorkingOrder } from "./order-queue.ts";
import { type SimulationState, skipOrder } from "./simulation.ts";

/**
 * An order whose fill opportunity has come: ask, then fill, place in the book, put off or skip with the reason.
 */
export function enter(state: SimulationState, working: WorkingOrder): void {
  const { occasion, leg, session } = working;
  const { entry } = occasion.terms;
  const series = state.input.market.series[leg.instrument]!;
  const { bars } = series;
  const price = (occasion.phase === "open" ? bars.open[session] : bars.close[session])!;
  if (occasion.phase === "close" && session === state.input.market.lastBar[leg.instrument]) {
    return skipOrder(state, working, "prices-ended", "the last close would end it as it begins");
  }
  if (Number.isNaN(price) || !canFill(bars, session, leg.side > 0)) return putOff(state, working);

  const answer = askWhere(state, working, session);
  if (answer !== null) return skipOrder(state, working, answer.reason, answer.detail);
  if (entry.limit === undefined && entry.onlyIfGapBelow === undefined) {
    fill(state, working, session, occasion.phase, price, occasion.phase);
    return;
  }
  const before = closeBefore(series, session);
  if (entry.onlyIfGapBelow !== undefined) {
    const gap = leg.side * (price / before - 1);
    if (Number.isNaN(gap)) return skipOrder(state, working, "warm-up", "there is no close before it");
    if (gap >= entry.onlyIfGapBelow) {
      return skipOrder(state, working, "gap-too-wide", `the price had moved ${(gap * 100).toFixed(2)}%`);
    }
  }
  if (entry.limit === undefined) {
    fill(state, working, session, occasion.phase, price, occasion.phase);
    return;
  }

  const limit = before * (1 - leg.side * entry.limit.below);
  if (Number.isNaN(limit)) return skipOrder(state, working, "warm-up", "there is no close before it");
  // An open beyond the limit fills there: a resting order gets the better price.
  if (leg.side * (price - limit) < 0) {
    fill(state, working, session, "open", price, "limit");
    return;
  }
  working.limit = limit;
  working.lastSession = session + (entry.limit.sessions ?? 1) - 1;
  working.isKept = true;
  state.resting.push(working);
}

/** Tries again on the next bar, or gives up, as the rule says. */
function putOff(state: SimulationState, working: WorkingOrder): void {
  const { occasion, leg } = working;
  const { market } = state.input;
  if (occasion.terms.entry.ifBlocked === "lapse") {
    return skipOrder(
      state,
      working,
      "not-fillable",
      "the bar is a placeholder, halted or locked at its limit",
    );
  }
  const session = working.session + 1;
  if (session > market.lastBar[leg.instrument]!) {
    return skipOrder(state, working, "prices-ended", "no later bar could fill it");
  }
  if (occasion.untilSession !== null && isUntilPassed(occasion.untilSession, session, occasion.phase)) {
    return skipOrder(state, working, "until-passed", "no bar could fill it before its exit day");
  }
  working.session = session;
  working.day = market.series[leg.instrument]!.bars.days[session]!;
  working.isKept = true;
  state.queue.add(working);
}
