import { beforeAll, describe, expect, it } from "vitest";
import { plainAnswer } from "../../src/report/plain-answer.ts";
import { backtest } from "../../src/result/backtest.ts";
import type { ResultDocument } from "../../src/result/result-schema.ts";
import type { Significance } from "../../src/result/significance-schema.ts";
import { aSample } from "../result/a-sample.ts";

let result: ResultDocument;
beforeAll(async () => {
  const { strategy, inputs } = await aSample("long-hstech-after-leadership-meetings.ts");
  result = backtest(strategy, inputs);
});

const significance = () => {
  if ("missing" in result.significance) throw new Error(result.significance.missing);
  return result.significance;
};
/** The result with other evidence. */
const withEvidence = (fields: Partial<Significance>): ResultDocument => ({
  ...result,
  significance: { ...significance(), ...fields },
});

describe("plainAnswer", () => {
  it("says effect, interval, p, bursts and selection from the document's own numbers", () => {
    const [effect, luck, ...rest] = plainAnswer(result);
    const mean = result.summary.meanTradeReturn!.value!;
    const interval = significance().intervals!.meanTradeReturn;
    const percent = (value: number) => `+${(100 * value).toFixed(2)}%`;
    expect(effect).toBe(
      `On average a trade made ${percent(mean)} after costs (95% interval ${percent(interval.low!)} to ${percent(interval.high!)}), ` +
        `+${(100 * result.summary.totalReturn!.value!).toFixed(1)}% in all, in 8 trades on 9 signals.`,
    );
    const p = significance().calendarShift.statistics!.meanTradeReturn!.twoSided;
    expect(luck).toContain(
      `(p = ${p.toFixed(4)}, two-sided, 8 independent bursts): hard to put down to luck.`,
    );
    // No other date did as well: p is that of the observed calendar alone, twice.
    expect(p).toBe(2 / (significance().calendarShift.draws + 1));
    expect(luck).toContain(`none of the ${significance().calendarShift.draws.toLocaleString("en")} shifts`);
    expect(rest.at(-1)).toBe(
      "5 of its 9 signals come from families found through the press, which favours events that moved prices: descriptive only.",
    );
  });

  it("explains an interval that holds 0 beside a small p, right after the p", () => {
    const { intervals } = significance();
    const meanTradeReturn = { ...intervals!.meanTradeReturn, low: -0.001 };
    const sentences = plainAnswer(
      withEvidence({ intervals: { ...intervals!, meanTradeReturn } } as Partial<Significance>),
    );
    expect(sentences[2]).toMatch(/^The interval holds 0 though p is small: /);
    expect(plainAnswer(result).join(" ")).not.toContain("though p is");
  });

  it("counts the other calendars, not the observed one: none, a hundredth of a percent, and those that traded nothing", () => {
    const { calendarShift } = significance();
    const told = (side: number, undefinedDraws = 0) => {
      const meanTradeReturn = {
        ...calendarShift.statistics!.meanTradeReturn!,
        greater: side,
        less: 1,
        undefinedDraws,
      };
      return plainAnswer(
        withEvidence({
          calendarShift: {
            ...calendarShift,
            draws: 9_999,
            exhaustive: false,
            statistics: { ...calendarShift.statistics!, meanTradeReturn },
          },
        }),
      )[1];
    };
    expect(told(1 / 10_000)).toMatch(/did at least as well in none of 9,999 random shifts/);
    expect(told(2 / 10_000)).toMatch(/did at least as well in 0\.01% of 9,999 random shifts/);
    expect(told(0.5, 12)).toMatch(/did at least as well, or nothing, in 50\.0% of/);
  });

  it("says the catch: one session, or one burst, that carries most of it", () => {
    const bestSession = { date: "2022-03-16", return: 0.21, share: 0.64 };
    const [top, ...others] = significance().byBurst;
    const byBurst = [
      { ...top!, from: "2022-03-16", share: 0.71, without: { ...top!.without, totalReturn: 0.012 } },
      ...others,
    ];
    const answer = plainAnswer(withEvidence({ bestSession, byBurst }));
    expect(answer).toContain(
      "Most of it is one session, 2022-03-16: 64% of the gain, +21.0% on the account.",
    );
    expect(answer).toContain(
      "One burst of signals, from 2022-03-16, gave 71% of the profit; without it the rule made +1.2% in all.",
    );
    expect(plainAnswer(result).join(" ")).not.toContain("Most of it");
  });

  it("says what turns the conclusion before what limits it", () => {
    if ("missing" in result.sensitivity) throw new Error(result.sensitivity.missing);
    const rows = result.sensitivity.rows.map((row) =>
      row.key === "other-timing"
        ? { ...row, flips: "sign" as const, meanTradeReturn: -0.01 }
        : { ...row, flips: null },
    );
    const answer = plainAnswer({ ...result, sensitivity: { ...result.sensitivity, rows } });
    expect(answer[2]).toBe("The conclusion turns with timing best (the sign turns: -1.00% a trade).");
  });

  it("says of a row that looks ahead that nobody could have traded it", () => {
    if ("missing" in result.sensitivity) throw new Error(result.sensitivity.missing);
    const { sensitivity } = result;
    const turned = (...keys: string[]) =>
      plainAnswer({
        ...result,
        sensitivity: {
          ...sensitivity,
          rows: sensitivity.rows.map((row) =>
            keys.includes(row.key)
              ? { ...row, flips: "sign" as const, meanTradeReturn: 0.02 }
              : { ...row, flips: null },
          ),
        },
      });
    const ahead = "known one session earlier (the sign turns: +2.00% a trade).";
    const check = "A look-ahead check, which nobody could have traded,";
    expect(turned("known-one-session-earlier")[2]).toBe(`${check} turns it: ${ahead}`);
    const both = turned("known-one-session-earlier", "other-timing");
    expect(both[2]).toBe("The conclusion turns with timing best (the sign turns: +2.00% a trade).");
    expect(both[3]).toBe(`${check} turns it too: ${ahead}`);
  });

  it("has no p-value below the fewest bursts, and says why", () => {
    const { calendarShift, bursts } = significance();
    const answer = plainAnswer(
      withEvidence({
        calendarShift: { ...calendarShift, statistics: null },
        intervals: null,
        bursts: { ...bursts, refused: "the trades make up 3 independent bursts" },
      }),
    );
    expect(answer[0]).not.toContain("interval");
    expect(answer[1]).toBe("There is no p-value: the trades make up 3 independent bursts.");
  });

  it("says so when nothing was traded, or nothing was tested", () => {
    expect(plainAnswer({ ...result, trades: [] })).toEqual([
      "Nothing was traded, so there is nothing to judge: the table of signals says why.",
    ]);
    const answer = plainAnswer({ ...result, significance: { missing: "it was turned off" } });
    expect(answer[1]).toBe("Whether that was luck was not tested: it was turned off.");
  });
});
