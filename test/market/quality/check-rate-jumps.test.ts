import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BarMark } from "../../../src/market/bars.ts";
import { checkRateJumps, unconfirmedRates } from "../../../src/market/quality/check-rate-jumps.ts";
import { QualityNotes } from "../../../src/market/quality/quality-notes.ts";
import { everyCase } from "../../every-case.ts";

const unconfirmed = (...close: number[]) => [...unconfirmedRates(close)];

/** Twenty still sessions, of which the usual move is 0. */
const still = (level: number) => new Array<number>(20).fill(level);
const afterStill = (level: number, ...close: number[]) => unconfirmed(...still(level), ...close).slice(20);

describe("a close of a currency", () => {
  it("that comes back is not believed, and what came back is", () => {
    expect(afterStill(7.8, 7.8, 78, 7.8, 7.8)).toEqual([0, 1, 0, 0]);
  });

  it("that stays is believed from the second close on", () => {
    expect(afterStill(7.8, 7.8, 8.5, 8.5, 8.5)).toEqual([0, 1, 0, 0]);
    // 36% of a jump of 10% is left: more than the 35% that would count as come back.
    expect(afterStill(1, Math.exp(0.1), Math.exp(0.036))).toEqual([1, 0]);
    expect(afterStill(1, Math.exp(0.1), Math.exp(0.034))).toEqual([1, 1]);
  });

  it("that goes on the same way is believed, up to twice as far", () => {
    expect(afterStill(7.8, 8.2, 8.6, 8.6)).toEqual([1, 0, 0]);
    // A jump and, beside it, a slip: neither confirms the other.
    expect(afterStill(7.8, 8.2, 82, 8.2, 8.2)).toEqual([1, 1, 1, 0]);
  });

  it("that jumps to the other side waits for a close of its own", () => {
    expect(afterStill(7.8, 8.2, 7.4, 7.4)).toEqual([1, 1, 0]);
  });

  it("that moves no further than 1%, or six times as far as usual, is believed at once", () => {
    expect(afterStill(100, 100.9, 100)).toEqual([0, 0]);
    // Moves of half a percent are usual here: 2.9% is less than six times that, 3.1% more.
    const restless = still(1).map((level, index) => (index % 2 === 0 ? level : level * 1.005));
    expect(unconfirmed(...restless, 1, 1.029).at(-1)).toBe(0);
    expect(unconfirmed(...restless, 1, 1.031).at(-1)).toBe(1);
  });

  it("is judged by itself and those before it alone", () => {
    const closes = fc.array(fc.constantFrom(7.8, 7.81, 7.9, 8.2, 8.6, 0.78, 78), { minLength: 2 });
    let marked = 0;
    everyCase(
      fc.property(closes, fc.nat(), (close, cut) => {
        const end = 1 + (cut % close.length);
        const whole = unconfirmed(...close);
        expect(unconfirmed(...close.slice(0, end))).toEqual(whole.slice(0, end));
        marked += whole.filter((one) => one === 1).length;
      }),
      200,
      (cases) => expect(marked).toBeGreaterThan(cases),
    );
  });
});

describe("what is said of it", () => {
  const rates = (close: number[]) => {
    const notes = new QualityNotes("HKD=X", "test");
    const marks = new Uint8Array(close.length);
    const column = Float64Array.from(close);
    const days = Int32Array.from(close, (_, index) => 19_000 + index);
    const columns = { days, open: column, high: column, low: column, close: column, volume: column };
    checkRateJumps({ ...columns, adjustedClose: column }, marks, notes);
    return {
      marks: [...marks],
      said: notes.findings.map(({ kind, what, action }) => [kind, what, action]),
    };
  };

  it("names the jump, marks it and tells what came of it", () => {
    expect(rates([...still(7.8), 78, 7.8, 8.5, 8.5, 7.8])).toEqual({
      marks: [...still(0), 1, 0, 1, 0, 1].map((one) => one * BarMark.unconfirmed),
      said: [
        ["reversing-spike", "close 7.8 to 78, +900.0%, and back by -90.0% the next session", "marked"],
        ["unexplained-jump", "close 7.8 to 8.5, +9.0%, confirmed by 8.5 the next session", "marked"],
        ["unexplained-jump", "close 8.5 to 7.8, -8.2%, which no later close confirms", "marked"],
      ],
    });
    expect(rates([...still(7.8), 8.2, 7.4, 7.4]).said.map(([, what]) => what)).toEqual([
      "close 7.8 to 8.2, +5.1%, and 7.4 the next session",
      "close 7.8 to 7.4, -5.1%, confirmed by 7.4 the next session",
    ]);
  });
});
