import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, describe, expect, it } from "vitest";
import { EDICT, edict, emptyFolder, REPOSITORY } from "./edict.ts";

describe("edict dev, as it is installed", () => {
  const run = spawn(
    process.execPath,
    [
      EDICT,
      "dev",
      "strategies/long-hstech-after-leadership-meetings.ts",
      "--prices",
      "sample",
      "--port",
      "0",
    ],
    {
      cwd: REPOSITORY,
      env: { ...process.env, EDICT_HOME: emptyFolder() },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  afterAll(() => run.kill("SIGKILL"));

  it("serves the whole report at once, and ends by Ctrl-C", async () => {
    const [url] = await once(createInterface(run.stdout), "line");
    const page = await (await fetch(url as string)).text();
    for (const id of [
      "masthead",
      "answer",
      "price",
      "equity",
      "luck",
      "study",
      "sensitivity",
      "trades",
      "signals",
    ])
      expect(page).toMatch(new RegExp(`<(header|section) id="${id}"`));
    expect(page).toContain('<input type="range" name="hold"');
    expect(page).not.toContain("[object Object]");
    const ended = once(run, "exit");
    run.kill("SIGINT");
    expect((await ended)[0]).toBe(0);
  });
});

describe("edict dev while its strategy is edited", () => {
  const folder = emptyFolder();
  edict(["new", "idea"], { cwd: folder });
  const run = spawn(process.execPath, [EDICT, "dev", "idea.ts", "--prices", "sample", "--port", "0"], {
    cwd: folder,
    env: { ...process.env, EDICT_HOME: emptyFolder() },
    stdio: ["ignore", "pipe", "pipe"],
  });
  afterAll(() => run.kill("SIGKILL"));
  let out = "";
  let err = "";
  run.stdout.on("data", (piece) => {
    out += piece;
  });
  run.stderr.on("data", (piece) => {
    err += piece;
  });
  const patience = { timeout: 20_000 };

  it("says in the terminal and on the page what is wrong, keeps the last good result, and says when it is mended", async () => {
    await expect.poll(() => out, patience).toContain("Ctrl-C ends it.");
    const url = out.split("\n")[0] as string;
    const file = join(folder, "idea.ts");
    const good = readFileSync(file, "utf8");
    writeFileSync(file, good.replace("leadership-meeting", "leadership-meting"));
    await expect.poll(() => err, patience).toContain("until this is mended");
    expect(err).toMatch(
      /"leadership-meting" .*\n {2}at {3}idea\.ts.*\n {2}fix {2}did you mean "leadership-meeting"\?/,
    );
    expect(err).toContain("The page keeps the last good result until this is mended.");
    const page = await (await fetch(url)).text();
    expect(page).toContain("leadership-meting");
    expect(page).toContain("the last good result stands below");
    expect(page).toMatch(/<section id="equity"/);
    expect(out).not.toContain("Mended");
    writeFileSync(file, good);
    await expect.poll(() => out, patience).toMatch(/Mended: \d+ trades, run in \d+ ms\./);
    expect(await (await fetch(url)).text()).not.toContain("the last good result stands below");
  });
});
