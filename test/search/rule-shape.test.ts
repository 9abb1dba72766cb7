import { describe, expect, it } from "vitest";
import { CheckedNumbers, RulePattern, shapeOf } from "../../src/search/rule-shape.ts";
import type { Rule } from "../../src/strategy/rule.ts";

const plain: Rule = {
  name: "meeting",
  on: { kinds: ["leadership-meeting"], stance: { atLeast: 0.4 } },
  legs: [{ instrument: "2800.HK", side: "long", weight: 1 }],
  entry: { at: "open" },
  exit: { afterSessions: 10, stopLoss: 0.08 },
  overlap: "extend",
};
const withExit = (exit: object): Rule => ({ ...plain, exit: { ...plain.exit, ...exit } as Rule["exit"] });

const variants: Readonly<Record<string, readonly unknown[]>> = {
  plain: [plain],
  "another hold and stop": [withExit({ afterSessions: 3, stopLoss: 0.02 })],
  "another order of fields": [Object.fromEntries(Object.entries(plain).reverse())],
  "a target": [withExit({ target: 0.1 })],
  "no stop": [{ ...plain, exit: { afterSessions: 10 } }],
  "a stop that is undefined": [withExit({ stopLoss: undefined })],
  "a stop that is a text": [withExit({ stopLoss: "0.08" })],
  "another stance": [{ ...plain, on: { ...plain.on, stance: { atLeast: 0.5 } } }],
  "no stance": [{ ...plain, on: { kinds: ["leadership-meeting"] } }],
  "another kind": [{ ...plain, on: { ...plain.on, kinds: ["regulation"] } }],
  "one more kind": [{ ...plain, on: { ...plain.on, kinds: ["leadership-meeting", "regulation"] } }],
  "kinds that are no list": [{ ...plain, on: { ...plain.on, kinds: { 0: "leadership-meeting" } } }],
  "a field that holds nothing": [{ ...plain, where: undefined }],
  "entry at the close": [{ ...plain, entry: { at: "close" } }],
  "a widest gap": [{ ...plain, entry: { at: "open", onlyIfGapBelow: 0.01 } }],
  "another widest gap": [{ ...plain, entry: { at: "open", onlyIfGapBelow: 0.02 } }],
  "a widest gap in the exit": [withExit({ onlyIfGapBelow: 0.02 })],
  "another widest gap in the exit": [withExit({ onlyIfGapBelow: 0.03 })],
  "two rules": [plain, plain],
  "no rules": [],
};

describe("RulePattern", () => {
  it.each(Object.keys(variants))("takes for its like only what has the same text: %s", (name) => {
    const rules = variants[name] as readonly Rule[];
    const pattern = new RulePattern(rules);
    expect(pattern.matches([...rules])).toBe(true);
    for (const others of Object.values(variants) as (readonly Rule[])[]) {
      if (pattern.matches(others)) expect(shapeOf(sortFields(others))).toBe(shapeOf(sortFields(rules)));
    }
  });

  it("knows rules again whose free numbers alone differ, and no others", () => {
    const pattern = new RulePattern([plain]);
    const like = Object.keys(variants).filter((name) => pattern.matches(variants[name] as readonly Rule[]));
    expect(like).toEqual(["plain", "another hold and stop", "another order of fields"]);
  });

  it("writes names of fields into no code", () => {
    const odd = { ...plain, on: { 'a"];throw 1;//': 1, "\u2028": 2 } } as unknown as Rule;
    expect(new RulePattern([odd]).matches([structuredClone(odd)])).toBe(true);
    expect(new RulePattern([odd]).matches([plain])).toBe(false);
  });
});

/** The order of fields changes a rule's text and nothing that it does. */
function sortFields(rules: readonly Rule[]): readonly Rule[] {
  return rules.map((rule) => Object.fromEntries(Object.entries(rule).sort()) as unknown as Rule);
}

describe("CheckedNumbers", () => {
  it("covers what lies between two that have passed, whole holds only", () => {
    const checked = new CheckedNumbers();
    checked.add(withExit({ afterSessions: 2 }));
    checked.add(withExit({ afterSessions: 9, stopLoss: 0.2 }));
    expect(checked.covers(withExit({ afterSessions: 5, stopLoss: 0.15 }))).toBe(true);
    expect(checked.covers(withExit({ afterSessions: 5.5 }))).toBe(false);
    expect(checked.covers(withExit({ stopLoss: 0.21 }))).toBe(false);
    expect(checked.covers(withExit({ target: 0.1 }))).toBe(false);
  });

  it("looks as far beyond as has passed, where a number lies outside and nowhere else", () => {
    const checked = new CheckedNumbers();
    expect(checked.beyond(plain).exit).toEqual(plain.exit);
    checked.add(withExit({ afterSessions: 10, stopLoss: 0.25 }));
    checked.add(withExit({ afterSessions: 12, stopLoss: 0.5 }));
    expect(checked.beyond(withExit({ afterSessions: 13, stopLoss: 0.3 })).exit).toEqual({
      afterSessions: 16,
      stopLoss: 0.3,
    });
    expect(checked.beyond(withExit({ afterSessions: 11, stopLoss: 0.125 })).exit).toEqual({
      afterSessions: 11,
      stopLoss: -0.25,
    });
  });
});
