import * as v from "valibot";
import { whatAndFix } from "../decode/decode-with.ts";
import { askedBack } from "../decode/did-you-mean.ts";
import { signalSelectionSchema } from "../signals/select-signals.ts";
import { parseCalendarDay } from "../time/calendar-day.ts";
import { indexTriggerSchema } from "./index-trigger.ts";
import { OPPOSITE_POLICIES, OVERLAP_POLICIES, WEIGHTINGS } from "./rule.ts";

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const notNegative = v.pipe(v.number(), v.finite(), v.minValue(0));
/** Meant as a fraction: 12 for 12% is beyond anything that makes sense. */
const fractionUpTo = (most: number) =>
  v.pipe(
    v.number(),
    v.gtValue(0),
    v.maxValue(most, (issue) =>
      whatAndFix(
        `${issue.input} is ${(issue.input * 100).toLocaleString("en-US")}%`,
        `write a fraction, at most ${most}: 0.12 is 12%`,
      ),
    ),
  );
const yearlyRate = v.pipe(
  v.number(),
  v.minValue(0),
  v.maxValue(2, (issue) =>
    whatAndFix(
      `${issue.input} is ${(issue.input * 100).toLocaleString("en-US")}% a year`,
      "write a fraction, at most 2: 0.03 is 3%",
    ),
  ),
);
const openFraction = v.pipe(v.number(), v.gtValue(0), v.ltValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const countFromZero = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.nonEmpty());
const atOpenOrClose = v.picklist(["open", "close"]);
const callback = v.function((issue) =>
  whatAndFix(
    `${issue.received} is not a function`,
    "write a function, e.g. ({ prices }) => prices.length > 20; a file of YAML or JSON can have none",
  ),
);
const rulesFunction = v.function();
const side = v.picklist(["long", "short"]);
// Where both fit equally badly the first speaks: "index" tells an index rule.
const triggerSchema = v.union([indexTriggerSchema, signalSelectionSchema]);

const numberParamSchema = v.pipe(
  v.strictObject({
    type: v.picklist(["integer", "number", "fraction"]),
    default: v.number(),
    min: v.number(),
    max: v.number(),
    step: v.optional(positive),
  }),
  v.check(
    (param) => param.min <= param.default && param.default <= param.max,
    (issue) =>
      whatAndFix(`the default ${issue.input.default} is outside its own range`, `use min <= default <= max`),
  ),
  v.transform((param) => ({
    ...param,
    step: param.step ?? (param.type === "integer" ? 1 : (param.max - param.min) / 20),
  })),
);
const choiceParamSchema = v.pipe(
  v.strictObject({
    type: v.literal("choice"),
    default: v.string(),
    values: v.pipe(v.array(v.string()), v.nonEmpty()),
  }),
  v.check(
    (param) => param.values.includes(param.default),
    (issue) =>
      whatAndFix(`the default "${issue.input.default}" is not among the choices`, "add it to values"),
  ),
);
const paramSchema = v.variant("type", [
  numberParamSchema,
  choiceParamSchema,
  v.strictObject({ type: v.literal("boolean"), default: v.boolean() }),
]);

const legSchema = v.strictObject({
  instrument: v.pipe(
    text,
    v.check(
      (symbol) => symbol === "named" || symbol.toLowerCase() !== "named",
      (issue) => whatAndFix(`"${issue.input}" is no symbol`, askedBack("named")),
    ),
  ),
  side,
  weight: v.optional(positive),
});

/** What an order may say of its entry, whoever places it. */
const orderEntries = {
  at: v.optional(atOpenOrClose),
  limit: v.optional(
    v.strictObject({
      below: v.pipe(v.number(), v.gtValue(-1), v.ltValue(1)),
      sessions: v.optional(count),
    }),
  ),
  onlyIfGapBelow: v.optional(fractionUpTo(1)),
  ifBlocked: v.optional(v.picklist(["wait", "lapse"])),
};

const entrySchema = v.strictObject({
  ...orderEntries,
  delayMinutes: v.optional(notNegative),
  delaySessions: v.optional(countFromZero),
  sessionsBefore: v.optional(count),
});

const atrMultipleSchema = v.strictObject({ multiple: positive, period: v.optional(count) });

