import { spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EDICT, edict, emptyFolder, REPOSITORY } from "../cli/edict.ts";

const FLAGSHIP = join(REPOSITORY, "strategies/long-hstech-after-leadership-meetings.ts");
const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === "win32";

/** The result documents below a folder, by name. */
const resultsIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));

describe("the same inputs give the same bytes", () => {
  const sample = (env: NodeJS.ProcessEnv) =>
    edict(["run", FLAGSHIP, "--prices", "sample", "--json", "--out", emptyFolder()], { env });
  const plain = sample({});

  it.each([
    ["in St John's, half an hour off every whole zone", { TZ: "America/St_Johns" }],
    ["in Apia, on the other side of the date line", { TZ: "Pacific/Apia" }],
    ["under a Turkish locale, whose i is another letter", { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" }],
    ["under a German locale, whose comma is a point", { LC_ALL: "de_DE.UTF-8", LANG: "de_DE.UTF-8" }],
    ["without any locale", { LC_ALL: "C", LANG: undefined }],
  ])("%s", (_, env) => {
    const run = sample(env);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toBe(plain.stdout);
  });
});

describe("any folder and name", () => {
  it("with spaces, Chinese, emoji and a quote works", () => {
    const folder = join(emptyFolder(), "我的 策略 🐉 'x'");
    mkdirSync(folder);
    copyFileSync(FLAGSHIP, join(folder, "长 线.ts"));
    writeFileSync(
      join(folder, "价格.csv"),
      "Date,Open,High,Low,Close\n2025-02-17,100,101,99,100\n2025-02-18,101,102,100,101\n2025-02-19,102,103,101,102\n",
    );
    const run = edict(["run", "长 线.ts", "--file", "HSTECH.HK=价格.csv", "--out", "结 果"], { cwd: folder });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(resultsIn(join(folder, "结 果"))).toHaveLength(1);
  });

  it("without a home folder or EDICT_HOME works on the sample", () => {
    const env = { HOME: undefined, EDICT_HOME: undefined, XDG_DATA_HOME: undefined, USERPROFILE: undefined };
    const run = edict(["run", FLAGSHIP, "--prices", "sample", "--quiet", "--out", emptyFolder()], { env });
    expect(run).toMatchObject({ code: 0, stderr: "" });
  });

  it("that is a file instead gives words, and the code of bad input", () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "file"), "");
    const run = edict(["run", FLAGSHIP, "--prices", "sample", "--out", join(folder, "file")]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("the result cannot be written");
  });

  it.skipIf(isRoot || isWindows)("that may only be read gives words", () => {
    const folder = emptyFolder();
    spawnSync("chmod", ["500", folder]);
    const run = edict(["run", FLAGSHIP, "--prices", "sample", "--out", folder]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("the result cannot be written");
  });
});

describe("no name leaves its folder", () => {
  it("whatever the symbol is called", () => {
    const folder = emptyFolder();
    const home = join(folder, "deep/home");
    writeFileSync(join(folder, "a.csv"), "Date,Close\n2025-02-17,100\n2025-02-18,101\n");
    for (const symbol of [
      "../../escaped",
      "..\\..\\escaped",
      "/abs",
      "C:escaped",
      "CON",
      "%2e%2e%2fx",
      ".",
    ]) {
      edict(["prices", "import", `${symbol}=a.csv`], { cwd: folder, env: { EDICT_HOME: home } });
    }
    expect(readdirSync(folder).sort()).toEqual(existsSync(home) ? ["a.csv", "deep"] : ["a.csv"]);
    if (existsSync(home)) expect(readdirSync(join(folder, "deep"))).toEqual(["home"]);
  });

  it("whatever run id a result claims", () => {
    const folder = emptyFolder();
    const run = edict(["run", FLAGSHIP, "--prices", "sample", "--json", "--out", folder]);
    const forged = join(folder, "forged.json");
    writeFileSync(forged, run.stdout.replace(/"runId": "[0-9a-f]+"/, '"runId": "../../../escaped"'));
    const report = edict(["report", forged, "--html"], { cwd: folder });
    expect(report.code).toBe(2);
    expect(report.stderr).toContain("runId");
  });
});

describe("files beyond measure are refused unread", () => {
  /** A file with a hole: it takes no room, and more than Node reads at once; to read it bit by bit takes minutes. */
  const huge = (name: string) => {
    const file = join(emptyFolder(), name);
    openSync(file, "w");
    truncateSync(file, 1024 ** 4);
    return file;
  };
  const terabyte = (run: () => { code: number | null; stderr: string }) => {
    const { code, stderr } = run();
    expect(stderr).toMatch(/1048576 MB/);
    expect(code).toBe(2);
  };

  it("as prices", () => terabyte(() => edict(["run", FLAGSHIP, "--file", `HSTECH.HK=${huge("p.csv")}`])));
  it("as signals", () => terabyte(() => edict(["signals", "list", "--signals", huge("s.json")])));
  it("as a strategy", () => terabyte(() => edict(["run", huge("s.yaml"), "--prices", "sample"])));
  it("as a result", () => terabyte(() => edict(["report", huge("r.json")])));
});

describe("a hundred thousand signals", () => {
  it("are read and listed", () => {
    const file = join(emptyFolder(), "many.jsonl");
    writeFileSync(file, Array.from({ length: 100_000 }, (_, index) => signalAt(index)).join("\n"));
    const run = edict(["signals", "list", "--signals", file, "--json"]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(run.stdout).signals).toHaveLength(100_000);
  }, 300_000);

  it("are many; a thousand are each traded or skipped", () => {
    const folder = emptyFolder();
    const file = join(folder, "many.jsonl");
    writeFileSync(file, Array.from({ length: 1000 }, (_, index) => signalAt(index)).join("\n"));
    const run = edict(["run", FLAGSHIP, "--prices", "sample", "--signals", file, "--json", "--out", folder]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(run.stdout).signals).toHaveLength(1000);
  });
});

const signalAt = (index: number) =>
  JSON.stringify({
    id: `signal-${index}`,
    title: "An act",
    kind: "leadership-meeting",
    status: "official",
    actors: ["Premier"],
    stance: 0.5,
    targets: ["broad-market"],
    symbols: [],
    occursAt: dayOf(index),
    publishedAt: { date: dayOf(index), time: null, session: "post-close", basis: "wording" },
    scheduled: false,
    family: null,
    familyComplete: false,
    sources: ["https://example.org/a"],
    verified: true,
  });

const dayOf = (index: number) =>
  new Date(Date.UTC(2020, 7, 3) + (index % 1900) * 86_400_000).toISOString().slice(0, 10);

describe("what goes on around it", () => {
  it.skipIf(isWindows)("a reader who has seen enough is no error", () => {
    const line = `"${process.execPath}" "${EDICT}" run "${FLAGSHIP}" --prices sample --json --out "${emptyFolder()}" | head -1; echo "\${PIPESTATUS[0]}"`;
    const run = spawnSync("bash", ["-c", line], {
      encoding: "utf8",
      env: { ...process.env, EDICT_HOME: emptyFolder() },
    });
    expect(run.stderr).toBe("");
    expect(run.stdout).toBe("{\n0\n");
  });

  it.skipIf(!existsSync("/dev/full"))(
    "output that nothing takes gives words, and the code of bad input",
    () => {
      const line = `"${process.execPath}" "${EDICT}" signals list > /dev/full`;
      const run = spawnSync("bash", ["-c", line], {
        encoding: "utf8",
        env: { ...process.env, EDICT_HOME: emptyFolder() },
      });
      expect(run.stderr).toBe(
        "the system refuses: ENOSPC: no space left on device, write\n  fix  make room on the disk; what was there before is untouched\n",
      );
      expect(run.status).toBe(2);
    },
  );

  it("two runs at once into one folder both end well, with one whole result", async () => {
    const folder = emptyFolder();
    const home = emptyFolder();
    const one = () =>
      new Promise<number | null>((resolve) => {
        const child = spawn(
          process.execPath,
          [EDICT, "run", FLAGSHIP, "--prices", "sample", "--quiet", "--out", folder],
          { env: { ...process.env, EDICT_HOME: home }, stdio: "inherit" },
        );
        child.on("close", resolve);
      });
    expect(await Promise.all([one(), one(), one(), one()])).toEqual([0, 0, 0, 0]);
    const [result, ...others] = resultsIn(folder);
    expect(others).toEqual([]);
    expect(edict(["report", join(folder, result as string)]).code).toBe(0);
  });

  it.skipIf(isWindows)("a disk that takes nothing leaves no empty file of a new strategy", () => {
    const folder = emptyFolder();
    const run = spawnSync(
      "bash",
      ["-c", `trap "" XFSZ; ulimit -f 0; exec "${process.execPath}" "${EDICT}" new idea`],
      { cwd: folder, encoding: "utf8", env: { ...process.env, EDICT_HOME: emptyFolder() } },
    );
    expect(run.stderr).toMatch(/^the file cannot be written: EFBIG.*\n {2}at {3}idea\.ts\n {2}fix {2}/);
    expect(run.status).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(isWindows)("a disk that takes no more gives words, and leaves nothing half-written", () => {
    const folder = emptyFolder();
    // A limit of 8 KB a file cuts the write off in the middle, as a full disk does.
    const line = `trap "" XFSZ; ulimit -f 8; exec "${process.execPath}" "${EDICT}" run "${FLAGSHIP}" --prices sample --quiet --out "${folder}"`;
    const run = spawnSync("bash", ["-c", line], {
      encoding: "utf8",
      env: { ...process.env, EDICT_HOME: emptyFolder() },
    });
    expect(run.stderr).toMatch(/the result cannot be written: EFBIG/);
    expect(run.stderr).toContain("\n  fix  ");
    expect(run.status).toBe(2);
    expect(readdirSync(folder, { recursive: true })).toEqual(["long-hstech-after-leadership-meetings"]);
  });
});
