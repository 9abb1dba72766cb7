import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { edict, emptyFolder, REPOSITORY } from "./edict.ts";

const FLAGSHIP = join(REPOSITORY, "strategies/long-hstech-after-leadership-meetings.ts");
let folder: string;

beforeAll(() => {
  folder = emptyFolder();
  const signal = (extra: object) =>
    JSON.stringify({
      schema: "edict/signals@1",
      signals: [
        {
          id: "a-meeting",
          title: "A meeting",
          kind: "leadership-meeting",
          status: "official",
          actors: ["Premier"],
          stance: 0.5,
          targets: ["broad-market"],
          symbols: [],
          occursAt: "2024-01-10",
          publishedAt: { date: "2024-01-10", time: null, session: "post-close", basis: "wording" },
          scheduled: false,
          family: null,
          familyComplete: false,
          sources: ["https://example.org/a"],
          verified: true,
          ...extra,
        },
      ],
    });
  const files: Record<string, string> = {
    "good.csv":
      "Date,Open,High,Low,Close,Volume\n2024-01-09,100,101,99,100,10\n2024-01-10,100,102,99,101,10\n2024-01-11,101,103,100,102,10\n2024-01-12,102,104,101,103,10\n",
    "bad-row.csv":
      "Date,Open,High,Low,Close,Volume\n2024-01-09,100,101,99,100,10\n2024-01-10,100,abc,99,101,10\n",
    "late.csv":
      "Date,Open,High,Low,Close,Volume\n2025-01-09,100,101,99,100,10\n2025-01-10,100,102,99,101,10\n",
    "signals.json": signal({}),
    "bad-date.json": signal({ occursAt: "2024-02-30" }),
    "politburo.json": signal({ kind: "politburo" }),
    "empty.json": JSON.stringify({ schema: "edict/signals@1", signals: [] }),
    "misspelt.ts": `import { defineStrategy } from "edict";\nexport default defineStrategy({ name: "a", hypothesis: "b", rules: [{ on: { kinds: ["politburo"] }, legs: [{ instrument: "KWEB", side: "long" }], exit: { afterSesions: 5 } }] });\n`,
    "unknown-kind.ts": `import { defineStrategy } from "edict";\nexport default defineStrategy({ name: "a", hypothesis: "b", rules: [{ on: { kinds: ["leadership-meting"] }, legs: [{ instrument: "KWEB", side: "long" }], exit: { afterSessions: 5 } }] });\n`,
    "throws.ts": `import { defineStrategy } from "edict";\nexport default defineStrategy({ name: "a", hypothesis: "b", rules: () => { throw new Error("no luck"); } });\n`,
    "where-throws.ts": `import { defineStrategy } from "edict";\nexport default defineStrategy({ name: "a", hypothesis: "b", rules: [{ on: {}, where: () => { throw new Error("no luck"); }, legs: [{ instrument: "HSTECH.HK", side: "long" }], exit: { afterSessions: 1 } }] });\n`,
    "swapped-symbol.ts": `import { defineStrategy } from "edict";\nexport default defineStrategy({ name: "a", hypothesis: "b", rules: [{ on: {}, legs: [{ instrument: "HSTEHC.HK", side: "long" }], exit: { afterSessions: 1 } }] });\n`,
    "unknown-symbol.ts": `import { defineStrategy } from "edict";\nexport default defineStrategy({ name: "a", hypothesis: "b", rules: [{ on: {}, legs: [{ instrument: "0700.HKK", side: "long" }], exit: { afterSessions: 1 } }] });\n`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});

const at = (name: string) => join(folder, name);
const withGood = (...more: string[]) => [
  "--file",
  `HSTECH.HK=${at("good.csv")}`,
  "--signals",
  at("signals.json"),
  ...more,
];

describe("bad input gives what / at / fix, the right exit code, no stack and no half-written file", () => {
  const cases: readonly [string, () => string[], number, RegExp, RegExp][] = [
    [
      "a misspelt field",
      () => ["run", at("misspelt.ts"), ...withGood()],
      2,
      /unknown field "afterSesions"/,
      /did you mean "afterSessions"/,
    ],
    ...[
      ["money beyond measure", "run", "--capital", "1e300"],
      ["more resamples than there is room for", "sweep", "--draws", "1e12"],
    ].map(([name, command, flag, value]): [string, () => string[], number, RegExp, RegExp] => [
      name as string,
      () => [command as string, FLAGSHIP, flag as string, value as string, "--prices", "sample"],
      2,
      /1e\+300 is too large|1000000000000 is too large/,
      /use 1000000000000000000 or less|use 100000 or less/,
    ]),
    [
      "an unknown kind",
      () => ["run", at("unknown-kind.ts"), ...withGood()],
      2,
      /leadership-meting/,
      /leadership-meeting/,
    ],
    ["an unknown symbol", () => ["run", at("unknown-symbol.ts"), ...withGood()], 2, /0700\.HKK/, /fix/],
    [
      "a price file with a bad row",
      () => ["run", FLAGSHIP, "--file", `HSTECH.HK=${at("bad-row.csv")}`, "--signals", at("signals.json")],
      2,
      /abc/,
      /bad-row\.csv.*3/,
    ],
    [
      "a signal with a bad date",
      () => ["run", FLAGSHIP, "--file", `HSTECH.HK=${at("good.csv")}`, "--signals", at("bad-date.json")],
      2,
      /2024-02-30/,
      /occursAt/,
    ],
    [
      "a parameter out of range",
      () => ["run", FLAGSHIP, ...withGood("--param", "hold=99")],
      2,
      /99 is outside 1\.\.60/,
      /--param hold/,
    ],
    [
      "a parameter that does not exist",
      () => ["run", FLAGSHIP, ...withGood("--param", "hodl=9")],
      2,
      /no parameter "hodl"/,
      /did you mean "hold"/,
    ],
    [
      "a strategy whose rules throw",
      () => ["run", at("throws.ts"), ...withGood()],
      2,
      /no luck/,
      /throws\.ts:2:\d+, rules/,
    ],
    [
      "a where() that throws",
      () => ["run", at("where-throws.ts"), ...withGood()],
      2,
      /where\(\) threw: no luck/,
      /a-meeting/,
    ],
    [
      "an empty catalogue",
      () => ["run", FLAGSHIP, "--file", `HSTECH.HK=${at("good.csv")}`, "--signals", at("empty.json")],
      2,
      /signal/,
      /empty\.json/,
    ],
    [
      "a symbol misspelt in the strategy, for which a file is given",
      () => ["run", at("swapped-symbol.ts"), ...withGood()],
      3,
      /no file is given for HSTEHC\.HK/,
      /did you mean "HSTECH\.HK"\?/,
    ],
    [
      "a study of a strategy that is told signals and instruments, too",
      () => ["study", FLAGSHIP, "--kinds", "politburo", "--on", "HSTECH.HK", ...withGood()],
      2,
      /--kinds, --on beside a strategy/,
      /leave the strategy out, or the flags/,
    ],
    [
      "a study of an actor whom no signal names",
      () => ["study", "--actors", "Premeir", "--on", "HSTECH.HK", ...withGood()],
      2,
      /no signal has "Premeir"/,
      /did you mean "Premier"/,
    ],
    [
      "a flag's value that is not a day",
      () => ["run", FLAGSHIP, ...withGood("--from", "2024-02-30")],
      2,
      /"2024-02-30" is not a calendar day\n {2}at {3}--from\n/,
      /fix/,
    ],
    [
      "a flag's value that is none of its own",
      () => ["run", FLAGSHIP, ...withGood("--timing", "bset")],
      2,
      /"bset" is not one of safe, best\n {2}at {3}--timing\n/,
      /did you mean "best"/,
    ],
    [
      "a flag's value that is no number",
      () => ["run", FLAGSHIP, ...withGood("--seed", "one")],
      2,
      /"one" is not a number\n {2}at {3}--seed\n/,
      /fix/,
    ],
    [
      "a flag without its value",
      () => ["explain", FLAGSHIP, ...withGood("--from")],
      2,
      /a value is missing\n {2}at {3}--from\n/,
      /write --from <day>/,
    ],
    [
      "a strategy file that is not there",
      () => ["run", at("nothing.ts"), ...withGood()],
      2,
      /no strategy file/,
      /nothing\.ts/,
    ],
    [
      "a price file that is not there",
      () => ["run", FLAGSHIP, "--file", `HSTECH.HK=${at("nothing.csv")}`],
      2,
      /nothing\.csv/,
      /fix/,
    ],
    [
      "an unknown option",
      () => ["run", FLAGSHIP, "--prizes", "sample"],
      2,
      /unknown option '--prizes'/,
      /did you mean "--prices"/,
    ],
    ["an unknown command", () => ["rnu"], 2, /unknown command 'rnu'/, /did you mean "run"/],
    ["an unknown price source", () => ["run", FLAGSHIP, "--prices", "bloomberg"], 2, /bloomberg/, /fix/],
    [
      "a parameter that is given twice",
      () => ["run", FLAGSHIP, ...withGood("--param", "hold=5", "--param", "hold=6")],
      2,
      /hold is given twice: 5 and 6/,
      /leave one of the two out/,
    ],
    ["a number that is none", () => ["run", FLAGSHIP, "--capital", "lots"], 2, /lots/, /fix/],
    [
      "days in the wrong order",
      () => ["run", FLAGSHIP, ...withGood("--from", "2024-02-01", "--to", "2024-01-01")],
      2,
      /from is later than to/,
      /fix/,
    ],
  ];

  it.each(cases)("%s", (_, args, code, what, where) => {
    const out = emptyFolder();
    const run = edict([...args(), ...(args()[0] === "run" ? ["--out", out] : [])]);
    expect(run.stderr).toMatch(what);
    expect(run.stderr).toMatch(where);
    expect(run.code).toBe(code);
    expect(run.stderr).toContain("\n  fix  ");
    expect(run.stderr).not.toMatch(/\n\s+at .*\(|node:internal|\.js:\d+/);
    expect(run.stdout).toBe("");
    expect(readdirSync(out)).toEqual([]);
  });

  it("refuses a folder for results that cannot be made", () => {
    const file = join(emptyFolder(), "a-file");
    writeFileSync(file, "");
    const run = edict(["run", FLAGSHIP, ...withGood("--out", join(file, "results"))]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(
      /the result cannot be written: ENOTDIR.*\n {2}at {3}.*\n {2}fix {2}choose a folder/,
    );
  });

  it("says that a replacement changed nothing where the strategy names no such instrument", () => {
    const run = edict([
      "run",
      FLAGSHIP,
      ...withGood("--instrument", "HSTECH=3033.HK", "--out", emptyFolder()),
    ]);
    expect(run.code).toBe(0);
    expect(run.stdout.replace(/\s+/g, " ")).toContain(
      "--instrument HSTECH=3033.HK changed nothing: the strategy names no HSTECH.",
    );
  });

  it("reports in words that no signal is selected", () => {
    const run = edict([
      "run",
      FLAGSHIP,
      "--file",
      `HSTECH.HK=${at("good.csv")}`,
      "--signals",
      at("politburo.json"),
      "--out",
      emptyFolder(),
    ]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("Of 1 signal none is one that the rules ask for.");
    expect(run.stdout).toMatch(/Undefined: [\s\S]*Mean\s+trade\s+\(no\s+closed\s+trades\)/);
  });

  it("reports in words that the prices begin after the last signal", () => {
    const run = edict([
      "run",
      FLAGSHIP,
      "--file",
      `HSTECH.HK=${at("late.csv")}`,
      "--signals",
      at("signals.json"),
      "--out",
      emptyFolder(),
    ]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(
      "The prices begin on 2025-01-09, after the last signal that the rules ask for was known",
    );
  });
});
