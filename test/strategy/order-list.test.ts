import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byLeg, type EntryOccasion, type OrderLeg } from "../../src/strategy/entry-order.ts";
import { OrderList } from "../../src/strategy/order-list.ts";
import { resolveStrategy } from "../../src/strategy/resolve-strategy.ts";

const [rule] = resolveStrategy(
  {
    name: "list",
    hypothesis: "none",
    rules: [{ on: {}, legs: [{ instrument: "A", side: "long" }], exit: { afterSessions: 1 } }],
  },
  {},
  "test",
).rules;

function occasion(signal: number): EntryOccasion {
  return {
    rule: 0,
    signal,
    basket: [0, 1, 2],
    terms: rule!,
    session: signal,
    phase: "open",
    knownAt: signal,
    untilSession: null,
  };
}

function leg(instrument: number): OrderLeg {
  return { index: 0, instrument, side: 1, weight: 1 };
}

describe("OrderList", () => {
  it("is the orders that it was made of, in their order, by place and one after another", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 }), (lengths) => {
        const orders = lengths.flatMap((length, signal) => {
          const shared = occasion(signal);
          return Array.from({ length }, (_, instrument) => ({ occasion: shared, leg: leg(instrument) }));
        });
        const list = OrderList.of(orders);
        expect(list.length).toBe(orders.length);
        expect(list.runs.length).toBe(lengths.length);
        expect([...list]).toEqual(orders);
        for (const [place, order] of orders.entries()) {
          expect(list.at(place)?.occasion).toBe(order.occasion);
          expect(list.at(place)?.leg).toBe(order.leg);
        }
        for (const place of [-1, orders.length, Number.NaN]) expect(list.at(place)).toBeUndefined();
      }),
    );
  });

  it("joins orders side by side that share their occasion, and no others", () => {
    const [first, second] = [occasion(1), occasion(2)];
    const list = OrderList.of([
      { occasion: first, leg: leg(0) },
      { occasion: second, leg: leg(0) },
      { occasion: first, leg: leg(1) },
      { occasion: first, leg: leg(2) },
    ]);
    expect(list.runs.map(({ occasion: { signal }, legs }) => [signal, legs.length])).toEqual([
      [1, 1],
      [2, 1],
      [1, 2],
    ]);
  });

  it("keeps what a filter keeps", () => {
    const shared = occasion(1);
    const list = OrderList.of([0, 1, 2].map((instrument) => ({ occasion: shared, leg: leg(instrument) })));
    const kept = list.filter((order) => order.leg.instrument !== 1);
    expect(Array.from(kept, (order) => order.leg.instrument)).toEqual([0, 2]);
    expect(kept.runs.length).toBe(1);
  });
});

it("legs are in the order of the rule's, then of their instruments", () => {
  const legs = [
    { ...leg(4), index: 1 },
    { ...leg(2), index: 1 },
    { ...leg(9), index: 0 },
  ];
  expect(legs.sort(byLeg).map(({ index, instrument }) => [index, instrument])).toEqual([
    [0, 9],
    [1, 2],
    [1, 4],
  ]);
});