const untilSchema = v.pipe(
  v.string(),
  v.check(
    (value) => value === "occurs" || parseCalendarDay(value) !== undefined,
    (issue) => whatAndFix(`"${issue.input}" is neither a day nor "occurs"`, `write YYYY-MM-DD or "occurs"`),
  ),
);

const exitSchema = v.pipe(
  v.strictObject({
    afterSessions: v.optional(count),
    at: v.optional(atOpenOrClose),
    until: v.optional(untilSchema),
    stopLoss: v.optional(openFraction),
    target: v.optional(fractionUpTo(10)),
    trailingStop: v.optional(openFraction),
    stopAtr: v.optional(atrMultipleSchema),
    targetAtr: v.optional(atrMultipleSchema),
    onSignal: v.optional(triggerSchema),
    when: v.optional(callback),
  }),
  v.check(
    (exit) => Object.keys(exit).some((key) => key !== "at"),
    () => whatAndFix("the rule never leaves", "give an exit, e.g. { afterSessions: 10 }"),
  ),
  v.description("when to leave, e.g. { afterSessions: 10 }"),
);

const sizingSchema = v.union([
  v.strictObject({ fraction: positive }),
  v.strictObject({ cash: positive }),
  v.strictObject({
    volatility: fractionUpTo(3),
    sessions: v.optional(v.pipe(count, v.minValue(2))),
    cap: v.optional(positive),
  }),
  v.strictObject({ stance: positive }),
  v.strictObject({
    kelly: positive,
    cap: positive,
    minTrades: v.optional(count),
    start: v.optional(positive),
  }),
]);

/** What an order may say of the position it opens, whoever places it. */
const positionEntries = {
  overlap: v.optional(v.picklist(OVERLAP_POLICIES)),
  maxStack: v.optional(count),
  onOpposite: v.optional(v.picklist(OPPOSITE_POLICIES)),
  sizing: v.optional(sizingSchema),
};

/** One rule, as a file may write it. */
export const ruleSchema = v.strictObject({
  name: v.optional(text),
  on: triggerSchema,
  where: v.optional(callback),
  legs: v.pipe(v.array(legSchema), v.nonEmpty()),
  entry: v.optional(entrySchema),
  exit: exitSchema,
  ...positionEntries,
  weighting: v.optional(v.picklist(WEIGHTINGS)),
});

/** An order of `onSession`. */
export const sessionEntrySchema = v.strictObject({
  signal: v.looseObject({ id: text }),
  instrument: text,
  side,
  ...orderEntries,
  exit: v.optional(exitSchema),
  ...positionEntries,
});

/** The costs of a strategy. */
export const costSchema = v.strictObject({
  bps: v.optional(notNegative),
  minimum: v.optional(notNegative),
  halfSpreadBps: v.optional(notNegative),
  statutory: v.optional(v.boolean()),
  impact: v.optional(v.strictObject({ coefficient: notNegative })),
  borrow: v.optional(yearlyRate),
  financing: v.optional(yearlyRate),
});

/** A strategy file's default export, or the same object from YAML or JSON. */
export const strategySchema = v.pipe(
  v.strictObject({
    name: text,
    hypothesis: text,
    params: v.optional(v.record(v.string(), paramSchema)),
    benchmark: v.optional(text),
    instruments: v.optional(v.array(text)),
    currency: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^[A-Z]{3}$/, () => whatAndFix("a currency has three capitals", "e.g. HKD")),
      ),
    ),
    costs: v.optional(costSchema),
    // No broker lends more than a few hundred times equity; numbers far beyond leave what a double can hold.
    leverage: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(1000))),
    maintenance: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1))),
    rules: v.optional(v.union([rulesFunction, v.pipe(v.array(ruleSchema), v.nonEmpty())])),
    onSession: v.optional(callback),
  }),
  v.check(
    (strategy) => strategy.rules !== undefined || strategy.onSession !== undefined,
    () => whatAndFix("the strategy trades nothing", "give it rules, or onSession"),
  ),
  v.check(
    (strategy) => strategy.onSession === undefined || (strategy.instruments ?? []).length > 0,
    () => whatAndFix("onSession has nothing to trade", `name what it trades, e.g. instruments: ["KWEB"]`),
  ),
);

/** What a `rules` function may return. */
export const rulesSchema = v.pipe(v.array(ruleSchema), v.nonEmpty());
