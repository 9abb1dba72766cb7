import { InputError, type Issue } from "../errors.ts";
import { isIndexTrigger } from "./index-trigger.ts";
import type { Rule, Sizing } from "./rule.ts";
import { SELECTABLE_BEFORE_THE_ACT } from "./scheduled-act.ts";
import type { SessionEntry } from "./session-context.ts";

/** A rule and what it stands beside, as a check sees it. */
interface Checked {
  readonly rule: Rule;
  readonly at: string;
  readonly leverage: number;
}

type Check = (checked: Checked) => Issue | Issue[] | null;

const CHECKS: readonly Check[] = [
  checkWeights,
  checkSizeAgainstLeverage,
  checkEntry,
  checkLimit,
  checkExit,
  checkTarget,
  checkOverlap,
  checkInstruments,
  checkScheduled,
  checkIndexTrigger,
  checkBeforeTheAct,
];

/**
 * What no single field shows: combinations of a rule's fields that contradict each other, or would have to know
 * what was not known.
 *
 * @param place the strategy's file, for errors
 * @throws InputError naming every contradiction
 */
export function checkRules(rules: readonly Rule[], leverage: number, place: string): void {
  const issues = rules.flatMap((rule, index) =>
    CHECKS.flatMap((check) => check({ rule, at: `${place} rules[${index}]`, leverage }) ?? []),
  );
  issues.push(...checkNames(rules, place));
  if (issues.length > 0) throw new InputError(issues);
}

/**
 * The same of an order that `onSession` places.
 *
 * @throws InputError naming every contradiction
 */
export function checkSessionEntry(order: SessionEntry, place: string): void {
  const { instrument, side, at, limit, exit = {}, overlap, maxStack } = order;
  const rule: Rule = {
    on: {},
    legs: [{ instrument, side }],
    entry: { ...(at !== undefined && { at }), ...(limit !== undefined && { limit }) },
    exit,
    ...(overlap !== undefined && { overlap }),
    ...(maxStack !== undefined && { maxStack }),
  };
  const checks = [checkLimit, checkExit, checkTarget, checkOverlap];
  const issues = checks.flatMap((check) => check({ rule, at: `${place} enter`, leverage: 1 }) ?? []);
  if (issues.length > 0) throw new InputError(issues);
}

/** Reports tell rules apart by their names. */
function checkNames(rules: readonly Rule[], place: string): Issue[] {
  const names = rules.map((rule, index) => rule.name ?? `rule ${index + 1}`);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          {
            what: `two rules are called "${name}"`,
            at: `${place} rules[${index}].name`,
            fix: "give each rule a name of its own, or none",
          },
        ],
  );
}

function checkWeights({ rule, at }: Checked): Issue | null {
  const isShared = rule.weighting === "equal" || rule.weighting === "inverse-volatility";
  if (!isShared || rule.legs.every((leg) => leg.weight === undefined)) return null;
  return {
    what: `weighting "${rule.weighting}" leaves the legs' own weights aside`,
    at: `${at}.legs`,
    fix: `leave out the weights, or write weighting: "own"`,
  };
}

function checkSizeAgainstLeverage({ rule, at, leverage }: Checked): Issue | null {
  const { weighting = "own", sizing = { fraction: 1 } } = rule;
  const isShared = weighting === "equal" || weighting === "inverse-volatility";
  const weight = isShared ? 1 : rule.legs.reduce((sum, leg) => sum + (leg.weight ?? 1), 0);
  const size = weight * largestFraction(sizing);
  if (size <= leverage * (1 + 1e-9)) return null;
  return {
    what: `the legs' weights times their size add up to ${size}, more than ${leverage} times equity`,
    at: `${at}.legs`,
    fix: `lower weights or size, write weighting: "equal", or allow it with leverage: ${Math.ceil(size)}`,
  };
}

/** The largest fraction of equity that a sizing may come to; a fixed amount is none. */
function largestFraction(sizing: Sizing): number {
  if ("fraction" in sizing) return sizing.fraction;
  if ("stance" in sizing) return sizing.stance;
  if ("volatility" in sizing) return sizing.cap ?? 1;
  if ("kelly" in sizing) return Math.max(sizing.cap, sizing.start ?? 0);
  return 0;
}

function checkEntry({ rule, at }: Checked): Issue[] {
  const { entry } = rule;
  const issues: Issue[] = [];
  if (entry?.sessionsBefore === undefined) return issues;
  for (const field of ["delaySessions", "delayMinutes"] as const) {
    if (entry[field] === undefined) continue;
    issues.push({
      what: "an entry cannot be both before the act and delayed after it",
      at: `${at}.entry.${field}`,
      fix: `leave out sessionsBefore or ${field}`,
    });
  }
  return issues;
}

function checkLimit({ rule, at }: Checked): Issue | null {
  if (rule.entry?.limit === undefined || rule.entry.at !== "close") return null;
  return {
    what: "a limit order rests during a session, an entry at the close has none before it",
    at: `${at}.entry`,
    fix: `leave out limit, or at: "close"`,
  };
}

