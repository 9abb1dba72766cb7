import { describe, expect, it } from "vitest";
import { decodeWith } from "../../src/decode/decode-with.ts";
import { InputError, MarketDataError } from "../../src/errors.ts";
import { renderStudyReport } from "../../src/report/terminal/study-report.ts";
import { studySelection, studyStrategy } from "../../src/result/study-document.ts";
import { studyDocumentSchema } from "../../src/result/study-document-schema.ts";
import { aSample } from "./a-sample.ts";

describe("studyStrategy", () => {
  it("studies a strategy's signals on its instruments, as long as its rules hold", async () => {
    const { strategy, inputs } = await aSample("long-hstech-after-leadership-meetings.ts");
    const document = studyStrategy(strategy, { ...inputs, params: { hold: 15 } });
    expect(decodeWith(studyDocumentSchema, document, { file: "study" }).issues).toBeUndefined();
    if ("missing" in document.study) throw new Error(document.study.missing);
    expect(document.study.ranges[0]?.sessions).toEqual({ first: 0, last: 14 });
    expect(document.study.instruments).toMatchObject([
      { symbol: "HSTECH.HK", model: "market", reason: null },
    ]);
    expect(document.study.days.map(({ day }) => day)).toEqual(Array.from({ length: 25 }, (_, i) => i - 10));
    expect(studyStrategy(strategy, { ...inputs, params: { hold: 15 } })).toEqual(document);
  });

  it("gives no p-value of any test below 8 bursts, and says why; statistics stay", async () => {
    const { strategy, inputs } = await aSample("long-hstech-after-leadership-meetings.ts");
    const { study } = studyStrategy(strategy, inputs);
    if ("missing" in study) throw new Error(study.missing);
    const [headline, , dayZero] = study.ranges;
    expect(headline).toMatchObject({ bursts: 7, headline: null });
    expect(headline!.headlineReason).toContain("7 bursts");
    for (const { statistic, p, reason } of headline!.tests) {
      expect(statistic).not.toBeNull();
      expect([p, reason]).toEqual([null, headline!.headlineReason]);
    }
    const text = renderStudyReport(
      study,
      { title: "", subtitle: "", synthetic: true },
      { colors: false, width: 110 },
    );
    expect(text).toContain("No p-values: the events make up 7 bursts");
    expect(text).toMatch(/kolari-pynnonen +\d+\.\d+ +-\n/);
    // Day 0 of eight events on eight sessions is eight bursts.
    expect(dayZero).toMatchObject({ bursts: 8, headlineReason: null });
    expect(dayZero!.tests.every(({ p }) => p !== null)).toBe(true);
    expect(Object.keys(study.days[0]!.p)).not.toEqual([]);
    const few = studySelection({
      signals: inputs.signals,
      prices: inputs.prices,
      selection: { kinds: ["leadership-meeting"], actors: ["Xi Jinping"] },
      instruments: ["HSTECH.HK"],
      benchmark: "^HSI",
    });
    if ("missing" in few.study) throw new Error(few.study.missing);
    expect(few.study.counts.events).toBeLessThan(8);
    expect(few.study.days.every(({ p }) => Object.keys(p).length === 0)).toBe(true);
  });

  it("takes other windows, and names its id by them", async () => {
    const { strategy, inputs } = await aSample("short-hstech-after-crackdowns.ts");
    const first = studyStrategy(strategy, inputs, { range: { first: 0, last: 20 } });
    const second = studyStrategy(strategy, inputs, { range: { first: 0, last: 3 } });
    if ("missing" in first.study) throw new Error(first.study.missing);
    expect(first.study.settings.window).toEqual({ first: -10, last: 20 });
    expect(first.studyId).not.toBe(second.studyId);
    expect(() => studyStrategy(strategy, inputs, { window: { first: -20, last: -2 } })).toThrow(InputError);
    const before = studyStrategy(strategy, inputs, {
      estimation: { first: -150, last: -21 },
      window: { first: -20, last: -1 },
      range: { first: -5, last: -1 },
    });
    if ("missing" in before.study) throw new Error(before.study.missing);
    expect(before.study.ranges.map(({ sessions }) => sessions)).toEqual([{ first: -5, last: -1 }]);
    // A short estimation window asks for half of its sessions, not for more than it holds.
    const short = studyStrategy(strategy, inputs, {
      estimation: { first: -60, last: -6 },
      window: { first: -5, last: 20 },
    });
    if ("missing" in short.study) throw new Error(short.study.missing);
    expect(short.study.settings.minimumObservations).toBe(28);
    expect(() => studyStrategy(strategy, inputs, { range: { first: 3, last: 1 } })).toThrow(/3:1 does not/);
  });
});

describe("studySelection", () => {
  it("studies selected signals on instruments, without a strategy", async () => {
    const { inputs } = await aSample("long-hstech-after-leadership-meetings.ts");
    const asked = {
      signals: inputs.signals,
      prices: inputs.prices,
      selection: { kinds: ["monetary-easing" as const] },
      instruments: ["HSTECH.HK", "KWEB"],
      benchmark: "^HSI",
    };
    expect(() => studySelection(asked)).toThrow(
      /HSI closes 1[23]\.0 hours from KWEB[\s\S]*KWEB[\s\S]*--other-clock aligned/,
    );
    const document = studySelection(asked, { otherClock: "mean-adjusted" });
    expect(studySelection(asked, { otherClock: "aligned" }).studyId).not.toBe(document.studyId);
    const { benchmark: _, ...without } = asked;
    expect(() => studySelection(without, { model: "market" })).toThrow(/the market model needs a benchmark/);
    expect(decodeWith(studyDocumentSchema, document, { file: "study" }).issues).toBeUndefined();
    if ("missing" in document.study) throw new Error(document.study.missing);
    const [hongKong, newYork] = document.study.instruments;
    expect(hongKong).toMatchObject({ model: "market", reason: null });
    expect(newYork?.model).toBe("mean-adjusted");
    expect(newYork?.reason).toMatch(/closes 1[23]\.0 hours from KWEB/);
    const complete = new Set(inputs.signals.signals.filter((one) => one.familyComplete).map(({ id }) => id));
    expect(document.study.counts.completeFamilies).toBe(
      document.study.events.filter(({ signalId }) => complete.has(signalId)).length,
    );
    expect(document.study.counts.completeFamilies).toBeGreaterThan(30);
  });

  it("says when nothing is selected, and which prices are missing", async () => {
    const { inputs } = await aSample("long-hstech-after-leadership-meetings.ts");
    const of = (selection: object, instruments: string[]) =>
      studySelection({ signals: inputs.signals, prices: inputs.prices, selection, instruments });
    expect(of({ ids: ["no-such-signal"] }, ["HSTECH.HK"]).study).toEqual({
      missing: "of 200 signals none is selected",
    });
    expect(() => of({}, ["NOPE"])).toThrow(MarketDataError);
  });
});
