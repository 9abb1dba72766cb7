import { spawnSync } from "node:child_process";
import { setFlagsFromString } from "node:v8";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { tuneV8 } from "../../src/cli/tune-v8.ts";

// Caught, and not set: the settings hold for the whole process. A process of their own takes them below.
vi.mock("node:v8", () => ({ setFlagsFromString: vi.fn() }));

const caught = vi.mocked(setFlagsFromString);
const TUNED = [20, 22, 24];
const major = Number.parseInt(process.versions.node, 10);

/** Which of the settings V8 holds once it was given `given`, and what it says against those. */
function heldAfter(given: string, settings: readonly string[]) {
  const script = `const { setFlagsFromString: set } = require("node:v8"); set(${JSON.stringify(given)}); set("--help");`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
  return { held: settings.filter((one) => stdout.includes(`: ${one}\n`)), complaints: stderr };
}

describe("tuneV8", () => {
  beforeEach(() => caught.mockClear());

  it.runIf(TUNED.includes(major))("gives settings that this version's V8 has and takes", () => {
    tuneV8("run");
    const given = caught.mock.calls[0]?.[0] as string;
    const settings = given.split(" ");
    expect(heldAfter(given, settings)).toEqual({ held: settings, complaints: "" });
    // V8 passes over a setting that it does not know, and over all that stand behind it.
    const { held, complaints } = heldAfter(`--no-such-setting ${given}`, settings);
    expect(held).toEqual([]);
    expect(complaints).toContain("unrecognized flag --no-such-setting");
  });

  it("leaves the compiler of commands that compute for minutes as V8 has it, and keeps what it compiled", () => {
    const commands = ["walk-forward", "merge", "dev", "signals", "prices"];
    for (const command of commands) tuneV8(command);
    expect(caught.mock.calls.flat()).toEqual(commands.map(() => "--no-flush-bytecode"));
  });

  it.each(["sweep", "worker"])(
    "has one thread clear memory away where threads keep all cores busy: %s",
    (command) => {
      tuneV8(command);
      const given = "--no-flush-bytecode --no-parallel-scavenge";
      expect(caught.mock.calls).toEqual([[given]]);
      expect(heldAfter(given, given.split(" "))).toEqual({ held: given.split(" "), complaints: "" });
    },
  );
});
