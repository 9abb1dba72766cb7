import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { access } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync, gzip } from "node:zlib";
import { MarketDataError } from "../../errors.ts";
import { makeFolder } from "../../storage/make-folder.ts";
import { replaceFile } from "../../storage/replace-file.ts";
import type { RawAnswer } from "../recorded-feed.ts";

const compress = promisify(gzip);

/** What services sent, byte for byte, each under its own hash: nothing is ever changed or overwritten. */
export class AnswerArchive {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Keeps an answer; one that is there already is not written again. */
  async keep(answer: RawAnswer): Promise<void> {
    const path = this.pathOf(answer.sha256);
    const isKept = await access(path).then(
      () => true,
      () => false,
    );
    if (isKept) return;
    makeFolder(dirname(path));
    replaceFile(path, await compress(answer.bytes));
  }

  /**
   * @returns the bytes as they were sent, or `undefined` if none are kept under the hash
   * @throws MarketDataError if what is kept cannot be unpacked or has another hash
   */
  read(sha256: string): Uint8Array | undefined {
    const path = this.pathOf(sha256);
    let bytes: Uint8Array;
    try {
      bytes = gunzipSync(readFileSync(path));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") return undefined;
      throw code?.startsWith("Z_") ? damaged(path) : error;
    }
    if (createHash("sha256").update(bytes).digest("hex") === sha256) return bytes;
    throw damaged(path);
  }

  pathOf(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), `${sha256}.gz`);
  }
}

function damaged(path: string): MarketDataError {
  return new MarketDataError({
    what: "a kept answer is not what was sent",
    at: path,
    fix: "delete the file",
  });
}
