import { describe, expect, it } from "vitest";
import { decodeWith } from "../../src/decode/decode-with.ts";
import { InputError } from "../../src/errors.ts";
import { backtest } from "../../src/result/backtest.ts";
import { backtestFamily } from "../../src/result/backtest-family.ts";
import { familySchema } from "../../src/result/family-schema.ts";
import { aSample } from "./a-sample.ts";

const MEMBERS = [
  "long-hstech-after-leadership-meetings.ts",
  "short-hstech-after-crackdowns.ts",
  "ahead-of-scheduled-gatherings.ts",
];

describe("backtestFamily", () => {
  it("adjusts each member for the others, on one span and the same shifts", async () => {
    const members = await Promise.all(MEMBERS.map((name) => aSample(name)));
    const family = backtestFamily(members);
    expect(decodeWith(familySchema, family, { file: "family" }).issues).toBeUndefined();
    expect(family.shifts).toMatchObject({ exhaustive: true, draws: family.span.sessions - 1 });
    for (const member of family.members) {
      expect(member.maxStatistic!).toBeGreaterThanOrEqual(member.p! - 0.05);
      expect(member.benjaminiYekutieli!).toBeGreaterThanOrEqual(member.p!);
    }
    const [flagship, ...others] = family.members;
    expect(flagship!.maxStatistic).toBeLessThan(0.01);
    expect(others.every(({ maxStatistic }) => maxStatistic! > 0.05)).toBe(true);
    expect(backtestFamily(members)).toEqual(family);
  });

  it("gives a member the numbers of its own run", async () => {
    const members = await Promise.all(MEMBERS.map((name) => aSample(name)));
    const family = backtestFamily(members);
    const { strategy, inputs } = members[1]!;
    const alone = backtest(strategy, inputs);
    expect(family.members[1]).toMatchObject({
      totalReturn: alone.summary.totalReturn?.value,
      trades: alone.trades.length,
      runId: alone.runId,
    });
  });

  it("refuses a family of one", async () => {
    const one = await aSample(MEMBERS[0]!);
    expect(() => backtestFamily([one])).toThrow(InputError);
  });
});
