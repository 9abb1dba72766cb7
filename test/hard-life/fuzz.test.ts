import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonText } from "../../src/decode/json-text.ts";
import { parseYamlText } from "../../src/decode/yaml-text.ts";
import { loadPrices } from "../../src/feeds/load-prices.ts";
import { backtest } from "../../src/result/backtest.ts";
import { formatResult } from "../../src/result/format-result.ts";
import { loadSignals } from "../../src/storage/load-signals.ts";
import { loadStrategyFile } from "../../src/storage/load-strategy-file.ts";
import { processorTime } from "../processor-time.ts";
import { mutated, survives } from "./fuzz-parsers.ts";
import { fuzzedFormats } from "./fuzzed-formats.ts";

/** A slice; bench/fuzz.ts runs as many as there is time for. */
const CASES = 150;

const strategy = await loadStrategyFile("strategies/long-hstech-after-leadership-meetings.ts");
const prices = await loadPrices(["HSTECH.HK", "^HSI"], { source: "sample" });
const result = formatResult(
  backtest(strategy, { signals: await loadSignals(), prices, config: { from: "2025-01-01" } }),
);

const formats = await fuzzedFormats(result);

describe("a damaged file gives an error in words, never a crash or a hang", () => {
  it.each(formats.map((format) => [format.name, format] as const))("%s", async (_, format) => {
    for (const seed of format.seeds) await format.read(seed);
    await fc.assert(
      fc.asyncProperty(mutated(format), (bytes) => survives(format, bytes)),
      { numRuns: CASES, seed: 20261122 },
    );
  });

  it("of a bomb in YAML is refused at once", async () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(", ")}]`,
    );
    const spent = processorTime();
    const parsed = await parseYamlText(`a0: &a0 [x]\n${levels.join("\n")}\n`, "bomb.yaml");
    expect(parsed.issues?.length).toBe(1);
    expect(spent()).toBeLessThan(1000);
  });

  it.each([
    ["JSON lists", () => parseJsonText("[".repeat(100_000) + "]".repeat(100_000), "deep.json")],
    ["JSON objects", () => parseJsonText(`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, "deep.json")],
    ["YAML lists", () => parseYamlText("[".repeat(5_000) + "]".repeat(5_000), "deep.yaml")],
    ["YAML blocks", () => parseYamlText("- ".repeat(5_000), "deep.yaml")],
  ])("nested absurdly deep (%s) is refused", async (_, parse) => {
    const parsed = await parse();
    expect(parsed.issues?.length).toBeGreaterThan(0);
  });
});
