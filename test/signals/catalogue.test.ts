import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { buildCatalogue, canonicalJson, isReviewed } from "../../src/signals/catalogue.ts";
import { aSignal, signalOn } from "./a-signal.ts";

const entriesOf = (signals: ReturnType<typeof aSignal>[], file = "a.json") =>
  signals.map((signal, index) => ({ signal, at: `${file} [${index}]` }));

describe("buildCatalogue", () => {
  it("orders signals by date, clock time and id, an unknown time last", () => {
    const at = (time: string | null) =>
      ({ date: "2025-01-02", time, session: "unknown", basis: "wording" }) as const;
    const signals = [
      signalOn("2025-01-03", "later"),
      aSignal({ id: "b", publishedAt: at(null) }),
      aSignal({ id: "z", publishedAt: at("09:00") }),
      aSignal({ id: "a", publishedAt: at(null) }),
    ];
    expect(buildCatalogue(entriesOf(signals)).signals.map((signal) => signal.id)).toEqual([
      "z",
      "a",
      "b",
      "later",
    ]);
  });

  it("gives the same order and hash whatever the order of files and signals", () => {
    const day = fc.integer({ min: 10, max: 28 }).map((n) => `2025-01-${n}`);
    const signals = fc
      .array(day, { minLength: 1, maxLength: 12 })
      .map((days) => days.map((date, index) => signalOn(date, `s${index}`)));
    const pair = signals.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const a = buildCatalogue(entriesOf(one));
        const b = buildCatalogue(entriesOf(other, "b.json"));
        expect(b.signals).toEqual(a.signals);
        expect(b.sha256).toBe(a.sha256);
      }),
    );
  });

  it("changes its hash when any fact changes", () => {
    const hash = (fields: Parameters<typeof aSignal>[0]) =>
      buildCatalogue(entriesOf([aSignal(fields)])).sha256;
    const plain = hash({});
    expect(hash({ stance: 0.9 })).not.toBe(plain);
    expect(hash({ symbols: ["9988.HK", "BABA"] })).not.toBe(plain);
    expect(hash({ notes: "a note" })).not.toBe(plain);
  });

  it("refuses an id that stands twice, and names both places", () => {
    const entries = [
      ...entriesOf([aSignal()], "a.json"),
      ...entriesOf([signalOn("2025-03-01", "x"), aSignal()], "b.json"),
    ];
    expect(() => buildCatalogue(entries)).toThrow(InputError);
    expect(() => buildCatalogue(entries)).toThrow(
      'two signals are called "xi-entrepreneur-symposium-2025"\n  at   b.json [1] and a.json [0]',
    );
  });
});

describe("isReviewed", () => {
  it("takes signals written by hand, accepted or edited, and no others", () => {
    expect(isReviewed(aSignal())).toBe(true);
    expect(isReviewed(aSignal({ review: { status: "accepted" } }))).toBe(true);
    expect(isReviewed(aSignal({ review: { status: "edited" } }))).toBe(true);
    expect(isReviewed(aSignal({ review: { status: "pending" } }))).toBe(false);
    expect(isReviewed(aSignal({ review: { status: "rejected" } }))).toBe(false);
  });
});

describe("canonicalJson", () => {
  it("does not depend on the order of fields", () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: "x" })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
  });

  it("is JSON of the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
