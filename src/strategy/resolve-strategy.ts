import { decodeOrThrow } from "../decode/decode-with.ts";
import { InputError, type Issue } from "../errors.ts";
import type { Currency } from "../market/instrument.ts";
import { type CostConfig, DEFAULT_COSTS } from "./cost-spec.ts";
import type { Strategy } from "./define-strategy.ts";
import type { ParamSpecs, ParamValues } from "./param.ts";
import { resolveParams } from "./resolve-params.ts";
import type { Entry, Exit, Leg, OppositePolicy, OverlapPolicy, Rule, Sizing, Weighting } from "./rule.ts";
import { rulesSchema } from "./strategy-schema.ts";

/** A rule with every default written out. */
export interface ResolvedRule {
  readonly name: string;
  readonly on: Rule["on"];
  readonly where: Rule["where"] | null;
  readonly legs: readonly Required<Leg>[];
  readonly entry: Required<Pick<Entry, "at" | "delayMinutes" | "delaySessions" | "ifBlocked">> &
    Pick<Entry, "sessionsBefore" | "limit" | "onlyIfGapBelow">;
  readonly exit: Exit & { readonly at: "open" | "close" };
  readonly overlap: OverlapPolicy;
  readonly maxStack: number;
  readonly onOpposite: OppositePolicy;
  readonly sizing: Sizing;
  readonly weighting: Weighting;
}

/** A strategy with its parameters filled in and its rules made, ready to be backtested. */
export interface ResolvedStrategy {
  readonly name: string;
  readonly hypothesis: string;
  readonly params: ParamValues;
  readonly benchmark: string | null;
  readonly currency: Currency | null;
  readonly costs: CostConfig;
  readonly leverage: number;
  readonly rules: readonly ResolvedRule[];
}

const DEFAULT_MOST_STACKED = 3;

/**
 * Fills in a strategy's parameters, calls its `rules` function, checks what comes back and writes out defaults.
 *
 * @param place the strategy's file, for errors
 * @throws InputError for a parameter, rule or field that is wrong, or if the `rules` function throws
 */
export function resolveStrategy(
  strategy: Strategy,
  givenParams: Readonly<Record<string, unknown>>,
  place: string,
): ResolvedStrategy {
  const specs: ParamSpecs = strategy.params ?? {};
  const params = resolveParams(specs, givenParams, "--param");
  const rules = makeRules(strategy, params, place);
  const leverage = strategy.leverage ?? 1;
  checkRules(rules, leverage, place);
  return {
    name: strategy.name,
    hypothesis: strategy.hypothesis,
    params,
    benchmark: strategy.benchmark ?? null,
    currency: strategy.currency ?? null,
    costs: { ...DEFAULT_COSTS, ...strategy.costs },
    leverage,
    rules: rules.map((rule, index) => withDefaults(rule, index)),
  };
}

function makeRules(strategy: Strategy, params: ParamValues, place: string): readonly Rule[] {
  if (typeof strategy.rules !== "function") return strategy.rules;
  let made: unknown;
  try {
    made = strategy.rules(params as never);
  } catch (error) {
    throw new InputError({
      what: `the strategy's rules function threw: ${error instanceof Error ? error.message : String(error)}`,
      at: `${place} rules`,
      fix: "mend the function; it is called once with the parameters' values and returns a list of rules",
    });
  }
  return decodeOrThrow(rulesSchema, made, { file: place, within: "rules" }) as readonly Rule[];
}

/** What no single field shows: combinations that contradict each other. */
function checkRules(rules: readonly Rule[], leverage: number, place: string): void {
  const issues: Issue[] = [];
  for (const [index, rule] of rules.entries()) {
    const at = `${place} rules[${index}]`;
    const weight = rule.legs.reduce((sum, leg) => sum + (leg.weight ?? 1), 0);
    const isSplit = rule.weighting === "equal" || rule.weighting === "inverse-volatility";
    if (!isSplit && weight > leverage * (1 + 1e-9)) {
      issues.push({
        what: `the legs' weights add up to ${weight}, more than ${leverage} times equity`,
        at: `${at}.legs`,
        fix: `lower the weights, write weighting: "equal", or allow it with leverage: ${Math.ceil(weight)}`,
      });
    }
    if (rule.entry?.at === "close" && rule.exit.afterSessions === 1 && rule.exit.at !== "open") {
      issues.push({
        what: "afterSessions: 1 with an entry at the close would sell at the very close it bought",
        at: `${at}.exit.afterSessions`,
        fix: "the entry session is the first: use 2 to leave at the next close",
      });
    }
    if (rule.exit.at !== undefined && rule.exit.afterSessions === undefined) {
      issues.push({
        what: `exit.at says when afterSessions ends, but there is no afterSessions`,
        at: `${at}.exit.at`,
        fix: "add afterSessions, or leave out at",
      });
    }
    if (rule.maxStack !== undefined && rule.overlap !== "stack") {
      issues.push({ what: "maxStack without stacking", at: `${at}.maxStack`, fix: `write overlap: "stack"` });
    }
    if (rule.entry?.sessionsBefore !== undefined && rule.entry.delaySessions !== undefined) {
      issues.push({
        what: "an entry cannot be both before the act and delayed after it",
        at: `${at}.entry`,
        fix: "leave out sessionsBefore or delaySessions",
      });
    }
  }
  if (issues.length > 0) throw new InputError(issues);
}

function withDefaults(rule: Rule, index: number): ResolvedRule {
  const { sessionsBefore, limit, onlyIfGapBelow } = rule.entry ?? {};
  return {
    name: rule.name ?? `rule ${index + 1}`,
    on: rule.on,
    where: rule.where ?? null,
    legs: rule.legs.map((leg) => ({ ...leg, weight: leg.weight ?? 1 })),
    entry: {
      at: rule.entry?.at ?? "open",
      delayMinutes: rule.entry?.delayMinutes ?? 0,
      delaySessions: rule.entry?.delaySessions ?? 0,
      ifBlocked: rule.entry?.ifBlocked ?? "wait",
      ...(sessionsBefore !== undefined && { sessionsBefore }),
      ...(limit !== undefined && { limit }),
      ...(onlyIfGapBelow !== undefined && { onlyIfGapBelow }),
    },
    exit: { ...rule.exit, at: rule.exit.at ?? "close" },
    overlap: rule.overlap ?? "ignore",
    maxStack: rule.maxStack ?? DEFAULT_MOST_STACKED,
    onOpposite: rule.onOpposite ?? "ignore",
    sizing: rule.sizing ?? { fraction: 1 },
    weighting: rule.weighting ?? "own",
  };
}
