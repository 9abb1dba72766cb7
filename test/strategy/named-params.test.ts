import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { defineStrategy, param } from "../../src/strategy/authoring.ts";
import { namedParams, watchedParams } from "../../src/strategy/named-params.ts";
import { resolveStrategy } from "../../src/strategy/resolve-strategy.ts";

describe("namedParams", () => {
  it("gives what it has, to every way of reading it", () => {
    const params = namedParams({ hold: 10, toString: "own" });
    const { hold } = params;
    expect(hold).toBe(10);
    expect({ ...params }).toEqual({ hold: 10, toString: "own" });
    expect(Object.keys(params)).toEqual(["hold", "toString"]);
    expect(JSON.stringify(params)).toBe('{"hold":10,"toString":"own"}');
    expect("hodl" in params).toBe(false);
    expect(structuredClone(params)).toEqual({ hold: 10, toString: "own" });
    expect(namedParams({ hold: 10 }).toString()).toBe("[object Object]");
  });

  it("refuses a name that it has not, with the nearest one", () => {
    expect(() => namedParams({ hold: 10, minStance: 0.4 }).hodl).toThrow(InputError);
    expect(() => namedParams({ hold: 10 }).hodl).toThrow('did you mean "hold"? (it has hold)');
    expect(() => namedParams({}).hold).toThrow("it has no params");
  });
});

describe("watchedParams", () => {
  it("notes what is asked for, and is as namedParams otherwise", () => {
    const asked = new Set<string>();
    const params = watchedParams({ hold: 10, stop: 0.1, side: "long" }, asked) as Record<string, unknown>;
    expect([...asked]).toEqual([]);
    expect(Object.keys(params)).toEqual(["hold", "stop", "side"]);
    expect(params["stop"]).toBe(0.1);
    expect([...asked]).toEqual(["stop"]);
    params["hold"] = 11;
    expect({ ...params }).toEqual({ hold: 11, stop: 0.1, side: "long" });
    expect([...asked]).toEqual(["stop", "hold", "side"]);
    expect(() => params["hodl"]).toThrow('did you mean "hold"?');
  });
});

describe("a strategy that asks for a parameter by a wrong name", () => {
  it("is refused: an exit that is undefined would hold to the end of the prices", () => {
    const strategy = defineStrategy({
      name: "misnamed",
      hypothesis: "none",
      params: { hodl: param.integer(10, { min: 1, max: 60 }) },
      // As in a file that no type checker has seen.
      rules: (({ hold }: Record<string, number>) => [
        {
          on: {},
          legs: [{ instrument: "KWEB", side: "long" as const }],
          exit: { afterSessions: hold },
        },
      ]) as never,
    });
    expect(() => resolveStrategy(strategy, {}, "misnamed.ts")).toThrow(
      expect.objectContaining({
        issues: [
          {
            what: 'the strategy asks for a parameter "hold", which is not among its params',
            at: "misnamed.ts rules",
            fix: 'did you mean "hodl"? (it has hodl)',
          },
        ],
      }),
    );
  });
});
