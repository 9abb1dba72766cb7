import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EDICT, edict, emptyFolder, REPOSITORY } from "../cli/edict.ts";
import { damageIn, killAfter } from "./kill.ts";

/** A slice; bench/kill.ts kills five hundred times. Delays spread over what each command takes here. */
const KILLS = 5;

const add = (index: number) => [
  EDICT,
  "signals",
  "add",
  "own.json",
  "--id",
  `own-${index}`,
  "--kind",
  "leadership-meeting",
  "--title",
  "A meeting",
  "--stance",
  "0.5",
  "--published",
  "2025-03-03 19:05",
  "--basis",
  "stamp",
  "--actor",
  "Premier",
  "--target",
  "broad-market",
  "--source",
  "https://example.org/a",
  "--by",
  "test",
];

describe.skipIf(process.platform === "win32")(
  "killed at any moment, a command leaves nothing half-written:",
  () => {
    const folder = emptyFolder();
    const home = emptyFolder();
    copyFileSync(
      join(REPOSITORY, "strategies/long-hstech-after-leadership-meetings.ts"),
      join(folder, "mine.ts"),
    );
    const rows = Array.from(
      { length: 4000 },
      (_, index) =>
        `${new Date(Date.UTC(2010, 0, 1) + index * 86_400_000).toISOString().slice(0, 10)},${100 + (index % 7)}`,
    );
    writeFileSync(join(folder, "0700.HK.csv"), `Date,Close\n${rows.join("\n")}\n`);

    const commands: readonly [string, (index: number) => readonly string[]][] = [
      ["run", () => [EDICT, "run", "mine.ts", "--prices", "sample", "--quiet"]],
      ["prices import", () => [EDICT, "prices", "import", "0700.HK.csv"]],
      ["signals add", add],
    ];

    it.each(commands)(
      "%s",
      async (_, command) => {
        const start = performance.now();
        await killAfter(60_000, { command: command(-1), folder, home });
        const whole = performance.now() - start;
        let killed = 0;
        for (let index = 0; index < KILLS; index++) {
          const delay = whole * (0.35 + (0.65 * index) / KILLS);
          if (await killAfter(delay, { command: command(index), folder, home })) killed++;
          expect(await damageIn(folder, home)).toEqual([]);
        }
        expect(killed).toBeGreaterThan(0);
        // Whoever comes next is not held up by what the dead left behind.
        const next = edict(command(KILLS).slice(1), { cwd: folder, env: { EDICT_HOME: home } });
        expect(next).toMatchObject({ code: 0, stderr: "" });
      },
      60_000,
    );
  },
);
