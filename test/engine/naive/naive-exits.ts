import type { NaiveBar } from "./naive-market.ts";
import type { NaiveOrder } from "./naive-orders.ts";
import type { NaiveInput, NaivePosition } from "./naive-types.ts";

/** When a position has to leave: after its sessions, on its day, or at the first open after an exit signal. */
export function naiveDue(
  input: NaiveInput,
  order: NaiveOrder,
  bar: NaiveBar,
  at: NaivePosition["enteredAt"],
) {
  const { exit } = order.rule;
  const options: { dueBar: number; dueAt: "open" | "close"; dueReason: string }[] = [];
  if (exit.afterSessions !== undefined) {
    const dueBar = bar.index + exit.afterSessions - (exit.at === "close" ? 1 : 0);
    options.push({ dueBar, dueAt: exit.at, dueReason: "after-sessions" });
  }
  if (order.untilBar !== null) options.push({ dueBar: order.untilBar, dueAt: "close", dueReason: "until" });
  options.sort((a, b) => moment(a) - moment(b) || (a.dueReason === "until" ? -1 : 1));
  const ruleIndex = input.rules.indexOf(order.rule);
  const after = at === "close" ? bar.closesAt : bar.opensAt;
  const exits = input.signals.filter((one) => one.isExitOf[ruleIndex] && one.known >= after);
  const bars = exits.flatMap(
    (one) => order.instrument.bars.find((other) => other.opensAt > one.known)?.index ?? [],
  );
  return {
    ...(options[0] ?? { dueBar: null, dueAt: exit.at, dueReason: "" }),
    leaveFrom: bars.length === 0 ? null : Math.min(...bars),
    leaveReason: "signal",
  };
}

/** Moments in their order: an open comes before the close of its bar. */
export function moment(due: { dueBar: number | null; dueAt: "open" | "close" }): number {
  return due.dueBar === null ? Number.POSITIVE_INFINITY : due.dueBar * 2 + (due.dueAt === "close" ? 1 : 0);
}

export function canLeave(position: NaivePosition, bar: NaiveBar): boolean {
  return position.side > 0 ? bar.sellable : bar.buyable;
}

export function canEnter(side: number, bar: NaiveBar): boolean {
  return side > 0 ? bar.buyable : bar.sellable;
}

export function reasonToLeaveAtOpen(position: NaivePosition, bar: NaiveBar): string | null {
  const { side, stop, trailing, target } = position;
  if (position.leaveFrom !== null && position.leaveFrom <= bar.index) return position.leaveReason;
  if (position.dueAt === "open" && position.dueBar !== null && position.dueBar <= bar.index)
    return position.dueReason;
  if (stop !== null && side * (bar.open - stop) <= 0) return "stop-loss";
  if (trailing !== null && side * (bar.open - trailing) <= 0) return "trailing-stop";
  if (target !== null && side * (bar.open - target) > 0) return "target";
  return null;
}
