import { SIGNAL_STATUSES } from "../signals/policy-signal.ts";
import type { SignalSelection } from "../signals/select-signals.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { isIndexTrigger } from "../strategy/index-trigger.ts";
import type { ParamValues } from "../strategy/param.ts";
import type { Rule } from "../strategy/rule.ts";

/** The strategy with each of its rules changed. A strategy without rules stays as it is. */
function withRules(strategy: Strategy, change: (rule: Rule) => Rule): Strategy {
  const { rules } = strategy;
  if (rules === undefined) return strategy;
  const changed =
    typeof rules === "function"
      ? (params: ParamValues) => (rules as (params: ParamValues) => readonly Rule[])(params).map(change)
      : rules.map(change);
  return { ...strategy, rules: changed } as Strategy;
}

/** The strategy with every entry at the open, or at the close. */
export function withEntryAt(strategy: Strategy, at: "open" | "close"): Strategy {
  return withRules(strategy, (rule) => ({ ...rule, entry: { ...rule.entry, at } }));
}

/** The strategy with leaks let in wherever a rule asks for other statuses only; null if no rule keeps them out. */
export function withLeaks(strategy: Strategy, params: ParamValues): Strategy | null {
  const { rules } = strategy;
  if (rules === undefined) return null;
  const made =
    typeof rules === "function" ? (rules as (params: ParamValues) => readonly Rule[])(params) : rules;
  return made.some(keepsLeaksOut) ? withRules(strategy, letLeaksIn) : null;
}

function keepsLeaksOut({ on }: Rule): boolean {
  const status = isIndexTrigger(on) ? undefined : on.status;
  return status !== undefined && !status.includes("leak");
}

function letLeaksIn(rule: Rule): Rule {
  if (!keepsLeaksOut(rule)) return rule;
  const on = rule.on as SignalSelection;
  const status = SIGNAL_STATUSES.filter((one) => one === "leak" || on.status?.includes(one));
  return { ...rule, on: { ...on, status } };
}
