import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll, describe, expect, it } from "vitest";
import { EDICT, emptyFolder, REPOSITORY } from "./edict.ts";

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