function checkExit({ rule, at }: Checked): Issue[] {
  const { entry, exit } = rule;
  const issues: Issue[] = [];
  if (entry?.at === "close" && exit.afterSessions === 1 && exit.at !== "open") {
    issues.push({
      what: "afterSessions: 1 with an entry at the close would sell at the very close it bought",
      at: `${at}.exit.afterSessions`,
      fix: "the entry session is the first: use 2 to leave at the next close",
    });
  }
  if (exit.at !== undefined && exit.afterSessions === undefined) {
    issues.push({
      what: "exit.at says when afterSessions ends, but there is no afterSessions",
      at: `${at}.exit.at`,
      fix: "add afterSessions, or leave out at",
    });
  }
  return issues;
}

/** A price falls by no more than all of it. */
function checkTarget({ rule, at }: Checked): Issue | null {
  const { target } = rule.exit;
  if (target === undefined || target < 1 || rule.legs.every((leg) => leg.side === "long")) return null;
  return {
    what: `a short position cannot gain ${target * 100}% of its entry price`,
    at: `${at}.exit.target`,
    fix: "use less than 1: 0.12 is 12%",
  };
}

/** A second leg in an instrument meets the first, which its own rule holds: it would never be filled beside it. */
function checkInstruments({ rule, at }: Checked): Issue[] {
  const instruments = rule.legs.map((leg) => leg.instrument);
  return instruments.flatMap((instrument, index) => {
    const first = instruments.indexOf(instrument);
    if (first === index) return [];
    return [
      {
        what: `${instrument} is what legs[${first}] trades already`,
        at: `${at}.legs[${index}].instrument`,
        fix: "write one leg for each instrument, or another rule",
      },
    ];
  });
}

/** Only a date that was public in advance can be waited for. */
function checkScheduled({ rule, at }: Checked): Issue[] {
  if (isIndexTrigger(rule.on) || rule.on.scheduled !== false) return [];
  const waiting = [
    ...(rule.entry?.sessionsBefore !== undefined ? ["entry.sessionsBefore"] : []),
    ...(rule.exit.until === "occurs" ? ["exit.until"] : []),
  ];
  return waiting.map((field) => ({
    what: "the day of an act that was not scheduled was not known before it",
    at: `${at}.${field}`,
    fix: "select scheduled: true, or leave it out",
  }));
}

function checkOverlap({ rule, at }: Checked): Issue | null {
  if (rule.maxStack === undefined || rule.overlap === "stack") return null;
  return { what: "maxStack without stacking", at: `${at}.maxStack`, fix: `write overlap: "stack"` };
}

function checkIndexTrigger({ rule, at }: Checked): Issue[] {
  if (!isIndexTrigger(rule.on)) return [];
  const why = "an index rule enters at a crossing, not at one signal";
  const { entry, exit, sizing, weighting } = rule;
  const contradictions: (readonly [boolean, string, string])[] = [
    [entry?.sessionsBefore !== undefined, "entry.sessionsBefore", "leave it out"],
    [entry?.delayMinutes !== undefined, "entry.delayMinutes", "use delaySessions"],
    [exit.until === "occurs", "exit.until", "give a day, or afterSessions"],
    [rule.legs.some((leg) => leg.instrument === "named"), "legs", "name the instrument"],
    [sizing !== undefined && "stance" in sizing, "sizing", "use { fraction } or { cash }"],
    [weighting === "stance", "weighting", `use "own"`],
  ];
  return contradictions.flatMap(([isWrong, field, fix]) =>
    isWrong ? [{ what: why, at: `${at}.${field}`, fix }] : [],
  );
}

/** A rule that enters before an act may go only by what its date tells. */
function checkBeforeTheAct({ rule, at }: Checked): Issue[] {
  if (rule.entry?.sessionsBefore === undefined || isIndexTrigger(rule.on)) return [];
  const why = (what: string) => `${what} is not known before the act`;
  const issues = Object.keys(rule.on)
    .filter((field) => !SELECTABLE_BEFORE_THE_ACT.includes(field))
    .map((field) => ({
      what: why(`what "${field}" asks for`),
      at: `${at}.on.${field}`,
      fix: `select by ${SELECTABLE_BEFORE_THE_ACT.join(", ")}, or enter after the act`,
    }));
  if (rule.legs.some((leg) => leg.instrument === "named")) {
    issues.push({ what: why("what a signal names"), at: `${at}.legs`, fix: "name the instrument" });
  }
  if (rule.sizing !== undefined && "stance" in rule.sizing) {
    issues.push({ what: why("the stance"), at: `${at}.sizing`, fix: "use { fraction } or { cash }" });
  }
  if (rule.weighting === "stance") {
    issues.push({ what: why("the stance"), at: `${at}.weighting`, fix: `use "own"` });
  }
  return issues;
}
