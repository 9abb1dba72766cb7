import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { edictHome } from "./edict-home.ts";
import { keepNewest } from "./keep-newest.ts";
import { makeFolder } from "./make-folder.ts";
import { replaceFile } from "./replace-file.ts";

/** Of edict's source. The build of the command writes it here; the library keeps nothing in anyone's home. */
declare const BUILD_SHA256: string | undefined;

/** Of a file, before its content; a multiple of eight, so that numbers may lie behind it as they are. */
const DIGEST_LENGTH = 64;

/** Where things are kept, and by which build of edict, whose checks they passed: another one checks for itself. */
export interface KeptPlace {
  readonly folder: string;
  readonly build: string;
}

/** The place of what the command keeps of one kind in edict's home; null where this is not a built command. */
export function keptPlace(kind: string, home: string = edictHome()): KeptPlace | null {
  return typeof BUILD_SHA256 === "undefined"
    ? null
    : { folder: join(home, "cache", kind), build: BUILD_SHA256 };
}

/**
 * What came of files that were read and found sound, kept so that the same file is not read and checked again. Each is
 * found by what it was made of, and shows by a digest of its own whether it is whole.
 */
export class KeptFiles {
  readonly #place: KeptPlace;
  readonly #most: number;

  /** @param most files that stay, the last written ones */
  constructor(place: KeptPlace, most: number) {
    this.#place = place;
    this.#most = most;
  }

  /**
   * @param madeOf names everything that the content hangs on, e.g. by hashes
   * @returns null if nothing is kept of it, or nothing whole
   */
  read(madeOf: string): Buffer | null {
    try {
      const content = readFileSync(this.#fileOf(madeOf));
      const body = content.subarray(DIGEST_LENGTH);
      return content.toString("latin1", 0, DIGEST_LENGTH) === sha256Of(body) ? body : null;
    } catch {
      // The first run on this file, or no rights: it is read anew, as without a cache.
      return null;
    }
  }

  /** A home that cannot be written keeps nothing. */
  write(madeOf: string, body: Uint8Array): void {
    try {
      makeFolder(this.#place.folder, 0o700);
      const parts = [Buffer.from(sha256Of(body), "latin1"), body];
      replaceFile(this.#fileOf(madeOf), parts, { mode: 0o600, flush: false });
      keepNewest(this.#place.folder, this.#most);
    } catch {
      // `edict doctor` says that the folder cannot be written; every run reads anew.
    }
  }

  #fileOf(madeOf: string): string {
    return join(this.#place.folder, sha256Of(`${this.#place.build} ${madeOf}`).slice(0, 32));
  }
}

function sha256Of(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
