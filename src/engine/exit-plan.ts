import { indicatorColumns } from "../market/indicator-series.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { EntryOrder } from "../strategy/entry-order.ts";
import type { AtrMultiple } from "../strategy/rule.ts";
import { firstExitBar } from "./exit-signals.ts";
import type { DueExit, ExitLevels } from "./portfolio.ts";
import type { SimulationState } from "./simulation.ts";
import type { Fill } from "./trade.ts";

const DEFAULT_ATR_PERIOD = 14;
const NEVER = Number.POSITIVE_INFINITY;
/** Instead of a distance. A number, as all of them: where one may be null, each is allocated. */
const UNKNOWN = Number.POSITIVE_INFINITY;

/**
 * Writes when a position entered on bar `session` has to leave: after its sessions or on its day, whichever comes
 * first.
 */
export function writeDueExit(
  into: DueExit,
  state: SimulationState,
  order: EntryOrder,
  session: number,
  phase: Fill<unknown>["phase"],
): void {
  const { exit } = order.occasion.terms;
  const held = exit.afterSessions ?? NEVER;
  const after = exit.at === "open" ? session + held : session + held - 1;
  const until = order.occasion.untilSession ?? NEVER;
  // The open of a session comes before its close.
  const isUntilFirst = until < after || (until === after && exit.at === "close");
  into.dueSession = isUntilFirst ? until : after;
  into.duePhase = isUntilFirst ? "close" : exit.at;
  into.dueReason = isUntilFirst && until !== NEVER ? "until" : "after-sessions";
  into.earlySession = firstExitBar(state, order, session, phase);
  into.earlyReason = "signal";
}

/** Whether one due exit comes later than another. */
export function isLater(
  a: Pick<DueExit, "dueSession" | "duePhase">,
  b: Pick<DueExit, "dueSession" | "duePhase">,
): boolean {
  if (a.dueSession !== b.dueSession) return a.dueSession > b.dueSession;
  return a.duePhase === "close" && b.duePhase === "open";
}

/** The exit of a position that none falls due for. */
export function noDueExit(): DueExit {
  return {
    dueSession: NEVER,
    duePhase: "close",
    dueReason: "after-sessions",
    earlySession: NEVER,
    earlyReason: "signal",
  };
}

/** The levels of a position that leaves by none: all NaN. */
export function noLevels(): ExitLevels {
  return { stop: Number.NaN, target: Number.NaN, trailingStop: Number.NaN };
}

/**
 * Writes stop and target levels; of a fixed and an ATR one the nearer holds. The true range is that of the last bar
 * closed before the fill. For a long, P being the price of the fill (for a short the signs turn):
 *
 *   stop      P - min(P × stopLoss, multiple × ATR)
 *   target    P + min(P × target, multiple × ATR)
 *   trailing  highest price since the fill × (1 - trailingStop), moved after each bar: within it, whether the high came
 *             before the low is not known
 *
 * @returns null, or a text if the true range is asked for and not known
 */
export function writeLevels(
  into: ExitLevels,
  state: SimulationState,
  order: EntryOrder,
  session: number,
  price: number,
): string | null {
  const { exit } = order.occasion.terms;
  const { side } = order.leg;
  const series = state.input.market.series[order.leg.instrument]!;
  const stop = distance(series, session, exit.stopLoss, exit.stopAtr, price);
  const target = distance(series, session, exit.target, exit.targetAtr, price);
  if (stop === UNKNOWN || target === UNKNOWN) return "the average true range has too few bars";
  into.stop = price - side * stop;
  into.target = price + side * target;
  into.trailingStop = exit.trailingStop === undefined ? Number.NaN : price * (1 - side * exit.trailingStop);
  return null;
}

/** Distance of a level from the entry price, NaN for no level, `UNKNOWN` where the true range is not known. */
function distance(
  series: PriceSeries,
  session: number,
  fraction: number | undefined,
  multiple: AtrMultiple | undefined,
  price: number,
): number {
  const fixed = fraction === undefined ? Number.NaN : price * fraction;
  if (multiple === undefined) return fixed;
  const ranges = indicatorColumns(series, "atr", [multiple.period ?? DEFAULT_ATR_PERIOD]);
  const range = multiple.multiple * (ranges.value?.[session - 1] ?? Number.NaN);
  if (Number.isNaN(range)) return UNKNOWN;
  return Number.isNaN(fixed) ? range : Math.min(fixed, range);
}
