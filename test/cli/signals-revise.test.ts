import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newSignalFileText, type SignalFileFormat } from "../../src/signals/signal-file-text.ts";
import { signalOn } from "../signals/a-signal.ts";
import { edict, emptyFolder } from "./edict.ts";

/** A folder with a catalogue of two signals and a draft. */
async function aCatalogue(format: SignalFileFormat = "json") {
  const folder = emptyFolder();
  const file = `own.${format}`;
  const text = await newSignalFileText(format, [
    signalOn("2025-03-02", "premier-2025", { stance: 0.5, phase: "held" }),
    signalOn("2025-03-05", "congress-2025"),
    signalOn("2025-03-06", "draft-2025", { review: { status: "pending", from: "a.txt" } }),
  ]);
  writeFileSync(join(folder, file), text);
  return {
    folder,
    file,
    read: () => readFileSync(join(folder, file), "utf8"),
    signals: (...args: string[]) => edict(["signals", ...args], { cwd: folder }),
  };
}

/** The signals that `list --json` prints, by id. */
function listed(stdout: string): Record<string, Record<string, unknown>> {
  const { signals } = JSON.parse(stdout) as { signals: { id: string }[] };
  return Object.fromEntries(signals.map((signal) => [signal.id, signal]));
}

/** A day that is over in Shanghai wherever the test runs. */
const aDayBefore = () => new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);

