import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasEnded, markOf, type ProcessMark } from "../../src/storage/process-mark.ts";
import { lockSweepFolder } from "../../src/storage/sweep-lock.ts";

let folder = "";
let child: ChildProcess;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "edict-lock-")), "sweep");
  child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
});
afterEach(() => {
  child.kill("SIGKILL");
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

const kill = async () => {
  child.kill("SIGKILL");
  await once(child, "exit");
};
const ownerFile = () => join(`${folder}.lock`, "owner.json");
/** The folder, locked as if the child had done it. */
async function lockAsChild(change: Partial<ProcessMark> = {}): Promise<void> {
  await lockSweepFolder(folder);
  const owner = JSON.parse(readFileSync(ownerFile(), "utf8"));
  writeFileSync(ownerFile(), JSON.stringify({ ...owner, ...markOf(child.pid as number), ...change }));
}
const REFUSED = "another sweep is writing into this folder";

// Anywhere else a lock expires by time alone.
describe.skipIf(process.platform !== "linux")("lockSweepFolder", () => {
  it("lets one in at a time, and leaves nothing when it is let go", async () => {
    const release = await lockSweepFolder(folder);
    await expect(lockSweepFolder(folder)).rejects.toThrow(REFUSED);
    await release();
    expect(existsSync(ownerFile())).toBe(false);
    expect(existsSync(`${folder}.lock`)).toBe(false);
    await (await lockSweepFolder(folder))();
  });

  it("takes over at once from a process of this machine that is gone, and from no other", async () => {
    await lockAsChild();
    await expect(lockSweepFolder(folder)).rejects.toThrow(REFUSED);
    await kill();
    const release = await lockSweepFolder(folder);
    await expect(lockSweepFolder(folder)).rejects.toThrow(REFUSED);
    await release();
  });

  it("lets one of several take over", async () => {
    await lockAsChild();
    await kill();
    const tried = await Promise.allSettled(Array.from({ length: 5 }, () => lockSweepFolder(folder)));
    expect(tried.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it.each([
    ["of another machine or an earlier boot", { boot: "0" }],
    ["of another container", { namespace: "pid:[1]" }],
  ])("leaves a lock %s alone", async (_, change) => {
    await lockAsChild(change);
    await kill();
    await expect(lockSweepFolder(folder)).rejects.toThrow(REFUSED);
  });

  it("leaves a lock alone of whose owner there is half a word", async () => {
    await lockAsChild();
    await kill();
    writeFileSync(ownerFile(), '{"boot":');
    await expect(lockSweepFolder(folder)).rejects.toThrow(REFUSED);
  });

  it("takes over at once from processes killed before they had the lock, or while they let it go", async () => {
    const release = await lockSweepFolder(folder);
    await release();
    mkdirSync(join(folder, "chunks/0123456789ab"));
    mkdirSync(`${folder}.lock`);
    await (await lockSweepFolder(folder))();
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });

  it("takes a later process with the same number for another one", () => {
    const mark = markOf(child.pid as number) as ProcessMark;
    expect(hasEnded(mark)).toBe(false);
    expect(hasEnded({ ...mark, started: "1" })).toBe(true);
  });
});
