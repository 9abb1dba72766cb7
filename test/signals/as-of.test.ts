import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogueAsOf, signalAsOf } from "../../src/signals/as-of.ts";
import { buildCatalogue } from "../../src/signals/catalogue.ts";
import type { PolicySignal } from "../../src/signals/policy-signal.ts";
import { knownAt } from "../../src/signals/timing-policy.ts";
import { parseInstant } from "../../src/time/zoned-time.ts";
import { aSignal, signalOn } from "./a-signal.ts";

const instant = (text: string) => parseInstant(text) as number;
const catalogueOf = (signals: readonly PolicySignal[]) =>
  buildCatalogue(signals.map((signal, index) => ({ signal, at: `a.json [${index}]` })));

describe("signalAsOf", () => {
  const edited = aSignal({
    stance: 1,
    phase: "held",
    review: { status: "edited", by: "ann", at: "2025-05-01T00:00:00Z" },
    revisions: [
      {
        until: "2025-03-01T00:00:00Z",
        by: "bob",
        why: "first reading",
        was: { stance: 0.2 },
        absent: ["phase"],
      },
      { until: "2025-04-01T00:00:00Z", by: "ann", why: "the long readout", was: { stance: 0.6 } },
    ],
  });

  it("undoes the revisions that came later, the newest first", () => {
    expect(signalAsOf(edited, instant("2025-05-02T00:00:00Z"))).toEqual(edited);
    expect(signalAsOf(edited, instant("2025-03-15T00:00:00Z"))).toMatchObject({ stance: 0.6, phase: "held" });
    expect(signalAsOf(edited, instant("2025-02-18T00:00:00Z")).stance).toBe(0.2);
  });

  it("leaves out what was not stated then, the later review and the later revisions", () => {
    const first = signalAsOf(edited, instant("2025-02-18T00:00:00Z"));
    expect(first).not.toHaveProperty("phase");
    expect(first).not.toHaveProperty("review");
    expect(first).not.toHaveProperty("revisions");
    expect(signalAsOf(edited, instant("2025-03-15T00:00:00Z")).revisions).toHaveLength(1);
  });
});

describe("catalogueAsOf", () => {
  it("drops signals not yet known under the policy", () => {
    const unsourced = { date: "2025-02-17", time: "12:30", session: "intraday", basis: "unsourced" } as const;
    const catalogue = catalogueOf([aSignal({ publishedAt: unsourced })]);
    const atOne = instant("2025-02-17T13:00:00+08:00");
    expect(catalogueAsOf(catalogue, atOne, "best").signals).toHaveLength(1);
    expect(catalogueAsOf(catalogue, atOne, "safe").signals).toHaveLength(0);
    expect(catalogueAsOf(catalogue, instant("2025-02-18T00:00:00+08:00"), "safe").signals).toHaveLength(1);
  });

  it("drops ties to signals not yet known", () => {
    const leak = signalOn("2025-02-14", "leak", { relatesTo: [{ id: "act", relation: "leak-of" }] });
    const catalogue = catalogueOf([leak, signalOn("2025-02-17", "act")]);
    const then = catalogueAsOf(catalogue, instant("2025-02-16T00:00:00Z"), "safe");
    expect(then.byId.get("leak")).not.toHaveProperty("relatesTo");
    const now = catalogueAsOf(catalogue, instant("2025-02-18T00:00:00Z"), "safe");
    expect(now.byId.get("leak")?.relatesTo).toHaveLength(1);
  });

  it("shows the same past whatever is added or revised later", () => {
    const date = fc.integer({ min: 10, max: 28 }).map((n) => `2025-01-${n}`);
    const rows = fc.array(fc.tuple(date, fc.constantFrom(-1, 0, 1), fc.nat(8)), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(rows, date, fc.constantFrom(-0.5, 0.5), (list, cut, newStance) => {
        const signals = list.map(([day, stance, target], index) =>
          signalOn(day, `s${index}`, { stance, relatesTo: [{ id: `s${target}`, relation: "follows" }] }),
        );
        const now = instant(`${cut}T12:00:00+08:00`);
        const earlierOnly = signals.filter((signal) => knownAt(signal, "safe") <= now);
        // Afterwards somebody changes every stance, and says so.
        const revisedLater = signals.map((signal) => ({
          ...signal,
          stance: newStance,
          phase: "held" as const,
          revisions: [
            {
              until: "2025-02-01T00:00:00Z",
              by: "x",
              why: "y",
              was: { stance: signal.stance },
              absent: ["phase" as const],
            },
          ],
        }));
        const expected = catalogueAsOf(catalogueOf(earlierOnly), now, "safe");
        expect(catalogueAsOf(catalogueOf(signals), now, "safe").sha256).toBe(expected.sha256);
        expect(catalogueAsOf(catalogueOf(revisedLater), now, "safe").sha256).toBe(expected.sha256);
      }),
    );
  });
});
