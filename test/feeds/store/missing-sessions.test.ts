import { describe, expect, it } from "vitest";
import { askAgainFrom, missingSessions } from "../../../src/feeds/store/missing-sessions.ts";
import { pricedDays } from "../../../src/market/priced-days.ts";
import { daysFrom, seriesOf } from "./series-fixture.ts";

const days = (...list: number[]) => Int32Array.from(list);

describe("missingSessions", () => {
  it("names the days that the others have", () => {
    expect(missingSessions(days(1, 2, 5), [days(1, 2, 3, 4, 5)])).toEqual([3, 4]);
  });

  it("asks for half of the others that were listed then: one odd row makes no session", () => {
    const others = [days(1, 2, 3, 5), days(1, 2, 5), days(1, 5), days(4, 5)];
    // 2: two of the three listed by then; 3: one of three; 4: one of four.
    expect(missingSessions(days(1, 5), others)).toEqual([2]);
  });

  it("looks only between the first and the last day", () => {
    expect(missingSessions(days(3, 5), [days(1, 2, 3, 4, 5, 6)])).toEqual([4]);
    expect(missingSessions(days(), [days(1)])).toEqual([]);
    expect(missingSessions(days(1, 9), [])).toEqual([]);
  });
});

describe("askAgainFrom", () => {
  const twenty = Int32Array.from({ length: 20 }, (_, index) => 100 + index);

  it("goes back ten sessions: five never final, five to compare", () => {
    expect(askAgainFrom(twenty, [])).toBe(110);
  });

  it("goes back five sessions before the earliest hole", () => {
    const holed = twenty.filter((day) => day !== 108 && day !== 112);
    expect(askAgainFrom(holed, [108, 112])).toBe(103);
  });

  it("asks for the whole if too little lies before", () => {
    expect(askAgainFrom(twenty.subarray(0, 9), [])).toBeNull();
    expect(
      askAgainFrom(
        twenty.filter((day) => day !== 103),
        [103],
      ),
    ).toBeNull();
    expect(askAgainFrom(days(), [])).toBeNull();
  });
});

it("pricedDays leaves out rows without a close, and sorts", () => {
  const series = seriesOf([...daysFrom(5, 3), [2, 1], [9, Number.NaN], [10, 0]]);
  expect([...pricedDays(series)]).toEqual([2, 5, 6, 7]);
});
