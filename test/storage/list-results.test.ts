import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { listResults } from "../../src/storage/list-results.ts";
import { writeResult } from "../../src/storage/result-files.ts";
import { aResult } from "../report/a-result.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "edict-results-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("listResults", () => {
  it("lists runs by their headline, the latest first", () => {
    const [older, newer] = [aResult(), aResult({ params: { hold: 5 } })];
    const paths = [older, newer].map((result) => writeResult(result, folder));
    utimesSync(paths[0]!, 1_000, 1_000);
    utimesSync(paths[1]!, 2_000, 2_000);
    const { runs, issues } = listResults(folder);
    expect(issues).toEqual([]);
    expect(runs.map((run) => run.runId)).toEqual([newer.runId, older.runId]);
    expect(runs[1]).toMatchObject({
      file: paths[0],
      trades: older.trades.length,
      totalReturn: older.summary.totalReturn!.value,
      from: older.span.from,
      synthetic: false,
    });
  });

  it("knows a sweep, a study and a walk-forward beside the runs for what they are", () => {
    for (const kind of ["walk-forward", "sweep", "study"])
      writeFileSync(join(folder, `${kind}-1.json`), `{"schema": "edict/${kind}@1"}`);
    expect(listResults(folder)).toEqual({
      runs: [],
      others: ["study", "sweep", "walk-forward"].map((kind) => ({
        file: join(folder, `${kind}-1.json`),
        schema: `edict/${kind}@1`,
      })),
      issues: [],
    });
  });

  it("names the files that are no result, and lists the others", () => {
    writeResult(aResult(), folder);
    mkdirSync(join(folder, "other"));
    writeFileSync(join(folder, "other", "broken.json"), "{");
    writeFileSync(join(folder, "other", "foreign.json"), `{"schema": "edict/other@1"}`);
    const { runs, issues } = listResults(folder);
    expect(runs).toHaveLength(1);
    expect(issues.map((issue) => issue.at)).toEqual(
      expect.arrayContaining([
        expect.stringContaining("broken.json"),
        expect.stringContaining("foreign.json"),
      ]),
    );
  });

  it("refuses a folder that is not there", () => {
    expect(() => listResults(join(folder, "none"))).toThrow(InputError);
  });
});
