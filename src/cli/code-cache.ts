import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { dirname, join } from "node:path";
import { keepNewest } from "../storage/keep-newest.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { replaceFile } from "../storage/replace-file.ts";

/** What kept code belongs to. */
export interface CodeOwner {
  readonly command: string;
  /** hash of what was compiled: V8 itself compares no more than its length */
  readonly programSha256: string;
}

/** Files kept at most: some commands of two builds on two versions of Node. */
const MOST_FILES = 24;
const DIGEST_BYTES = 32;

/**
 * Where V8's code of a command is kept, or null if it is not to be: `NODE_DISABLE_COMPILE_CACHE` turns it off here as
 * it does in Node. V8 itself refuses code of another version or of other flags.
 */
export function codeCacheFile(
  home: string,
  { command, programSha256 }: CodeOwner,
  environment: NodeJS.ProcessEnv = process.env,
): string | null {
  if (environment["NODE_DISABLE_COMPILE_CACHE"] !== undefined || !/^[a-z-]{1,20}$/.test(command)) return null;
  const { version, arch } = process;
  const key = createHash("sha256").update(`${programSha256} ${version} ${arch}`).digest("hex").slice(0, 16);
  return join(home, "cache", "code", `${command}-${key}`);
}

/**
 * Reads a file into memory that is there already, as far as it is large enough: each page that is touched for the first
 * time costs as much as copying it.
 */
export function readInto(memory: Buffer, file: string | number): Buffer {
  const handle = typeof file === "number" ? file : openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    const target = size <= memory.length ? memory.subarray(0, size) : Buffer.allocUnsafeSlow(size);
    let length = 0;
    for (let read = -1; read !== 0 && length < size; length += read)
      read = readSync(handle, target, length, size - length, null);
    return target.subarray(0, length);
  } finally {
    if (typeof file === "string") closeSync(handle);
  }
}

/**
 * Kept code that is whole and our own, or null. Running it is running a program, and V8 takes damaged code without
 * looking at it: so the file must belong to this user, nobody else may have been able to write it, and its digest
 * must be right.
 *
 * @param memory that the code may be read into
 */
export function readCodeCache(file: string, memory: Buffer = Buffer.alloc(0)): Buffer | null {
  let content: Buffer;
  try {
    const handle = openSync(file, "r");
    try {
      const { uid, mode } = fstatSync(handle);
      // Windows knows neither; there the folder of the user is guarded by its own rights.
      if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0)) return null;
      content = readInto(memory, handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // The first run of this command, or no rights: it is compiled, as without a cache.
    return null;
  }
  const code = content.subarray(DIGEST_BYTES);
  return digestOf(code).equals(content.subarray(0, DIGEST_BYTES)) ? code : null;
}

/** Keeps code for the next run, and lets go of the oldest files. A home that cannot be written keeps none. */
export function writeCodeCache(file: string, code: Buffer): void {
  const folder = dirname(file);
  try {
    makeFolder(folder, 0o700);
    replaceFile(file, Buffer.concat([digestOf(code), code]), { mode: 0o600 });
    keepNewest(folder, MOST_FILES);
  } catch {
    // `edict doctor` says that the folder cannot be written; every run compiles anew.
  }
}

function digestOf(code: Uint8Array): Buffer {
  return createHash("sha256").update(code).digest();
}
