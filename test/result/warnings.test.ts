import { describe, expect, it } from "vitest";
import { backtest } from "../../src/result/backtest.ts";
import { buildCatalogue } from "../../src/signals/catalogue.ts";
import { defineStrategy, type Strategy } from "../../src/strategy/define-strategy.ts";
import { param } from "../../src/strategy/param.ts";
import { flatPrices, weekdays } from "../engine/price-table.ts";
import { holdRule, knownAtMinute } from "../engine/run-case.ts";

const DAYS = weekdays("2023-01-02", 60);

const words = { name: "warned", hypothesis: "none", instruments: ["X"] };

/** Codes of what is said of the signals of a run. */
function codesOf(strategy: Strategy) {
  const signal = knownAtMinute(DAYS[20]!, "20:00", { id: "s" });
  return backtest(strategy, {
    signals: buildCatalogue([{ signal, at: "s" }]),
    prices: [flatPrices("X", DAYS, 100)],
    config: { luck: 0, study: false, sensitivity: false },
  })
    .warnings.map((warning) => warning.code)
    .filter((code) => ["none-selected", "no-trades", "prices-start-late"].includes(code));
}

describe("what a run says of signals that came to nothing", () => {
  it("is that rules ask for none of them", () => {
    const rules = [holdRule({ on: { ids: ["other"] } })];
    expect(codesOf(defineStrategy({ ...words, rules }))).toEqual(["none-selected"]);
    expect(codesOf(defineStrategy({ ...words, rules: [holdRule()] }))).toEqual([]);
  });

  it("leaves onSession in peace, which has no rules and selects for itself", () => {
    const trading = defineStrategy({
      ...words,
      onSession: ({ newSignals, enter }) => {
        for (const signal of newSignals) enter({ signal, instrument: "X", side: "long" });
      },
    });
    expect(codesOf(trading)).toEqual([]);
    expect(codesOf(defineStrategy({ ...words, onSession: () => undefined }))).toEqual(["no-trades"]);
  });
});

describe("the warning of survivorship", () => {
  it("counts the signals that name only tickers without prices, and not those that name no ticker", () => {
    const signals = [["X"], ["GONE"], ["LOST", "GONE"], []].map((symbols, index) =>
      knownAtMinute(DAYS[20]!, `20:0${index}`, { id: `s${index}`, symbols }),
    );
    const { warnings } = backtest(
      defineStrategy({
        ...words,
        rules: [holdRule({ legs: [{ instrument: "named", side: "long" }] })],
      }),
      {
        signals: buildCatalogue(signals.map((signal) => ({ signal, at: signal.id }))),
        prices: [flatPrices("X", DAYS, 100)],
        config: { luck: 0, study: false, sensitivity: false },
      },
    );
    expect(warnings.find(({ code }) => code === "survivorship")?.message).toMatch(/^2 signals name only/);
  });
});

describe("parameters that no rule uses", () => {
  const params = {
    hold: param.integer(2, { min: 1, max: 9 }),
    lag: param.integer(0, { min: 0, max: 9 }),
    least: param.number(0, { min: -1, max: 1 }),
  };
  const unusedOf = (strategy: Strategy) =>
    backtest(strategy, {
      signals: buildCatalogue([{ signal: knownAtMinute(DAYS[20]!, "20:00", { id: "s" }), at: "s" }]),
      prices: [flatPrices("X", DAYS, 100)],
      config: { luck: 0, study: false, sensitivity: false },
    })
      .warnings.filter((warning) => warning.code === "unused-param")
      .map((warning) => warning.message);

  it("are told, one by one", () => {
    const rules = ({ hold }: { hold: number }) => [holdRule({ exit: { afterSessions: hold } })];
    expect(unusedOf(defineStrategy({ ...words, params, rules }))).toEqual([
      "No rule asked for the parameter lag: with these values another one of it changes nothing.",
      "No rule asked for the parameter least: with these values another one of it changes nothing.",
    ]);
    expect(unusedOf(defineStrategy({ ...words, params, rules: [holdRule()] }))).toHaveLength(3);
  });

  it("are not those that a callback asks for during the run, nor those of onSession", () => {
    const lazy = defineStrategy({
      ...words,
      params,
      rules: (all) => [
        holdRule({
          entry: { delaySessions: all.lag },
          where: ({ signal }) => signal.stance >= all.least,
          exit: { when: ({ holding }) => holding.sessionsHeld >= all.hold },
        }),
      ],
    });
    expect(unusedOf(lazy)).toEqual([]);
    expect(unusedOf(defineStrategy({ ...words, params, onSession: () => undefined }))).toEqual([]);
  });
});

describe("names that no signal of the catalogue has", () => {
  const messagesOf = (rule: Parameters<typeof holdRule>[0]) =>
    backtest(defineStrategy({ ...words, rules: [holdRule(rule)] }), {
      signals: buildCatalogue([
        {
          signal: knownAtMinute(DAYS[20]!, "20:00", {
            id: "s",
            actors: ["PBoC"],
            targets: ["internet-platforms"],
            symbols: ["9988.HK"],
            family: "P1",
          }),
          at: "s",
        },
      ]),
      prices: [flatPrices("X", DAYS, 100)],
      config: { luck: 0, study: false, sensitivity: false },
    })
      .warnings.filter((warning) => warning.code === "unknown-name")
      .map((warning) => warning.message);

  it("are told with the nearest that one has", () => {
    expect(messagesOf({ on: { targets: ["internet-platfrms"], actors: ["pboc"] } })).toEqual([
      `rule 1 selects by targets "internet-platfrms", which no signal of the catalogue has. Did you mean "internet-platforms"?`,
    ]);
    expect(messagesOf({ on: { index: "internet-platform", above: 1 } })).toHaveLength(1);
    expect(messagesOf({ exit: { onSignal: { families: ["P9"] } } })).toEqual([
      `rule 1 selects by families "P9", which no signal of the catalogue has.`,
    ]);
    expect(messagesOf({ on: { ids: ["t"], symbols: ["0700.HK"] } })).toHaveLength(2);
  });

  it("that one has go without a word", () => {
    const on = { targets: ["internet-platforms"], actors: ["PBOC"], symbols: ["9988.HK"], families: ["P1"] };
    expect(messagesOf({ on: { ...on, ids: ["s"] } })).toEqual([]);
    expect(messagesOf({ on: { index: "all", above: 1 } })).toEqual([]);
  });
});
