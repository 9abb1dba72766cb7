import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signalAsOf } from "../../src/signals/as-of.ts";
import { reviseSignal } from "../../src/signals/revise-signal.ts";
import { parseInstant } from "../../src/time/zoned-time.ts";
import { aSignal } from "./a-signal.ts";

const note = (at: string) => ({ by: "ann", at, why: "second reading" });

describe("reviseSignal", () => {
  it("keeps what the signal said before, and which fields it did not have", () => {
    const revised = reviseSignal(aSignal(), { stance: 0.5, phase: "held" }, note("2025-03-01T00:00:00Z"));
    expect(revised).toMatchObject({ stance: 0.5, phase: "held" });
    expect(revised.revisions).toEqual([
      {
        until: "2025-03-01T00:00:00Z",
        by: "ann",
        why: "second reading",
        was: { stance: 1 },
        absent: ["phase"],
      },
    ]);
  });

  it("takes an optional field away", () => {
    const revised = reviseSignal(
      aSignal({ phase: "held" }),
      { phase: undefined },
      note("2025-03-01T00:00:00Z"),
    );
    expect(revised).not.toHaveProperty("phase");
    expect(revised.revisions?.[0]?.was).toEqual({ phase: "held" });
  });

  it("adds no revision where nothing changes", () => {
    const signal = aSignal();
    expect(reviseSignal(signal, { stance: 1, actors: ["Xi Jinping"] }, note("2025-03-01T00:00:00Z"))).toBe(
      signal,
    );
  });

  it("can be undone by any chain of changes replayed as of before", () => {
    const change = fc.record(
      {
        stance: fc.constantFrom(-1, 0, 1),
        phase: fc.constantFrom("held" as const, "announced" as const, undefined),
        notes: fc.constantFrom("a", "b", undefined),
        symbols: fc.constantFrom([], ["BABA"]),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 5 }), fc.nat(5), (changes, upTo) => {
        const states = [aSignal()];
        changes.forEach((one, index) => {
          states.push(reviseSignal(states[index]!, one, note(`2025-03-0${index + 1}T00:00:00Z`)));
        });
        const last = states.at(-1)!;
        const index = Math.min(upTo, changes.length);
        const then = parseInstant(`2025-03-0${index}T12:00:00Z`) ?? parseInstant("2025-02-28T12:00:00Z")!;
        expect(signalAsOf(last, then)).toEqual(states[index]);
      }),
    );
  });
});
