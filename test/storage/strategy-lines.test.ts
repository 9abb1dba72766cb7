import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputError, type Issue } from "../../src/errors.ts";
import { SampleFeed } from "../../src/feeds/sample-feed.ts";
import { buildPriceSeries } from "../../src/market/build-series.ts";
import { instrumentFor } from "../../src/market/instrument-book.ts";
import { backtest } from "../../src/result/backtest.ts";
import { buildCatalogue } from "../../src/signals/catalogue.ts";
import { loadStrategy } from "../../src/storage/load-strategy.ts";
import { withLine } from "../../src/storage/strategy-lines.ts";
import { aSignal } from "../signals/a-signal.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "edict lines "));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Types that are gone from the bundle stand above the code, so that its lines there are others. */
const TYPES = "interface Gone {\n  readonly a: string;\n}\n\n";

const { instrument } = instrumentFor("KWEB");
const prices = [
  buildPriceSeries(new SampleFeed().read("KWEB", { from: null, to: null }), instrument, {
    adjustment: "total-return",
  }),
];
const signals = buildCatalogue([{ signal: aSignal({ id: "it", occursAt: "2023-05-15" }), at: "test" }]);
const LEGS = `legs: [{ instrument: "KWEB", side: "long" }], exit: { afterSessions: 5 }`;

/** What a run of a strategy with these fields is told, once `change` has been done to its file. */
async function issueOf(name: string, fields: string, change: (path: string) => void = () => undefined) {
  const path = join(folder, name);
  writeFileSync(
    path,
    `import { defineStrategy } from "edict";\n${TYPES}export default defineStrategy({\n  name: "a",\n  hypothesis: "b",\n${fields}\n});\n`,
  );
  const { strategy } = await loadStrategy(path, null);
  change(path);
  try {
    backtest(strategy, { signals, prices, config: { luck: 0, study: false, sensitivity: false } });
  } catch (error) {
    if (error instanceof InputError) return { path, issue: withLine(error).issues[0] as Issue };
    throw error;
  }
  throw new Error("it ran");
}

describe("an error that a strategy's own code led to", () => {
  it.each([
    ["rules.ts", "  rules: () => {\n    return nothing.there;\n  },", "10, strategy rules"],
    ["where.ts", `  rules: [{ on: {},\n    where: () => nothing.there, ${LEGS} }],`, "10, rule 1, signal it"],
    ["matches.ts", `  rules: [{ ${LEGS},\n    on: { matches: () => nothing.there } }],`, "10, signal it"],
  ])("in %s stands with its line", async (name, fields, at) => {
    const { path, issue } = await issueOf(name, fields);
    expect(issue.what).toContain("nothing is not defined");
    // Which of two names in an expression V8 points at is its own affair.
    expect(issue.at?.replace(/:\d+,/, ",")).toBe(`${path}:${at}`);
  });

  it("stands with it, too, where edict refuses what the code asks for", async () => {
    const { path, issue } = await issueOf(
      "enter.ts",
      `  instruments: ["KWEB"],\n  onSession: ({ newSignals: [signal], enter }: any) => {\n    if (signal) enter({ signal, instrument: "KWEBB", side: "long" });\n  },`,
    );
    expect(issue.what).toBe("KWEBB is none of the strategy's instruments");
    expect(issue.at).toMatch(/enter\.ts:11:\d+, onSession, 2025-02-18$/);
    expect(issue.at?.startsWith(path)).toBe(true);
  });

  it("names the file that it was imported from", async () => {
    const helper = join(folder, "helper.ts");
    writeFileSync(helper, `${TYPES}export const wanted = (signal: any) => signal.titel.length > 3;\n`);
    const { issue } = await issueOf(
      "imports.ts",
      `  rules: [{ on: {}, where: ({ signal }) => wanted(signal), ${LEGS} }],\n});\nimport { wanted } from "./helper.ts";\nvoid ({`,
    );
    expect(issue.at?.replace(/:\d+,/, ",")).toBe(`${relative(process.cwd(), helper)}:5, rule 1, signal it`);
  });

  it.each([
    ["changed", (path: string) => writeFileSync(path, "export default 1;\n")],
    ["broken", (path: string) => writeFileSync(path, "export default {\n")],
  ])("has no line once its file was %s: it would be another's", async (name, change) => {
    const { issue } = await issueOf(
      `${name}.ts`,
      `  rules: [{ on: {}, where: () => nothing.there, ${LEGS} }],`,
      change,
    );
    expect(issue.at).toBe("rule 1, signal it");
  });

  it("has none where no code of a strategy was under way", () => {
    const error = new InputError({ what: "a", at: "b", fix: "c" });
    expect(withLine(error)).toBe(error);
  });
});
