import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadPrices } from "../../src/feeds/load-prices.ts";
import { IndicatorView, IndicatorWarmUp } from "../../src/market/indicator-view.ts";
import { backtest } from "../../src/result/backtest.ts";
import { signalSelectionSchema } from "../../src/signals/select-signals.ts";
import { loadSignals } from "../../src/storage/load-signals.ts";
import { loadStrategy } from "../../src/storage/load-strategy.ts";
import { indexTriggerSchema } from "../../src/strategy/index-trigger.ts";
import { param } from "../../src/strategy/param.ts";
import { resolveStrategy } from "../../src/strategy/resolve-strategy.ts";
import {
  costSchema,
  ruleSchema,
  sessionEntrySchema,
  strategySchema,
} from "../../src/strategy/strategy-schema.ts";
import { emptyFolder, REPOSITORY } from "../cli/edict.ts";
import { flatPrices, priceTable, weekdays } from "../engine/price-table.ts";
import { holdRule, knownAtMinute, runCase } from "../engine/run-case.ts";

const PAGE = readFileSync(join(REPOSITORY, "docs/strategies.md"), "utf8");

/** A table of the page: its rows as cells, by heading and the name of its first column. */
function table(heading: string, column = "field"): string[][] {
  const section = PAGE.split(/^#+ /m).find((text) => text.startsWith(`${heading}\n`))!;
  const tables = section.split("\n\n").filter((text) => text.startsWith("|"));
  const found = tables.find((text) => text.startsWith(`| ${column} |`))!;
  return found
    .trim()
    .split("\n")
    .slice(2)
    .map((row) => row.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")));
}

/** Names in code in the first cells. */
const namesIn = (rows: readonly string[][]) =>
  rows.flatMap(([cell]) => [...cell!.matchAll(/`([^`]+)`/g)].map((match) => match[1]!));

// The schemas' own types say less than the objects do.
// biome-ignore lint/suspicious/noExplicitAny: any schema of valibot's
type Schema = any;

/** The object schema behind options, pipes and lists. */
function objectOf(schema: Schema): Schema {
  if (schema.wrapped !== undefined) return objectOf(schema.wrapped);
  if (schema.item !== undefined) return objectOf(schema.item);
  return schema;
}

const entriesOf = (schema: Schema): Record<string, Schema> => objectOf(schema).entries;
const inside = (schema: Schema, ...path: string[]): Schema =>
  path.reduce((found, name) => entriesOf(found)[name]!, schema);

const TABLES: readonly [heading: string, column: string, schema: Schema][] = [
  ["The strategy", "field", strategySchema],
  ["A rule", "field", ruleSchema],
  ["Which signals: `on`", "field", signalSelectionSchema],
  ["The sentiment index: `on`", "field", indexTriggerSchema],
  ["Legs", "field", inside(ruleSchema, "legs")],
  ["Entry", "field", inside(ruleSchema, "entry")],
  ["Entry", "field of `limit`", inside(ruleSchema, "entry", "limit")],
  ["Exit", "field", inside(ruleSchema, "exit")],
  ["Exit", "field of `stopAtr` and `targetAtr`", inside(ruleSchema, "exit", "stopAtr")],
  ["Exit", "field of `stopAtr` and `targetAtr`", inside(ruleSchema, "exit", "targetAtr")],
  ["Costs", "field", costSchema],
  ["By hand: `onSession`", "field of `enter`", sessionEntrySchema],
];

describe("docs/strategies.md", () => {
  it.each(TABLES)("has every field of the schema, and no other: %s, %s", (heading, column, schema) => {
    const rows = table(heading, column);
    const entries = entriesOf(schema);
    expect(namesIn(rows).sort()).toEqual(Object.keys(entries).sort());
    if (heading === "Which signals: `on`") return;
    const required = Object.keys(entries).filter((name) => !entries[name].type.includes("optional"));
    const saidRequired = rows.filter((row) => row[1] === "required").map((row) => namesIn([row])[0]);
    expect(saidRequired.sort()).toEqual(required.sort());
  });

  it("has every way to size and to declare a parameter", () => {
    const sizings = objectOf(inside(ruleSchema, "sizing")).options.map((one: Schema) =>
      Object.keys(one.entries).join(", "),
    );
    const said = namesIn(table("Sizing", "sizing")).map((name) => name.replace(/[{} ]+/g, " ").trim());
    expect(said.sort()).toEqual(sizings.sort());
    const makers = namesIn(table("Parameters", "maker")).map((call) => /param\.(\w+)/.exec(call)![1]!);
    expect(makers.sort()).toEqual(Object.keys(param).sort());
  });

  it("states the defaults that a rule gets", () => {
    const minimal = { ...holdRule(), legs: [{ instrument: "X", side: "long" as const }] };
    const strategy = resolveStrategy({ name: "a", hypothesis: "b", rules: [minimal] }, {}, "test");
    const [rule] = strategy.rules;
    const expectDefaults = (rows: readonly string[][], actual: object) => {
      const said = rows.filter(([, value]) => /^`[^r]/.test(value!) && !value!.startsWith("`rule"));
      expect(said.length).toBeGreaterThan(0);
      for (const [name, value] of said) {
        const stated = new Function(`return (${value!.slice(1, -1)});`)();
        expect([name, (actual as Record<string, unknown>)[name!.slice(1, -1)]]).toEqual([name, stated]);
      }
    };
    expectDefaults(table("The strategy"), strategy);
    expectDefaults(table("A rule"), rule!);
    expectDefaults(table("Legs"), rule!.legs[0]!);
    expectDefaults(table("Entry"), rule!.entry);
    expectDefaults(table("Exit"), rule!.exit);
    expectDefaults(table("Costs"), strategy.costs);
  });

  it("has all that a callback and onSession see", () => {
    const seen: Record<string, string[]> = {};
    const prices = [flatPrices("X", weekdays("2025-02-17", 8))];
    const signals = [knownAtMinute("2025-02-17", "20:00")];
    const where = (context: object) => {
      seen["where"] = Object.keys(context);
      return true;
    };
    const when = (context: object) => {
      seen["when"] = Object.keys(context);
      return false;
    };
    const onSession = (context: object) => {
      seen["session"] = Object.keys(context);
    };
    runCase({
      prices,
      signals,
      rules: [holdRule({ where, exit: { afterSessions: 3, when } })],
      strategy: { onSession, instruments: ["X"] },
    });
    const callbacks = namesIn(table("Callbacks").map(([name]) => [name!]));
    expect(callbacks.sort()).toEqual(seen["when"]!.sort());
    expect(callbacks.filter((name) => name !== "holding")).toEqual(seen["where"]!.sort());
    expect(namesIn(table("By hand: `onSession`", "field of the context")).sort()).toEqual(
      seen["session"]!.sort(),
    );
  });

  it("has every indicator, with the number of bars that it needs", () => {
    const rows = table("Indicators", "call");
    const random = (index: number) => 100 + ((index * 7919) % 13) + ((index * 104_729) % 7);
    const lines = weekdays("2024-01-01", 90).map((date, index) => {
      const price = random(index);
      return `${date} ${price} ${price + 2} ${price - 2} ${price + 1}`;
    });
    const series = priceTable("X", lines.join("\n"));
    const methods = Object.getOwnPropertyNames(IndicatorView.prototype).filter(
      (name) => name !== "constructor",
    );
    const names = rows.map(([call]) => /`(\w+)\(/.exec(call!)![1]!);
    expect(names.sort()).toEqual(methods.sort());
    for (const [call, warmUp] of rows) {
      const [, name, settings] = /`(\w+)\((.*)\)`/.exec(call!)!;
      // Where a call states no default, five sessions.
      const values = settings!.split(", ").map((one) => one.split(" = ") as [string, string | undefined]);
      const numbers = values.map(([, value]) => Number(value ?? 5));
      const formula = new Function(...values.map(([one]) => one), `return ${warmUp!.replace(" x ", " * ")};`);
      const bars = formula(...numbers) as number;
      const ask = (length: number) =>
        (new IndicatorView(series, length) as unknown as Record<string, (...settings: number[]) => unknown>)[
          name!
        ]!(...numbers);
      expect(() => ask(bars), `${call} after ${bars} bars`).not.toThrow();
      expect(() => ask(bars - 1), `${call} after ${bars - 1} bars`).toThrow(IndicatorWarmUp);
    }
  });

  const blocks = [...PAGE.matchAll(/^```(ts|yaml)\n([\s\S]*?)^```$/gm)].map(
    ([, kind, code]) => [/name: "?([^"\n]+)/.exec(code!)![1]!, kind!, code!] as const,
  );
  it.each(blocks)("shows a strategy that loads and trades on the sample: %s", async (_, kind, code) => {
    const file = join(emptyFolder(), `strategy.${kind}`);
    writeFileSync(file, code);
    const { strategy } = await loadStrategy(file, null);
    const symbols = ["HSTECH.HK", "^HSI", "9988.HK", "0700.HK", "3690.HK", "KWEB", "SPY"];
    const [signals, prices] = await Promise.all([loadSignals(), loadPrices(symbols, { source: "sample" })]);
    const config = { luck: 0, study: false, sensitivity: false };
    expect(backtest(strategy, { signals, prices, config }).trades.length).toBeGreaterThan(3);
  });
});
