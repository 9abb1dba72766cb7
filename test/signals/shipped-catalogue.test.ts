import { describe, expect, it } from "vitest";
import shipped from "../../signals/china-policy.json" with { type: "json" };
import { buildCatalogue } from "../../src/signals/catalogue.ts";
import { decodeSignalFile } from "../../src/signals/decode-signal-file.ts";
import type { PolicySignal } from "../../src/signals/policy-signal.ts";
import { knownAt } from "../../src/signals/timing-policy.ts";

const decoded = decodeSignalFile(shipped, "signals/china-policy.json");
const { signals, byId } = buildCatalogue(decoded.entries);

const count = (key: (signal: PolicySignal) => string | null) => {
  const counts: Record<string, number> = {};
  for (const signal of signals) counts[`${key(signal)}`] = (counts[`${key(signal)}`] ?? 0) + 1;
  return counts;
};

describe("the shipped catalogue", () => {
  it("is sound and holds 200 signals, in the order of the file", () => {
    expect(decoded.issues).toEqual([]);
    expect(signals.map((signal) => signal.id)).toEqual(shipped.signals.map((signal) => signal.id));
    expect(signals).toHaveLength(200);
  });

  it("marks exactly the six families that are complete", () => {
    const complete = signals.filter((signal) => signal.familyComplete);
    expect(complete).toHaveLength(62);
    const families = count((signal) => (signal.familyComplete ? signal.family : "the others"));
    expect(families).toEqual({ P1: 20, P2: 6, P3: 6, P4: 8, M2: 18, L1: 4, "the others": 138 });
  });

  it("says what each publication time rests on", () => {
    expect(count((signal) => signal.publishedAt.basis)).toEqual({
      stamp: 15,
      wording: 83,
      unsourced: 68,
      unknown: 34,
    });
    expect(count((signal) => signal.status)).toEqual({
      official: 190,
      leak: 5,
      "state-media": 1,
      company: 4,
    });
  });

  it("states stances in halves, from -1 to 1", () => {
    expect(count((signal) => String(signal.stance))).toEqual({
      "-1": 25,
      "-0.5": 47,
      "0": 38,
      "0.5": 74,
      "1": 16,
    });
  });

  it("ties signals to signals that are there, the act after its leak, the end after the beginning", () => {
    for (const signal of signals) {
      for (const { id, relation } of signal.relatesTo ?? []) {
        const other = byId.get(id) as PolicySignal;
        expect(other, `${signal.id} ${relation} ${id}`).toBeDefined();
        const isAhead = relation === "leak-of" || relation === "announces";
        const [first, second] = isAhead ? [signal, other] : [other, signal];
        expect(knownAt(first, "safe"), `${signal.id} ${relation} ${id}`).toBeLessThanOrEqual(
          knownAt(second, "safe"),
        );
      }
    }
  });

  it("ties every leak to the act that it told of, and back", () => {
    for (const leak of signals.filter((signal) => signal.status === "leak")) {
      const act = byId.get(leak.relatesTo?.find((tie) => tie.relation === "leak-of")?.id ?? "");
      expect(act?.relatesTo, leak.id).toContainEqual({ id: leak.id, relation: "act-of" });
    }
  });
});
