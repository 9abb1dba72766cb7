import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeCacheFile, readCodeCache, writeCodeCache } from "../../src/cli/code-cache.ts";
import { edict, emptyFolder } from "./edict.ts";

const owner = { command: "run", programSha256: "a build" };
const keptIn = (home: string) => {
  const file = codeCacheFile(home, owner, {}) as string;
  writeCodeCache(file, Buffer.from("some code"));
  return file;
};

describe("kept code", () => {
  it("is given back as it was, to its user alone", () => {
    const file = keptIn(emptyFolder());
    expect(readCodeCache(file)?.toString()).toBe("some code");
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("is of one command, one build and one version of Node", () => {
    const home = emptyFolder();
    const files = [owner, { ...owner, command: "study" }, { ...owner, programSha256: "b build" }];
    expect(new Set(files.map((one) => codeCacheFile(home, one, {}))).size).toBe(3);
  });

  it("is refused when a byte of it is damaged, when it is cut, and when others could have written it", () => {
    const file = keptIn(emptyFolder());
    const whole = readFileSync(file);
    for (let index = 0; index < whole.length; index++) {
      const damaged = Buffer.from(whole);
      damaged[index] = (damaged[index] as number) ^ 1;
      writeFileSync(file, damaged);
      expect(readCodeCache(file)).toBeNull();
    }
    writeFileSync(file, whole.subarray(0, 20));
    expect(readCodeCache(file)).toBeNull();
    writeFileSync(file, whole);
    expect(readCodeCache(file)).not.toBeNull();
    chmodSync(file, 0o620);
    expect(readCodeCache(file)).toBeNull();
  });

  it("is absent where none was kept, and none is kept where nothing can be written", () => {
    const home = emptyFolder();
    expect(readCodeCache(codeCacheFile(home, owner, {}) as string)).toBeNull();
    writeFileSync(join(home, "cache"), "a file where the folder should be");
    writeCodeCache(codeCacheFile(home, owner, {}) as string, Buffer.from("code"));
    expect(readCodeCache(codeCacheFile(home, owner, {}) as string)).toBeNull();
  });

  it("is not asked for under NODE_DISABLE_COMPILE_CACHE, nor for what is no command's name", () => {
    expect(codeCacheFile("/home", owner, { NODE_DISABLE_COMPILE_CACHE: "1" })).toBeNull();
    expect(codeCacheFile("/home", { ...owner, command: "../run" }, {})).toBeNull();
  });

  it("does not pile up: the oldest go", () => {
    const home = emptyFolder();
    mkdirSync(join(home, "cache"));
    for (let build = 0; build < 30; build++) {
      writeCodeCache(
        codeCacheFile(home, { ...owner, programSha256: `build ${build}` }, {}) as string,
        Buffer.from("code"),
      );
    }
    expect(readdirSync(join(home, "cache/code"))).toHaveLength(24);
  });
});

describe("a command", () => {
  it("says the same with code that was kept, with damaged code, and without", () => {
    const env = { EDICT_HOME: emptyFolder() };
    const first = edict(["schema", "strategy"], { env });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    const [file] = readdirSync(join(env.EDICT_HOME, "cache/code")).map((name) =>
      join(env.EDICT_HOME, "cache/code", name),
    ) as [string];
    expect(edict(["schema", "strategy"], { env })).toEqual(first);
    const damaged = readFileSync(file);
    damaged.fill(0xff, damaged.length >> 1, (damaged.length >> 1) + 64);
    writeFileSync(file, damaged);
    expect(edict(["schema", "strategy"], { env })).toEqual(first);
    // The damaged code was replaced.
    expect(readCodeCache(file)).not.toBeNull();
  });
});
