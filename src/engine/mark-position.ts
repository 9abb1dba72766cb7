import { catchUp, moveTrailingStop } from "./catch-up.ts";
import { askExit } from "./decisions.ts";
import { seeBar } from "./exits.ts";
import type { Position } from "./portfolio.ts";
import type { SimulationState } from "./simulation.ts";

/** At a close: the mark, the range seen, and the trailing stop for the next bar. */
export function markPosition(position: Position, session: number): void {
  catchUp(position);
  const { bars } = position;
  const { exit } = position.terms;
  const close = bars.close[session] as number;
  position.mark = close;
  position.markedSession = session;
  position.seenSession = session;
  if (Number.isNaN(position.firstClose)) position.firstClose = close;
  const isEnteredAtThisClose = position.entrySession === session && position.entryPhase === "close";
  if (!isEnteredAtThisClose) seeBar(position, bars, session);
  if (exit.trailingStop !== undefined) moveTrailingStop(position);
}

/** After a close: the exit callback, which leaves at the next open. */
export function askToLeave(state: SimulationState, position: Position, session: number): void {
  if (position.earlySession > session + 1 && askExit(state, position, session)) {
    position.earlySession = session + 1;
    position.earlyReason = "callback";
  }
}
