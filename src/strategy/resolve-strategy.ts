import { decodeOrThrow } from "../decode/decode-with.ts";
import { InputError } from "../errors.ts";
import type { Currency } from "../market/instrument.ts";
import { checkRules } from "./check-rules.ts";
import { type CostConfig, DEFAULT_COSTS } from "./cost-spec.ts";
import type { OnSession, Strategy } from "./define-strategy.ts";
import { namedParams, watchedParams } from "./named-params.ts";
import type { ParamSpecs, ParamValues } from "./param.ts";
import { resolveParams } from "./resolve-params.ts";
import type { Entry, Exit, Leg, OppositePolicy, OverlapPolicy, Rule, Sizing, Weighting } from "./rule.ts";
import type { SessionEntry } from "./session-context.ts";
import { rulesSchema, strategySchema } from "./strategy-schema.ts";

/** What an order needs to know of its rule, every default written out. */
export interface OrderTerms {
  /** as reports show it */
  readonly name: string;
  readonly where: Rule["where"] | null;
  readonly entry: Required<Pick<Entry, "at" | "delayMinutes" | "delaySessions" | "ifBlocked">> &
    Pick<Entry, "sessionsBefore" | "limit" | "onlyIfGapBelow">;
  readonly exit: Exit & { readonly at: "open" | "close" };
  readonly overlap: OverlapPolicy;
  readonly maxStack: number;
  readonly onOpposite: OppositePolicy;
  readonly sizing: Sizing;
  readonly weighting: Weighting;
}

/** A rule with every default written out. */
export interface ResolvedRule extends OrderTerms {
  readonly on: Rule["on"];
  readonly legs: readonly Required<Leg>[];
}

/** A strategy with its parameters filled in and its rules made, ready to be backtested. */
export interface ResolvedStrategy {
  readonly name: string;
  readonly hypothesis: string;
  readonly params: ParamValues;
  readonly benchmark: string | null;
  /** symbols that callbacks look at and `onSession` trades, beside those of the legs */
  readonly instruments: readonly string[];
  readonly currency: Currency | null;
  readonly costs: CostConfig;
  readonly leverage: number;
  readonly maintenance: number;
  /** none for a strategy that trades by `onSession` alone */
  readonly rules: readonly ResolvedRule[];
  readonly onSession: OnSession<ParamSpecs> | null;
}

const DEFAULT_MOST_STACKED = 3;
const DEFAULT_MAINTENANCE = 0.25;

/** Name under which the orders of `onSession` are reported. */
export const ON_SESSION = "onSession";

/**
 * Fills in a strategy's parameters, calls its `rules` function, checks what comes back and writes out defaults.
 *
 * @param place the strategy's file, for errors
 * @param asked receives the names of the parameters that the rules ask for, if it is given
 * @throws InputError for a parameter, rule or field that is wrong, or if the `rules` function throws
 */
export function resolveStrategy(
  strategy: Strategy,
  givenParams: Readonly<Record<string, unknown>>,
  place: string,
  asked?: Set<string>,
): ResolvedStrategy {
  checkFields(strategy, place);
  const specs: ParamSpecs = strategy.params ?? {};
  const params = resolveParams(specs, givenParams, "--param");
  const named = asked === undefined ? namedParams(params) : watchedParams(params, asked);
  const rules = makeRules(strategy, named, place);
  const leverage = strategy.leverage ?? 1;
  checkRules(rules, leverage, place);
  return {
    name: strategy.name,
    hypothesis: strategy.hypothesis,
    params,
    benchmark: strategy.benchmark ?? null,
    instruments: strategy.instruments ?? [],
    currency: strategy.currency ?? null,
    costs: { ...DEFAULT_COSTS, ...strategy.costs },
    leverage,
    maintenance: strategy.maintenance ?? DEFAULT_MAINTENANCE,
    rules: rules.map((rule, index) => resolveRule(rule, index)),
    onSession: (strategy.onSession as OnSession<ParamSpecs> | undefined) ?? null,
  };
}

const checked = new WeakSet<Strategy>();

/** A strategy made by a script has not passed the loader: its fields are checked here, once an object. */
export function checkFields(strategy: Strategy, place: string): void {
  if (checked.has(strategy)) return;
  decodeOrThrow(strategySchema, strategy, { file: place });
  checked.add(strategy);
}

function makeRules(strategy: Strategy, params: ParamValues, place: string): readonly Rule[] {
  if (strategy.rules === undefined) return [];
  if (typeof strategy.rules !== "function") return strategy.rules;
  let made: unknown;
  try {
    made = strategy.rules(params as never);
  } catch (error) {
    const at = `${place} rules`;
    if (error instanceof InputError)
      throw new InputError(
        error.issues.map((issue) => ({ ...issue, at })),
        { cause: error },
      );
    throw new InputError(
      {
        what: `the strategy's rules function threw: ${error instanceof Error ? error.message : String(error)}`,
        at,
        fix: "mend the function; it is called once with the parameters' values and returns a list of rules",
      },
      { cause: error },
    );
  }
  return decodeRules(made, place);
}

function decodeRules(made: unknown, place: string): readonly Rule[] {
  return decodeOrThrow(rulesSchema, made, { file: place, within: "rules" }) as readonly Rule[];
}

/**
 * All that {@link resolveStrategy} asks of rules which a strategy's function has made.
 *
 * @throws InputError for a field or a rule that is wrong
 */
export function checkMadeRules({ leverage = 1 }: Strategy, made: unknown, place: string): void {
  checkRules(decodeRules(made, place), leverage, place);
}

function resolveRule(rule: Rule, index: number): ResolvedRule {
  return {
    ...termsOf(rule),
    name: rule.name ?? `rule ${index + 1}`,
    on: rule.on,
    where: rule.where ?? null,
    legs: rule.legs.map((leg) => ({ ...leg, weight: leg.weight ?? 1 })),
    weighting: rule.weighting ?? "own",
  };
}

/** The terms of an order that `onSession` placed. */
export function resolveSessionEntry(order: SessionEntry): OrderTerms {
  const { at, limit, onlyIfGapBelow, ifBlocked } = order;
  const entry = {
    ...(at !== undefined && { at }),
    ...(limit !== undefined && { limit }),
    ...(onlyIfGapBelow !== undefined && { onlyIfGapBelow }),
    ...(ifBlocked !== undefined && { ifBlocked }),
  };
  return termsOf({ ...order, entry, exit: order.exit ?? {} });
}

type Terms = Pick<Rule, "exit" | "entry" | "overlap" | "maxStack" | "onOpposite" | "sizing">;

function termsOf(rule: Terms): OrderTerms {
  const { sessionsBefore, limit, onlyIfGapBelow } = rule.entry ?? {};
  return {
    name: ON_SESSION,
    where: null,
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
    weighting: "own",
  };
}
