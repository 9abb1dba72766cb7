import { randomBytes } from "node:crypto";
import fs, {
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.ts";
import { makeFolder } from "./make-folder.ts";
import { hasEnded, markOf, type ProcessMark } from "./process-mark.ts";
import { chunksFolder, writing } from "./sweep-folder.ts";

/** Stands in the lock, which is a folder: the mark of its process, or `null` where there is none. */
const OWNER_FILE = "owner.json";
const STALE_MILLISECONDS = 15_000;

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
  writing(folder, () => makeFolder(chunksFolder(folder)));
  try {
    return await takeLock(folder).catch(async (error) => {
      if (!isLocked(error)) throw error;
      await removeAbandonedLock(folder);
      return takeLock(folder);
    });
  } catch (error) {
    if (!isLocked(error))
      return writing(folder, () => {
        throw error;
      });
    throw new InputError({
      what: "another sweep is writing into this folder",
      at: folder,
      fix: "wait until it is done, or choose another folder with --out (the lock of one that was killed expires within 15 seconds)",
    });
  }
}

async function takeLock(folder: string): Promise<() => Promise<void>> {
  const { lock } = await import("proper-lockfile");
  // A lock that was lost (a laptop that slept) does no harm: whoever has it now writes the same bytes to the same places.
  const release = await lock(folder, {
    stale: STALE_MILLISECONDS,
    update: 5_000,
    onCompromised: () => undefined,
    fs: { ...fs, ...signedFolders(chunksFolder(folder)) },
  });
  return () => release().catch(ignoreLostLock);
}

/**
 * How `proper-lockfile` makes and removes the folder that is the lock: it comes into being with its owner's mark in it,
 * so that a process that is killed at whatever instant leaves no lock of which nobody knows whose it is.
 *
 * A folder takes the name of another only if that one is empty, on POSIX, or not at all, on Windows: so a lock with a
 * mark keeps its name, and one that was emptied to be removed is as good as none.
 *
 * @param scratch on the same file system; what a killed process leaves there goes with the chunks
 */
function signedFolders(scratch: string): object {
  return {
    mkdir: (path: string, done: Done) =>
      done(failureOf(() => makeSigned(path, join(scratch, randomBytes(6).toString("hex"))))),
    rmdir: (path: string, done: Done) => done(failureOf(() => removeSigned(path))),
    rmdirSync: removeSigned,
  };
}

type Done = (error: NodeJS.ErrnoException | null) => void;

function failureOf(work: () => void): NodeJS.ErrnoException | null {
  try {
    work();
    return null;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

/** @throws the system's error; EEXIST if the folder is there */
function makeSigned(path: string, beside: string): void {
  makeFolder(beside);
  try {
    writeFileSync(join(beside, OWNER_FILE), JSON.stringify(markOf(process.pid)));
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    throw existsSync(path) ? Object.assign(error as Error, { code: "EEXIST" }) : error;
  }
}

function removeSigned(path: string): void {
  rmSync(join(path, OWNER_FILE), { force: true });
  try {
    rmdirSync(path);
  } catch (error) {
    // Emptied, it was free to take, and another process has.
    if (!existsSync(join(path, OWNER_FILE))) throw error;
  }
}

/** Of several that find a lock abandoned, one at a time looks again and removes it. */
async function removeAbandonedLock(folder: string): Promise<void> {
  const { lock } = await import("proper-lockfile");
  const lockFolder = `${realpathSync(folder)}.lock`;
  // By a folder of its own: of a process's locks on one folder, `proper-lockfile` knows the last alone.
  const release = await lock(chunksFolder(folder), {
    lockfilePath: `${lockFolder}.removal`,
    stale: STALE_MILLISECONDS,
  });
  try {
    if (isAbandoned(lockFolder)) removeSigned(lockFolder);
  } finally {
    await release().catch(ignoreLostLock);
  }
}

function isAbandoned(lockFolder: string): boolean {
  try {
    const owner = JSON.parse(readFileSync(join(lockFolder, OWNER_FILE), "utf8")) as ProcessMark | null;
    return owner !== null && hasEnded(owner);
  } catch {
    // There is no lock any more, or one of another hand: nobody can tell.
    return false;
  }
}

function isLocked(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ELOCKED";
}

function ignoreLostLock(error: NodeJS.ErrnoException): void {
  if (error.code !== "ERELEASED" && error.code !== "ENOTACQUIRED") throw error;
}
