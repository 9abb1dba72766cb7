import type { PriceSeries } from "../market/price-series.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import { takeInRange } from "./catch-up.ts";
import type { Position } from "./portfolio.ts";
import { rateBefore, type SimulationState } from "./simulation.ts";

/** A split or a dividend, on the first bar on or after its day. */
type CorporateAction =
  | { readonly day: CalendarDay; readonly ratio: number }
  | { readonly day: CalendarDay; readonly amount: number };

const actionsBySeries = new WeakMap<PriceSeries, ReadonlyMap<number, readonly CorporateAction[]>>();
const NONE: ReadonlyMap<number, readonly CorporateAction[]> = new Map();

/**
 * What takes effect before the open of each bar and is not in the prices already: dividends unless the series is
 * adjusted for them, splits if it is not adjusted at all. Of one day the split comes first, and the dividend is
 * paid on the new shares.
 */
function actionsOf(series: PriceSeries): ReadonlyMap<number, readonly CorporateAction[]> {
  if (series.adjustment === "total-return") return NONE;
  let actions = actionsBySeries.get(series);
  if (actions === undefined) {
    actions = actionsByBar(series);
    actionsBySeries.set(series, actions);
  }
  return actions;
}

/** Whether any split or dividend of a series is not in its prices already. */
export function hasActions({ adjustment, splits, dividends }: PriceSeries): boolean {
  if (adjustment === "total-return") return false;
  return dividends.length > 0 || (adjustment === "none" && splits.length > 0);
}

function actionsByBar({ bars, adjustment, splits, dividends }: PriceSeries): Map<number, CorporateAction[]> {
  const effective: CorporateAction[] = [...(adjustment === "none" ? splits : []), ...dividends];
  // The sort is stable: of one day, splits stay before dividends.
  effective.sort((a, b) => a.day - b.day);
  const byBar = new Map<number, CorporateAction[]>();
  let bar = 0;
  for (const action of effective) {
    while (bar < bars.days.length && bars.days[bar]! < action.day) bar++;
    if (bar === bars.days.length) break;
    const known = byBar.get(bar);
    if (known === undefined) byBar.set(bar, [action]);
    else known.push(action);
  }
  return byBar;
}

/**
 * Splits and dividends that take effect on bar `session`: a split changes the number of shares and every price the
 * position remembers; a dividend is received on a long and paid on a short.
 */
export function restatePosition(state: SimulationState, position: Position, session: number): void {
  const { series } = position;
  if (series.adjustment === "total-return") return;
  const actions = actionsOf(series).get(session);
  if (actions === undefined) return;
  for (const action of actions) {
    if ("ratio" in action) {
      applySplit(position, action.ratio);
    } else {
      const rate = rateBefore(state.input, position.instrument, state.dayIndex);
      const income = position.side * position.quantity * action.amount * rate;
      state.portfolio.receiveIncome(position, income);
    }
  }
}

function applySplit(position: Position, ratio: number): void {
  takeInRange(position);
  position.quantity *= ratio;
  position.basis /= ratio;
  position.closeBefore /= ratio;
  position.mark /= ratio;
  position.firstClose /= ratio;
  position.lowest /= ratio;
  position.highest /= ratio;
  position.stop /= ratio;
  position.target /= ratio;
  position.trailingStop /= ratio;
}

/** New shares for one old that bar `session` brings, 1 on nearly all bars. */
export function splitRatioAt(series: PriceSeries, session: number): number {
  if (series.adjustment === "total-return") return 1;
  let ratio = 1;
  for (const action of actionsOf(series).get(session) ?? []) if ("ratio" in action) ratio *= action.ratio;
  return ratio;
}

/** Close before bar `session`, per share as shares are on that bar; NaN on the first. */
export function closeBefore(series: PriceSeries, session: number): number {
  return (series.bars.close[session - 1] ?? Number.NaN) / splitRatioAt(series, session);
}
