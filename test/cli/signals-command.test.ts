import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signalsCommand } from "../../src/cli/signals/signals-command.ts";
import { EdictError } from "../../src/errors.ts";
import { newSignalFileText } from "../../src/signals/signal-file-text.ts";
import { writeDrafts } from "../../src/storage/draft-files.ts";
import { loadCatalogue } from "../../src/storage/signal-catalogue-files.ts";
import { aSignal, signalOn } from "../signals/a-signal.ts";

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edict-cli-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs `edict signals ...` in this process: what it prints, and the error that the program would report. */
async function signals(...args: string[]): Promise<{ stdout: string; error: EdictError | undefined }> {
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
  let error: unknown;
  try {
    await signalsCommand().exitOverride().parseAsync(args, { from: "user" });
  } catch (thrown) {
    error = thrown;
  } finally {
    write.mockRestore();
  }
  if (error !== undefined && !(error instanceof EdictError)) throw error;
  return { stdout: printed.join(""), error };
}

describe("edict signals list", () => {
  it("lists the shipped catalogue, filtered, with what stands behind it", async () => {
    const { stdout, error } = await signals(
      "list",
      "--kind",
      "leadership-meeting",
      "--family",
      "L1",
      "--min-stance",
      "0.5",
    );
    expect(error).toBeUndefined();
    expect(stdout.split("\n").filter((line) => /^20\d\d-/.test(line))).toHaveLength(4);
    expect(stdout).toContain("2025-02-17 12:30 (wording)");
    expect(stdout).toContain("4 of 200 signals in signals/china-policy.json");
    expect(stdout).toContain("4 of complete families (*)");
  });

  it("prints a catalogue file with --json, which can be read again", async () => {
    const { stdout } = await signals("list", "--complete", "--json");
    await writeFile(at("complete.json"), stdout);
    expect((await loadCatalogue([at("complete.json")])).catalogue.signals).toHaveLength(62);
  });

  it("shows the catalogue as of a day, without what came later", async () => {
    const { stdout } = await signals("list", "--as-of", "2025-02-14", "--actor", "Jack Ma", "--json");
    const shown = JSON.parse(stdout).signals as { id: string; relatesTo?: unknown }[];
    expect(shown.at(-1)?.id).toBe("xi-symposium-leak-2025");
    expect(shown.at(-1)).not.toHaveProperty("relatesTo");
    expect((await signals("list", "--as-of", "2025-02-14")).stdout).toContain("as of 2025-02-14");
  });

  it("says so when nothing is selected", async () => {
    expect((await signals("list", "--symbol", "0001.HK")).stdout).toContain("No signal is selected");
  });

  it.each([
    [["--kind", "politbro"], 'did you mean "politburo"?'],
    [["--min-stance", "2"], "use 1 or less"],
    [["--from", "2025-02-30"], "write it as YYYY-MM-DD"],
    [["--complete", "--incomplete"], "give one of the two"],
    [["--as-of", "yesterday"], "write 2024-06-30"],
  ])("refuses %j", async (args, fix) => {
    const { error, stdout } = await signals("list", ...args);
    expect(error?.exitCode).toBe(2);
    expect(error?.issues[0]?.fix).toContain(fix);
    expect(stdout).toBe("");
  });
});

describe("edict signals check", () => {
  it("finds no error in the shipped catalogue and counts the notes", async () => {
    const { stdout, error } = await signals("check");
    expect(error).toBeUndefined();
    expect(stdout).toContain("xi-shanghai-ai-incubator-2025: time 16:26 is not intraday");
    expect(stdout).toMatch(/200 signals in signals\/china-policy\.json: no errors, 15 warnings, \d+ notes/);
    expect(stdout).toContain("not checked: which weekdays are sessions");
  });

  it("prints every problem of a bad file, then ends with code 2", async () => {
    await writeFile(
      at("bad.json"),
      JSON.stringify([{ ...aSignal(), kind: "politbro" }, aSignal({ sources: [] }), aSignal()]),
    );
    const { stdout, error } = await signals("check", at("bad.json"));
    expect(stdout).toContain('"politbro" is not one of the values allowed here');
    expect(stdout).toContain("the id stands already at");
    expect(stdout).toContain("no source");
    expect(error?.exitCode).toBe(2);
    expect(error?.issues[0]?.what).toBe("the catalogue has 2 errors, 1 warning, no notes");
  });

  it("takes sessions from a price file", async () => {
    const days = ["2025-02-14", "2025-02-17", "2025-02-18"];
    await writeFile(at("hsi.csv"), ["Date,Close", ...days.map((day) => `${day},100`)].join("\n"));
    const list = [signalOn("2025-02-14", "a"), signalOn("2025-02-17", "b", { stance: -1 })];
    await writeFile(at("x.json"), await newSignalFileText("json", list));
    const { stdout } = await signals(
      "check",
      at("x.json"),
      "--calendar",
      at("hsi.csv"),
      "--cluster",
      "1",
      "--json",
    );
    const { findings } = JSON.parse(stdout);
    expect(findings).toMatchObject([
      { severity: "note", what: expect.stringContaining("2 signals from 2025-02-17 to 2025-02-18") },
    ]);
    expect((await signals("check", "--cluster", "1")).error?.issues[0]?.at).toBe("--cluster");
  });

  const prices = resolve(import.meta.dirname, "../../../shared/prices/raw/^HSI.long.csv");
  const isHere = existsSync(prices);
  it.skipIf(!isHere)(
    "places the shipped catalogue on Hong Kong's real sessions (skipped where ../shared is absent)",
    async () => {
      const { stdout } = await signals("check", "--calendar", prices, "--cluster", "0", "--notes");
      expect(stdout).toContain("3 signals from 2020-12-21 to 2020-12-21 cannot be told apart: cewc-2020");
      expect(stdout).not.toContain("has no session");
    },
  );
});

