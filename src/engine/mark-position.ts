import { moveTrailingStop, takeInRange } from "./catch-up.ts";
import { askExit } from "./decisions.ts";
import { seeBar } from "./exits.ts";
import type { Position } from "./portfolio.ts";
import type { SimulationState } from "./simulation.ts";

/** At a close: the mark, and the trailing stop for the next bar. */
export function markPosition(position: Position, session: number): void {
  const { bars } = position;
  const close = bars.close[session]!;
  position.mark = close;
  position.markedSession = session;
  if (Number.isNaN(position.firstClose)) position.firstClose = close;
  if (position.entrySession === session && position.entryPhase === "intraday")
    seeBar(position, bars, session);
  if (position.terms.exit.trailingStop === undefined) return;
  takeInRange(position);
  moveTrailingStop(position);
}

/** After a close: the exit callback, which leaves at the next open. */
export function askToLeave(state: SimulationState, position: Position, session: number): void {
  if (position.earlySession > session + 1 && askExit(state, position, session)) {
    position.earlySession = session + 1;
    position.earlyReason = "callback";
  }
}
