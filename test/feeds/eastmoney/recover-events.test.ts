import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AdjustedPair, recoverEvents } from "../../../src/feeds/eastmoney/recover-events.ts";
import { round, seededRandom } from "../../servers/market-truth.ts";

interface Event {
  row: number;
  dividend: number;
  ratio: number;
}

/** Prices as traded, falling at events as prices do, and adjusted by x -> (x - dividend) / ratio, rounded to `unit`. */
function market(seed: number, length: number, events: readonly Event[], decimals: number): AdjustedPair[] {
  const random = seededRandom(seed);
  let last = 20 + 80 * random();
  const pairs: AdjustedPair[] = [];
  for (let day = 0; day < length; day++) {
    for (const event of events) if (event.row === day) last = (last - event.dividend) / event.ratio;
    const move = () => 1 + 0.05 * (random() - 0.5);
    const [open, close] = [last * move(), last * move()];
    const traded = [open, Math.max(open, close) * 1.01, Math.min(open, close) * 0.99, close].map((x) =>
      round(x, decimals),
    );
    last = traded[3] as number;
    const later = events.filter(({ row }) => row > day);
    const adjusted = traded.map((price) =>
      round(
        later.reduce((x, { dividend, ratio }) => (x - dividend) / ratio, price),
        decimals,
      ),
    );
    pairs.push({ day, traded, adjusted });
  }
  return pairs;
}

describe("recoverEvents", () => {
  it("finds no events where the prices are equal", () => {
    expect(recoverEvents(market(1, 50, [], 3), 0.001)).toEqual({ dividends: [], splits: [] });
  });

  it("finds a dividend on its ex-date, to the cent", () => {
    const pairs = market(2, 80, [{ row: 40, dividend: 2.4, ratio: 1 }], 3);
    expect(recoverEvents(pairs, 0.001)).toEqual({ dividends: [{ day: 40, amount: 2.4 }], splits: [] });
  });

  it("finds splits both ways", () => {
    const pairs = market(
      3,
      80,
      [
        { row: 30, dividend: 0, ratio: 5 },
        { row: 60, dividend: 0, ratio: 0.1 },
      ],
      3,
    );
    expect(recoverEvents(pairs, 0.001)).toEqual({
      dividends: [],
      splits: [
        { day: 30, ratio: 5 },
        { day: 60, ratio: 0.1 },
      ],
    });
  });

  it("finds a bonus issue with a dividend on one day: ten shares give five and 3 yuan", () => {
    const pairs = market(4, 120, [{ row: 60, dividend: 0.3, ratio: 1.5 }], 2);
    const events = recoverEvents(pairs, 0.01);
    expect(events?.splits).toEqual([{ day: 60, ratio: 1.5 }]);
    expect(events?.dividends).toHaveLength(1);
    expect(events?.dividends[0]?.amount).toBeCloseTo(0.3, 2);
  });

  it("sees through dividends whose adjusted prices are below zero", () => {
    const events = [20, 40, 60, 80].map((row) => ({ row, dividend: 12, ratio: 1 }));
    const pairs = market(5, 100, events, 3);
    expect(pairs[0]!.adjusted[3]).toBeLessThan(pairs[0]!.traded[3]! - 47);
    expect(recoverEvents(pairs, 0.001)?.dividends.map(({ amount }) => amount)).toEqual([12, 12, 12, 12]);
  });

  it("refuses what lines do not explain", () => {
    const pairs = market(6, 60, [], 3);
    const noise = seededRandom(9);
    const bent = pairs.map((pair) => ({
      ...pair,
      adjusted: pair.traded.map((price) => price * (1 - 0.1 * noise())),
    }));
    expect(recoverEvents([...bent.slice(0, 50), ...pairs.slice(50)], 0.001)).toBeUndefined();
    // Multiplied by a factor, as a dividend is adjusted elsewhere, would read as a split of 1.0204: it is one.
    const rights = market(7, 60, [{ row: 30, dividend: -1, ratio: 1.1 }], 3);
    expect(recoverEvents(rights, 0.001)).toBeUndefined();
    expect(recoverEvents([], 0.001)).toBeUndefined();
  });

  it("finds any mixture of events that are some sessions apart; where it cannot, it declines, and is not wrong", () => {
    let tried = 0;
    let declined = 0;
    const event = fc.record({
      gap: fc.integer({ min: 15, max: 80 }),
      dividend: fc.integer({ min: 0, max: 60 }).map((tenths) => tenths / 20),
      ratio: fc.constantFrom(1, 1, 1, 1.3, 1.5, 2, 4, 5, 0.5, 0.1),
    });
    fc.assert(
      fc.property(fc.nat(100_000), fc.array(event, { minLength: 1, maxLength: 5 }), (seed, list) => {
        let row = 0;
        const events = list.map(({ gap, dividend, ratio }) => {
          row += gap;
          return { row, dividend, ratio };
        });
        const pairs = market(seed, row + 30, events, 3);
        fc.pre(pairs.every(({ traded }) => traded.every((price) => price > 1)));
        const found = recoverEvents(pairs, 0.001);
        tried++;
        if (found === undefined) {
          declined++;
          return;
        }
        const splits = events.filter(({ ratio }) => ratio !== 1);
        const paid = events.filter(({ dividend }) => dividend > 0);
        expect(found.splits).toEqual(splits.map((one) => ({ day: one.row, ratio: one.ratio })));
        expect(found.dividends.map(({ day }) => day)).toEqual(paid.map((one) => one.row));
        found.dividends.forEach(({ amount }, index) => {
          expect(Math.abs(amount - paid[index]!.dividend)).toBeLessThan(0.05);
        });
      }),
      { numRuns: 300, seed: 42 },
    );
    expect(declined / tried).toBeLessThan(0.01);
  });
});