describe("edict signals add", () => {
  const flags = [
    "--kind",
    "leadership-meeting",
    "--title",
    "Premier meets founders",
    "--stance",
    "0.5",
    "--by",
    "ann",
  ];

  it("adds a signal from flags, with who and when", async () => {
    const { stdout, error } = await signals(
      "add",
      at("own.json"),
      ...flags,
      "--published",
      "2026-03-02 19:05",
      "--basis",
      "stamp",
      "--actor",
      "Li Qiang",
      "--source",
      "https://example.org/a",
    );
    expect(error).toBeUndefined();
    expect(stdout).toContain(`added leadership-meeting-2026-03-02 to ${at("own.json")}`);
    const { catalogue } = await loadCatalogue([at("own.json")]);
    expect(catalogue.signals[0]).toMatchObject({
      occursAt: "2026-03-02",
      publishedAt: { date: "2026-03-02", time: "19:05", session: "unknown", basis: "stamp" },
      review: { status: "accepted", by: "ann", from: "by hand" },
    });
  });

  it("does not pretend to know what a time rests on", async () => {
    await signals("add", at("own.json"), ...flags, "--published", "2026-03-02 19:05");
    await signals("add", at("own.json"), ...flags, "--published", "2026-03-03");
    const { catalogue } = await loadCatalogue([at("own.json")]);
    expect(catalogue.signals.map((signal) => signal.publishedAt.basis)).toEqual(["unsourced", "unknown"]);
  });

  it.each([
    [
      ["--title", "x"],
      ["--kind", "--stance", "--published"],
    ],
    [[...flags, "--published", "2026-02-30"], ["--published"]],
    [[...flags, "--published", "2026-03-02 19:05 CST"], ["--published"]],
    [
      ["--kind", "leadership-meting", "--title", "x", "--stance", "3", "--published", "2026-03-02"],
      ["flags kind", "flags stance"],
    ],
  ])("refuses %j and writes nothing", async (args, places) => {
    const { error } = await signals("add", at("own.json"), ...args);
    expect(error?.exitCode).toBe(2);
    expect(error?.issues.map((issue) => issue.at)).toEqual(places);
    await expect(readFile(at("own.json"))).rejects.toThrow("ENOENT");
  });
});

describe("edict signals accept", () => {
  const drafts = () => at("new.draft.yaml");
  const pending = (date: string, id: string) => ({
    signal: signalOn(date, id, { review: { status: "pending" as const, from: "a.txt" } }),
    comments: {},
  });
  beforeEach(async () => {
    await writeDrafts(drafts(), [
      pending("2025-01-02", "a"),
      pending("2025-01-03", "b"),
      pending("2025-01-04", "c"),
    ]);
  });

  it("moves what the flags say, and leaves the rest", async () => {
    const { stdout } = await signals(
      "accept",
      drafts(),
      "--into",
      at("own.json"),
      "--accept",
      "a",
      "--reject",
      "b",
      "--by",
      "ann",
    );
    expect(stdout).toContain("accepted a\n1 moved into");
    expect(stdout).toContain("1 rejected and 1 undecided stay in");
    expect(stdout).toContain("set review.status in");
    const { catalogue } = await loadCatalogue([at("own.json")]);
    expect(catalogue.signals.map((signal) => [signal.id, signal.review?.by, signal.review?.from])).toEqual([
      ["a", "ann", "a.txt"],
    ]);
  });

  it("goes by the file where no flag says more, and accepts the rest with --all", async () => {
    const text = await readFile(drafts(), "utf8");
    await writeFile(drafts(), text.replace("status: pending", "status: edited"));
    await signals("accept", drafts(), "--into", at("own.json"), "--by", "ann");
    expect(
      (await loadCatalogue([at("own.json")])).catalogue.signals.map((signal) => signal.review?.status),
    ).toEqual(["edited"]);
    const { stdout } = await signals(
      "accept",
      drafts(),
      "--into",
      at("own.json"),
      "--by",
      "ann",
      "--all",
      "--json",
    );
    expect(JSON.parse(stdout).signals).toHaveLength(2);
  });

  it("refuses an id on both sides, and one that is not there", async () => {
    const both = await signals(
      "accept",
      drafts(),
      "--into",
      at("own.json"),
      "--accept",
      "a",
      "--reject",
      "a",
      "--by",
      "ann",
    );
    expect(both.error?.issues[0]?.what).toBe('"a" is both accepted and rejected');
    const unknown = await signals(
      "accept",
      drafts(),
      "--into",
      at("own.json"),
      "--accept",
      "z",
      "--by",
      "ann",
    );
    expect(unknown.error?.issues[0]?.what).toBe('there is no draft "z"');
  });
});
