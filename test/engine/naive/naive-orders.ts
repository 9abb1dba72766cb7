import type { ResolvedRule } from "../../../src/strategy/resolve-strategy.ts";
import type { NaiveBar, NaiveInstrument } from "./naive-market.ts";
import type { NaiveInput, NaiveSignal } from "./naive-types.ts";

/** What a rule wants for a signal on one leg. */
export interface NaiveOrder {
  readonly rule: ResolvedRule;
  readonly ruleIndex: number;
  readonly legIndex: number;
  readonly signal: NaiveSignal;
  readonly instrument: NaiveInstrument;
  /** instruments of all the rule's legs */
  readonly basket: readonly NaiveInstrument[];
  readonly side: number;
  readonly weight: number;
  readonly at: "open" | "close";
  readonly bar: number;
  readonly untilBar: number | null;
  /** for the order of one day: when it is known, or for an entry before its act, the day's beginning */
  readonly known: number;
}

/** Every signal under every rule on every leg: the first bar whose moment is strictly later than it is known. */
export function planNaively(input: NaiveInput): NaiveOrder[] {
  const orders: NaiveOrder[] = [];
  for (const [ruleIndex, rule] of input.rules.entries()) {
    for (const signal of input.signals) {
      if (!signal.isSelectedBy[ruleIndex]) continue;
      for (const [legIndex, leg] of rule.legs.entries()) {
        const instrument = input.instruments.find((one) => one.symbol === leg.instrument)!;
        const found = findBar(rule, signal, instrument);
        if (found === null) continue;
        const untilBar = findUntil(rule, signal, instrument);
        if (untilBar === "refused") continue;
        if (untilBar !== null && untilBar < found.bar + (rule.entry.at === "close" ? 1 : 0)) continue;
        orders.push({
          rule,
          ruleIndex,
          legIndex,
          signal,
          instrument,
          basket: rule.legs.map((one) => input.instruments.find((other) => other.symbol === one.instrument)!),
          side: leg.side === "long" ? 1 : -1,
          weight: leg.weight,
          at: rule.entry.at,
          bar: found.bar,
          untilBar,
          known: found.known,
        });
      }
    }
  }
  return orders;
}

function findBar(rule: ResolvedRule, signal: NaiveSignal, { bars }: NaiveInstrument) {
  const { entry } = rule;
  if (entry.sessionsBefore !== undefined) {
    if (!signal.scheduled) return null;
    const act = bars.find((bar) => bar.date >= signal.occursAt);
    const bar = act === undefined ? undefined : bars[act.index - entry.sessionsBefore];
    // Known since the day began; every open of a day is later than that by the same few hours.
    return bar === undefined ? null : { bar: bar.index, known: bar.opensAt - 9.5 * 3_600_000 };
  }
  const from = signal.known + entry.delayMinutes * 60_000;
  const timeOf = (bar: NaiveBar) => (entry.at === "open" ? bar.opensAt : bar.closesAt);
  const first = bars.find((bar) => timeOf(bar) > from);
  if (first === undefined || !isCredible(first, from)) return null;
  const bar = bars[first.index + entry.delaySessions];
  return bar === undefined ? null : { bar: bar.index, known: signal.known };
}

/** A first bar long after the signal, or the very first of the prices, says nothing of where it could have traded. */
function isCredible(first: NaiveBar, from: number): boolean {
  return first.index > 0 && first.opensAt - from < 14 * 86_400_000;
}

function findUntil(
  rule: ResolvedRule,
  signal: NaiveSignal,
  { bars }: NaiveInstrument,
): number | null | "refused" {
  const { until } = rule.exit;
  if (until === undefined) return null;
  if (until === "occurs" && !signal.scheduled) return "refused";
  const isAfter = (bar: NaiveBar) => (until === "occurs" ? bar.date >= signal.occursAt : bar.date > until);
  const after = bars.find(isAfter);
  return after === undefined ? null : after.index - 1;
}

/** The order of orders that come up at one moment. */
export function compareOrders(a: NaiveOrder, b: NaiveOrder): number {
  if (a.known !== b.known) return a.known - b.known;
  if (a.signal.id !== b.signal.id) return a.signal.id < b.signal.id ? -1 : 1;
  return a.ruleIndex - b.ruleIndex || a.legIndex - b.legIndex;
}
