import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { withParamReferences } from "../../src/strategy/param-references.ts";

const hold = { type: "integer", default: 10, min: 1, max: 20 };

function issuesOf(document: unknown): string[] {
  try {
    withParamReferences(document, "a.yaml");
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.issues.map(({ what, at, fix }) => `${at}: ${what} (${fix})`);
  }
}

describe("names of parameters in a file of YAML", () => {
  it("stand for their values", () => {
    const document = { params: { hold }, rules: [{ exit: { afterSessions: "$hold", list: ["$hold", 3] } }] };
    const { rules } = withParamReferences(document, "a.yaml") as { rules: (values: object) => unknown };
    expect(rules({ hold: 7 })).toEqual([{ exit: { afterSessions: 7, list: [7, 3] } }]);
  });

  it("that are none of them are refused with the nearest", () => {
    expect(issuesOf({ params: { hold }, rules: [{ exit: { afterSessions: "$hodl" } }] })).toEqual([
      'a.yaml rules[0].exit.afterSessions: the strategy has no parameter "hodl" (did you mean "$hold"?)',
    ]);
    expect(issuesOf({ rules: [{ exit: { afterSessions: "$hold" } }] })).toEqual([
      'a.yaml rules[0].exit.afterSessions: the strategy has no parameter "hold" (it has none; write it under params)',
    ]);
  });

  it("of which one stands nowhere are refused: a sweep of it would try one strategy over and over", () => {
    expect(issuesOf({ params: { hold }, rules: [{ exit: { afterSessions: 5 } }] })).toEqual([
      'a.yaml params.hold: no rule uses the parameter "hold" (write $hold where its value belongs, or leave it out)',
    ]);
  });

  it("leave what is no strategy to its schema", () => {
    for (const document of [null, 3, [], { rules: {} }, { params: 3, rules: [] }, { rules: [{}] }]) {
      expect(withParamReferences(document, "a.yaml")).toBe(document);
    }
  });
});
