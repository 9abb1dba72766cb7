import { readFileSync, realpathSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.ts";
import { makeFolder } from "./make-folder.ts";
import { hasEnded, markOf, type ProcessMark } from "./process-mark.ts";
import { writing } from "./sweep-folder.ts";

/** Lies with the chunks, and so goes with them when the sweep is finished. */
const OWNER_FILE = join("chunks", "owner.json");
const STALE_MILLISECONDS = 15_000;

/** Whose a lock is. The lock is named as well: a word of an earlier owner says nothing of the lock of a later one. */
interface LockOwner extends ProcessMark {
  readonly lock: string;
}

/**
 * Keeps others out of a sweep's folder while this process writes into it.
 *
 * The lock of a process that was killed is taken over at once if that process is surely gone, which can be told on its
 * own machine only; any other that nobody renews expires after 15 seconds.
 *
 * @returns a function that lets them in again
 * @throws InputError if another process has it, or it cannot be written
 */
export async function lockSweepFolder(folder: string): Promise<() => Promise<void>> {
  writing(folder, () => makeFolder(join(folder, "chunks")));
  try {
    return await takeLock(folder).catch(async (error) => {
      if (!isLocked(error)) throw error;
      await removeAbandonedLock(folder);
      return takeLock(folder);
    });
  } catch (error) {
    if (!isLocked(error)) throw error;
    throw new InputError({
      what: "another sweep is writing into this folder",
      at: folder,
      fix: "wait until it is done, or choose another folder with --out (the lock of one that was killed expires within 15 seconds)",
    });
  }
}

async function takeLock(folder: string): Promise<() => Promise<void>> {
  const { lock } = await import("proper-lockfile");
  // A lock that was lost (a laptop that slept) does no harm: whoever has it now writes the same bytes, file by file.
  const release = await lock(folder, {
    stale: STALE_MILLISECONDS,
    update: 5_000,
    onCompromised: () => undefined,
  });
  const letIn = async () => {
    rmSync(join(folder, OWNER_FILE), { force: true });
    await release().catch(ignoreLostLock);
  };
  try {
    const mark = markOf(process.pid);
    if (mark === null) return letIn;
    const owner: LockOwner = { ...mark, lock: nameOfLock(folder) };
    writing(folder, () => writeFileSync(join(folder, OWNER_FILE), JSON.stringify(owner)));
    return letIn;
  } catch (error) {
    await letIn();
    throw error;
  }
}

/** Of several that find a lock abandoned, one at a time looks again and removes it. */
async function removeAbandonedLock(folder: string): Promise<void> {
  const { lock } = await import("proper-lockfile");
  // By a folder of its own: of a process's locks on one folder, `proper-lockfile` knows the last alone.
  const release = await lock(join(folder, "chunks"), {
    lockfilePath: `${lockOf(folder)}.removal`,
    stale: STALE_MILLISECONDS,
  });
  try {
    if (isAbandoned(folder)) rmdirSync(lockOf(folder));
  } finally {
    await release().catch(ignoreLostLock);
  }
}

function isAbandoned(folder: string): boolean {
  try {
    const owner = JSON.parse(readFileSync(join(folder, OWNER_FILE), "utf8")) as LockOwner;
    return owner.lock === nameOfLock(folder) && hasEnded(owner);
  } catch {
    // There is no word of an owner, or half of one, or no lock any more: nobody can tell.
    return false;
  }
}

/** What `proper-lockfile` makes beside the folder. */
function lockOf(folder: string): string {
  return `${realpathSync(folder)}.lock`;
}

/** Tells a lock from every other that is made in its place. */
function nameOfLock(folder: string): string {
  const { ino, birthtimeNs } = statSync(lockOf(folder), { bigint: true });
  return `${ino}.${birthtimeNs}`;
}

function isLocked(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ELOCKED";
}

function ignoreLostLock(error: NodeJS.ErrnoException): void {
  if (error.code !== "ERELEASED" && error.code !== "ENOTACQUIRED") throw error;
}
