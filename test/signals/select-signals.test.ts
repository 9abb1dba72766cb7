import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeWith } from "../../src/decode/decode-with.ts";
import type { PolicySignal } from "../../src/signals/policy-signal.ts";
import {
  compileSelection,
  type SignalSelection,
  selectSignals,
  signalSelectionSchema,
} from "../../src/signals/select-signals.ts";
import { knownAt } from "../../src/signals/timing-policy.ts";
import { aSignal, signalOn } from "./a-signal.ts";

const known = (signal: PolicySignal) => knownAt(signal, "safe");
const reason = (selection: SignalSelection, fields: Partial<PolicySignal> = {}) =>
  compileSelection(selection, { signals: [], knownAt: known })(aSignal(fields));

describe("compileSelection", () => {
  it("selects everything where nothing is asked", () => {
    expect(reason({})).toBeNull();
  });

  it.each<[SignalSelection, Partial<PolicySignal>, string]>([
    [{ kinds: ["leadership-meeting"] }, { kind: "politburo" }, "kind is politburo, not leadership-meeting"],
    [{ kinds: ["politburo"] }, { kind: "top-policy-meeting" }, "kind is top-policy-meeting, not politburo"],
    [{ status: ["official", "leak"] }, { status: "company" }, "status is company, not official or leak"],
    [{ phases: ["held"] }, {}, "phase is not stated, not held"],
    [{ stance: { atLeast: 0.5 } }, { stance: 0.25 }, "stance is 0.25, below 0.5"],
    [{ stance: { atMost: 0 } }, {}, "stance is 1, above 0"],
    [{ mixed: true }, {}, "stance is not mixed"],
    [{ mixed: false }, { mixed: true }, "stance is mixed"],
    [{ actors: ["Li Qiang"] }, {}, "actor is Xi Jinping, not Li Qiang"],
    [{ targets: ["ai"] }, { targets: [] }, "no target is stated, wanted ai"],
    [{ symbols: ["0700.HK"] }, {}, "symbol is 9988.HK, not 0700.HK"],
    [{ scheduled: true }, {}, "act was not scheduled in public"],
    [{ completeFamilies: true }, { familyComplete: false }, "family L1 is not complete"],
    [{ completeFamilies: false }, {}, "family L1 is complete"],
    [{ families: ["P1"] }, { family: null }, "family is not stated, not P1"],
    [{ novelty: { atLeast: 0.5 } }, { novelty: 0.2 }, "novelty is 0.2, below 0.5"],
    [{ confidence: { atLeast: 0.9 } }, { confidence: 0.5 }, "confidence is 0.5, below 0.9"],
    [{ weekdays: ["friday"] }, {}, "weekday is monday, not friday"],
    [{ ids: ["other"] }, { id: "this" }, "id is this, not other"],
    [{ from: "2025-02-18" }, {}, "published 2025-02-17, before 2025-02-18"],
    [{ to: "2025-02-16" }, {}, "published 2025-02-17, after 2025-02-16"],
  ])("%j: %j is left out because %s", (selection, fields, words) => {
    expect(reason(selection, fields)).toBe(words);
  });

  it.each<[SignalSelection, Partial<PolicySignal>]>([
    [{ kinds: ["top-policy-meeting"] }, { kind: "politburo" }],
    [{ stance: { atLeast: 1, atMost: 1 } }, {}],
    [{ actors: ["xi jinping", "Li Qiang"] }, {}],
    [{ novelty: { atLeast: 1 }, confidence: { atLeast: 1 } }, {}],
    [{ from: "2025-02-17", to: "2025-02-17" }, {}],
    [{ weekdays: ["monday"] }, {}],
  ])("%j selects %j", (selection, fields) => {
    expect(reason(selection, fields)).toBeNull();
  });

  it("counts back over the window only, itself included", () => {
    const signals = [
      signalOn("2025-01-01", "a"),
      signalOn("2025-01-05", "b"),
      signalOn("2025-01-06", "other-kind", { kind: "politburo" }),
      signalOn("2025-01-12", "c"),
    ];
    const ids = (countWithin: SignalSelection["countWithin"] & object) =>
      selectSignals(signals, { kinds: ["leadership-meeting"], countWithin }, known).map(
        (signal) => signal.id,
      );
    expect(ids({ days: 7, atMost: 1 })).toEqual(["a", "c"]);
    expect(ids({ days: 7, atLeast: 2 })).toEqual(["b"]);
    expect(ids({ days: 30, atLeast: 3 })).toEqual(["c"]);
  });

  it("takes one of several signals known at the same instant as the first", () => {
    const signals = [signalOn("2025-01-01", "b"), signalOn("2025-01-01", "a")];
    const first = selectSignals(signals, { countWithin: { days: 1, atMost: 1 } }, known);
    expect(first.map((signal) => signal.id)).toEqual(["a"]);
  });

  it("does not choose a leak for having proved right", () => {
    const leak = signalOn("2025-02-14", "leak", { relatesTo: [{ id: "act", relation: "leak-of" }] });
    const act = signalOn("2025-02-17", "act", { relatesTo: [{ id: "leak", relation: "act-of" }] });
    const context = { signals: [leak, act], knownAt: known };
    expect(compileSelection({ relations: ["leak-of"] }, context)(leak)).toBe(
      "no relation is stated, wanted leak-of",
    );
    expect(compileSelection({ relations: ["act-of"] }, context)(act)).toBeNull();
  });

  it("never changes its answer for a signal when later ones appear", () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2025-01-${String(n).padStart(2, "0")}`);
    const selection: SignalSelection = {
      countWithin: { days: 5, atLeast: 1, atMost: 2 },
      relations: ["follows"],
    };
    fc.assert(
      fc.property(fc.array(fc.tuple(day, fc.nat(9)), { minLength: 1, maxLength: 10 }), day, (rows, cut) => {
        const signals = rows.map(([date, target], index) =>
          signalOn(date, `s${index}`, { relatesTo: [{ id: `s${target}`, relation: "follows" }] }),
        );
        const earlier = signals.filter((signal) => signal.publishedAt.date <= cut);
        for (const signal of earlier) {
          const then = compileSelection(selection, { signals: earlier, knownAt: known })(signal);
          expect(compileSelection(selection, { signals, knownAt: known })(signal)).toBe(then);
        }
      }),
    );
  });
});

describe("signalSelectionSchema", () => {
  const issuesOf = (value: unknown) =>
    decodeWith(signalSelectionSchema, value, { file: "s.yaml", within: ".on" }).issues;

  it("accepts every field", () => {
    const selection: SignalSelection = {
      kinds: ["politburo"],
      actors: ["Xi Jinping"],
      stance: { atLeast: -1, atMost: 0 },
      weekdays: ["friday"],
      relations: ["act-of"],
      countWithin: { days: 10, atMost: 1 },
      from: "2024-01-01",
      to: "2024-12-31",
    };
    expect(decodeWith(signalSelectionSchema, selection, { file: "s.yaml" })).toEqual({ value: selection });
  });

  it("names the nearest kind, and refuses what would select nothing", () => {
    expect(issuesOf({ kinds: ["leadership-meetings"] })?.[0]).toMatchObject({
      at: "s.yaml on.kinds[0]",
      fix: 'did you mean "leadership-meeting"?',
    });
    expect(issuesOf({ kinds: [] })?.[0]?.what).toBe("the list is empty");
    expect(issuesOf({ stance: { atLeast: 0.5, atMost: 0.2 } })?.[0]?.fix).toBe("swap the two");
    expect(issuesOf({ from: "2025-01-02", to: "2025-01-01" })?.[0]?.fix).toBe("swap the two");
    expect(issuesOf({ from: "2025-02-30" })?.[0]?.what).toBe('"2025-02-30" is not a calendar day');
    expect(issuesOf({ stance: { min: 1 } })?.[0]?.fix).toBe("the fields here are atLeast, atMost");
  });
});