describe("edict signals revise", () => {
  it.each(["json", "jsonl", "yaml"] as const)(
    "changes a signal of a %s file, which --as-of replays as it was",
    async (format) => {
      const { file, folder, read, signals } = await aCatalogue(format);
      const revised = signals(
        ...["revise", file, "premier-2025", "--stance", "-0.25", "--target", "banks", "property"],
        ...["--clear", "phase", "symbols", "--why", "second reading", "--by", "ann"],
      );
      expect(revised.stderr).toBe("");
      expect(revised.stdout).toContain(`revised premier-2025 in ${file}\n`);
      expect(revised.stdout).toContain("  stance: 0.5 -> -0.25\n");
      expect(revised.stdout).toContain("  targets: internet-platforms -> banks, property\n");
      expect(revised.stdout).toContain("  symbols: 9988.HK -> none\n");
      expect(revised.stdout).toContain("  phase: held -> none\n");
      expect(revised.stdout).toContain("hindsight: ");
      expect(revised.stdout).toContain(`next: edict signals list --signals ${file} --as-of `);

      const now = listed(signals("list", "--signals", file, "--json").stdout);
      expect(now["premier-2025"]).toMatchObject({
        stance: -0.25,
        targets: ["banks", "property"],
        symbols: [],
      });
      expect(now["premier-2025"]).not.toHaveProperty("phase");
      expect(now["premier-2025"]?.revisions).toMatchObject([
        { by: "ann", why: "second reading", was: { stance: 0.5, phase: "held" } },
      ]);
      const before = listed(signals("list", "--signals", file, "--as-of", aDayBefore(), "--json").stdout);
      expect(before["premier-2025"]).toEqual(
        signalOn("2025-03-02", "premier-2025", { stance: 0.5, phase: "held" }),
      );
      expect(before["congress-2025"]).toEqual(now["congress-2025"]);

      const check = signals("check", file);
      expect(check.code).toBe(0);
      expect(check.stdout).toContain("no errors");

      const written = read();
      const again = signals("revise", file, "premier-2025", "--stance", "-0.25", "--why", "once more");
      expect(again.code).toBe(0);
      expect(again.stdout).toBe(`premier-2025 says all this already; nothing was written to ${file}\n`);
      expect(read()).toBe(written);
      expect(readdirSync(folder)).toEqual([file]);
    },
  );

  it("keeps each revision: two in a row are undone one by one", async () => {
    const { file, signals } = await aCatalogue();
    const why = ["--why", "reread", "--by", "ann"];
    signals("revise", file, "premier-2025", "--stance", "0.4", ...why);
    signals("revise", file, "premier-2025", "--stance", "0.3", "--title", "Premier meets banks", ...why);
    const now = listed(signals("list", "--signals", file, "--json").stdout)["premier-2025"];
    const revisions = now?.revisions as { until: string; was: unknown }[];
    expect(revisions.map((one) => one.was)).toMatchObject([{ stance: 0.5 }, { stance: 0.4 }]);
    const between = signals("list", "--signals", file, "--json", "--as-of", revisions[0]?.until as string);
    expect(listed(between.stdout)["premier-2025"]).toMatchObject({ stance: 0.4 });
    expect(signals("check", file).code).toBe(0);
  });

  it("does not let a new time rest on what the old one rested on", async () => {
    const { file, signals } = await aCatalogue();
    const published = (...flags: string[]) => {
      signals("revise", file, "premier-2025", ...flags, "--why", "the broadcast's time");
      return listed(signals("list", "--signals", file, "--json").stdout)["premier-2025"]?.publishedAt;
    };
    expect(published("--published", "2025-03-02", "--basis", "stamp")).toEqual({
      date: "2025-03-02",
      time: null,
      session: "post-close",
      basis: "stamp",
    });
    expect(published("--published", "2025-03-02 19:05")).toEqual({
      date: "2025-03-02",
      time: "19:05",
      session: "unknown",
      basis: "unsourced",
    });
    expect(published("--basis", "wording")).toMatchObject({ time: "19:05", basis: "wording" });
  });

  const why = ["--why", "reread"];
  it.each([
    [
      ["premier-205", "--stance", "0", ...why],
      ['there is no signal "premier-205"', 'did you mean "premier-2025"?'],
    ],
    [
      ["x", "--stance", "0", ...why],
      ['there is no signal "x"', "edict signals list --signals own.json"],
    ],
    [
      ["draft-2025", "--stance", "0", ...why],
      ["a draft that nobody has accepted", "edict signals accept"],
    ],
    [["premier-2025", "--stance", "0"], ["--why"]],
    [["premier-2025", "--stance", "0", "--why", " "], ["no reason is given"]],
    [["premier-2025", ...why], ["no flag says what to change"]],
    [["premier-2025", "--stance", "0", "--by", " ", ...why], ["nobody is named"]],
    [
      ["premier-2025", "--stance", "high", ...why],
      ['"high" is not a number', "--stance"],
    ],
    [
      [
        "premier-2025",
        "--stance",
        "3",
        "--kind",
        "leadership-meting",
        "--phase",
        "hold",
        "--session",
        "noon",
        ...why,
      ],
      [
        ...["flags stance", "flags kind", 'did you mean "leadership-meeting"?', 'did you mean "held"?'],
        "flags publishedAt.session",
      ],
    ],
    [
      ["premier-2025", "--published", "2025-02-30", ...why],
      ["--published", "is not a day"],
    ],
    [["premier-2025", "--occurs", "2025-02-30", ...why], ["flags occursAt"]],
    [["premier-2025", "--scheduled", "--unscheduled", ...why], ["give one of the two"]],
    [
      ["premier-2025", "--clear", "stance", ...why],
      ["--clear", '"stance" is not one of'],
    ],
    [
      ["premier-2025", "--clear", "actors", "--actor", "Li Qiang", ...why],
      ["actors is both cleared and given"],
    ],
  ])("refuses %j and writes nothing", async (args, said) => {
    const { file, folder, read, signals } = await aCatalogue();
    const before = read();
    const { code, stdout, stderr } = signals("revise", file, ...args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    for (const words of said) expect(stderr).toContain(words);
    expect(read()).toBe(before);
    expect(readdirSync(folder)).toEqual([file]);
  });

  it("refuses files that are missing, of other kinds or unsound, and leaves them alone", async () => {
    const { folder, signals } = await aCatalogue();
    const revise = (file: string) => signals("revise", file, "premier-2025", "--stance", "0", ...why);
    expect(revise("owns.json").stderr).toContain('did you mean "own.json"?');
    expect(revise("deep/own.json").stderr).toContain("there is no such file");
    writeFileSync(join(folder, "own.csv"), "id\n");
    expect(revise("own.csv").stderr).toContain("signals are kept in .json, .jsonl or .yaml files");
    writeFileSync(join(folder, "bad.json"), '[{"id": 1}]');
    expect(revise("bad.json").code).toBe(2);
    expect(readFileSync(join(folder, "bad.json"), "utf8")).toBe('[{"id": 1}]');
    expect(readdirSync(folder).sort()).toEqual(["bad.json", "own.csv", "own.json"]);
  });

  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "says that it may not write (skipped for root, whom nothing stops)",
    async () => {
      const { file, folder, read, signals } = await aCatalogue();
      const before = read();
      chmodSync(folder, 0o500);
      const { code } = signals("revise", file, "premier-2025", "--stance", "0", ...why);
      chmodSync(folder, 0o700);
      expect(code).toBe(2);
      expect(read()).toBe(before);
    },
  );
});
