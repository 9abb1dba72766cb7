import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ResultDocument } from "../../src/result/result-schema.ts";
import { useMarketServer } from "../servers/market-fixture.ts";
import { edict, edictAlongside, emptyFolder, REPOSITORY } from "./edict.ts";

const market = useMarketServer((truth) => {
  truth.add("HSTECH.HK", "HKEX", "HKD", 700, "2022-01-03");
  truth.add("^HSI", "HKEX", "HKD", 700, "2022-01-03");
  truth.add("0700.HK", "HKEX", "HKD", 700, "2022-01-03");
});

const FLAGSHIP = join(REPOSITORY, "strategies/long-hstech-after-leadership-meetings.ts");
const live = (home: string) => ({
  env: { EDICT_HOME: home, EDICT_YAHOO_URL: market.url, EDICT_EASTMONEY_URL: market.url },
});

describe("edict prices against a server that answers as Yahoo does", () => {
  it("fetches, lists, and then runs without a network, the same bytes for ever", async () => {
    const home = emptyFolder();
    const fetched = await edictAlongside(
      ["prices", "fetch", "--for", FLAGSHIP, "--source", "yahoo"],
      live(home),
    );
    expect(fetched).toMatchObject({ code: 0, stderr: "" });
    expect(fetched.stdout).toMatch(/HSTECH\.HK +created +yahoo +2022-01-03/);
    expect(fetched.stdout).toMatch(/\^HSI +created/);

    const listed = edict(["prices", "list"], { env: { EDICT_HOME: home } });
    expect(listed.stdout).toMatch(/HSTECH\.HK +2022-01-03 +\S+ +700 +yahoo/);

    const unreachable = { env: { EDICT_HOME: home, EDICT_YAHOO_URL: "http://127.0.0.1:9" } };
    const args = ["run", FLAGSHIP, "--frozen", "--json", "--out", emptyFolder()];
    const first = edict(args, unreachable);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    const result = JSON.parse(first.stdout) as ResultDocument;
    expect(result.data.prices.map((series) => series.source)).toEqual(["yahoo", "yahoo"]);
    expect(edict(args, unreachable).stdout).toBe(first.stdout);
  });

  it("names the symbol that Yahoo does not have, keeps the others, and ends with 3", async () => {
    const home = emptyFolder();
    const run = await edictAlongside(
      ["prices", "fetch", "0700.HK", "9999.HK", "--source", "yahoo"],
      live(home),
    );
    expect(run.code).toBe(3);
    expect(run.stdout).toMatch(/0700\.HK +created/);
    expect(run.stdout).toMatch(/9999\.HK +failed/);
    expect(run.stderr).toMatch(/9999\.HK[\s\S]*\n {2}fix {2}/);
    expect(edict(["prices", "list"], { env: { EDICT_HOME: home } }).stdout).toContain("0700.HK");
  });

  it("never falls back: edict run fails with what / at / fix when Yahoo refuses", async () => {
    market.server.fail("*", "404");
    const out = emptyFolder();
    const run = await edictAlongside(
      ["run", FLAGSHIP, "--prices", "yahoo", "--out", out],
      live(emptyFolder()),
    );
    expect(run.code).toBe(3);
    expect(run.stdout).toBe("");
    expect(run.stderr).toMatch(/HSTECH\.HK[\s\S]*\n {2}fix {2}/);
  });

  it("asks for symbols when none is named", () => {
    expect(edict(["prices", "fetch"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("no symbol is named"),
    });
  });
});

describe("edict prices on files", () => {
  const row = (date: string, close: number) => `${date};${close},5;${close + 1};${close - 1};${close};1000`;
  const german = `Datum;Eröffnung;Hoch;Tief;Schluss;Volumen\n${row("02.01.2024", 10)}\n${row("03.01.2024", 11)}\n${row("04.01.2024", 12)}\n`;

  it("names the file whose name is no symbol, and how to say whose prices it holds", () => {
    const file = join(emptyFolder(), "HSTECH.sina.csv");
    writeFileSync(file, "Date,Close\n2024-01-02,100\n2024-01-03,101\n");
    const home = { env: { EDICT_HOME: emptyFolder() } };
    const run = edict(["prices", "import", file], home);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining(`at   ${file}`) });
    expect(run.stderr).toContain(`SYMBOL=${file} (did you mean "HSTECH.HK"?)`);
    expect(edict(["prices", "import", `HSTECH.HK=${file}`], home).code).toBe(0);
  });

  it("imports an odd file as --map says, prints the dialect, and checks it", () => {
    const home = emptyFolder();
    const file = join(emptyFolder(), "0700.HK.csv");
    writeFileSync(file, german);
    const map =
      "date=Datum,open=Eröffnung,high=Hoch,low=Tief,close=Schluss,volume=Volumen,dates=day-first,decimal=comma";
    const run = edict(["prices", "import", file, "--map", map], { env: { EDICT_HOME: home } });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("semicolon between cells");
    expect(run.stdout).toContain("decimal comma");
    expect(edict(["prices", "check"], { env: { EDICT_HOME: home } }).stdout).toContain("1 series checked");
  });

  it("says how a file hangs together with the one that it replaces", () => {
    const home = { env: { EDICT_HOME: emptyFolder() } };
    const file = join(emptyFolder(), "KWEB.csv");
    const rows = (factor: number, count: number) =>
      Array.from({ length: count }, (_, index) => {
        const date = new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);
        return `${date},${(100 + index) / factor}`;
      });
    writeFileSync(file, `Date,Close\n${rows(1, 5).join("\n")}\n`);
    expect(edict(["prices", "import", file], home).stdout).not.toContain("in place of");
    writeFileSync(file, `Date,Close\n${rows(4, 12).join("\n")}\n`);
    const second = edict(["prices", "import", file], home);
    expect(second.stdout).toMatch(/in place of +5 sessions, 2024-01-01 \.\. 2024-01-05: restated since/);
    expect(edict(["prices", "check", "--all"], home).stdout).toMatch(/restated-history +kept +.*4 times/);
  });

  it("refuses to import what a run would refuse, and checks as a run does", () => {
    const folder = emptyFolder();
    const dollars = join(folder, "0700.HK.csv");
    writeFileSync(dollars, "Date,Close,Currency\n2024-01-02,10,USD\n2024-01-03,10,USD\n");
    const split = join(folder, "KWEB.csv");
    writeFileSync(split, "Date,Close,Splits\n2024-01-02,10,\n2024-01-03,5,2\n");
    const home = { env: { EDICT_HOME: emptyFolder() } };
    const run = edict(["prices", "import", dollars, split], home);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("the source gives prices in USD, the instrument is in HKD");
    expect(run.stderr).toContain("--map basis=raw");
    expect(edict(["prices", "list"], home).stdout).toContain("It is empty");
    const checked = edict(
      ["prices", "check", "--file", `0700.HK=${dollars}`, "--file", `KWEB=${split}`],
      home,
    );
    expect(checked.code).toBe(3);
    expect(checked.stderr).toContain("in USD");
    expect(edict(["prices", "import", split, "--map", "basis=raw"], home)).toMatchObject({ code: 0 });
  });

  it("imports the good files and names the others", () => {
    const home = emptyFolder();
    const folder = emptyFolder();
    writeFileSync(
      join(folder, "KWEB.csv"),
      "Date,Open,High,Low,Close,Volume\n2024-01-02,10,11,9,10,1\n2024-01-03,10,11,9,10,1\n",
    );
    writeFileSync(join(folder, "SPY.csv"), "Date,Open,High,Low,Close,Volume\n2024-01-02,10,x,9,10,1\n");
    const run = edict(["prices", "import", join(folder, "KWEB.csv"), join(folder, "SPY.csv")], {
      env: { EDICT_HOME: home },
    });
    expect(run.code).toBe(2);
    expect(run.stdout).toContain("KWEB from");
    expect(run.stderr).toMatch(/SPY\.csv/);
    expect(edict(["prices", "list"], { env: { EDICT_HOME: home } }).stdout).toContain("KWEB");
  });

  it("refuses a third source, which would be passed over", () => {
    const compare = (...flags: string[]) => edict(["prices", "compare", "1211.HK", ...flags]);
    const three = compare("--sources", "yahoo,eastmoney,sample");
    expect(three.code).toBe(2);
    expect(three.stderr).toMatch(
      /two sources are compared at a time, and 3 are named: yahoo, eastmoney, sample\n {2}at {3}edict prices compare\n {2}fix/,
    );
    const folder = emptyFolder();
    const files = ["a.csv", "b.csv"].map((name) => join(folder, name));
    for (const file of files) writeFileSync(file, "Date,Close\n2024-01-02,10\n2024-01-03,11\n");
    const beside = compare("--sources", "yahoo", ...files.flatMap((file) => ["--file", file]));
    expect(beside).toMatchObject({ code: 2, stdout: "" });
    expect(beside.stderr).toContain("3 are named: yahoo, ");
    expect(compare(...files.flatMap((file) => ["--file", file]))).toMatchObject({ code: 0, stderr: "" });
  });

  const RAW = join(REPOSITORY, "../shared/prices/raw");
  it.skipIf(!existsSync(RAW))("finds a restated history when two files of a symbol are compared", () => {
    const run = edict([
      "prices",
      "compare",
      "1211.HK",
      "--file",
      join(RAW, "1211.HK.pre-split.csv"),
      "--file",
      join(RAW, "1211.HK.post-split.csv"),
    ]);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/restated by a factor of (2\.9|3\.0)/);
  });
});
