import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hashOfSignals } from "../signals/catalogue.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import { edictHome } from "./edict-home.ts";
import { keepNewest } from "./keep-newest.ts";
import { makeFolder } from "./make-folder.ts";
import { replaceFile } from "./replace-file.ts";

/** What is kept of a file. */
export interface SoundSignals {
  /** in the order of the file */
  readonly signals: readonly PolicySignal[];
  /** of a catalogue of all of them */
  readonly catalogueSha256: string;
}

/**
 * The signals of catalogue files that were found sound: a file that has not changed since, under the same build of
 * edict, is not checked again. Checking takes some three times as long as reading what came of it.
 */
export interface KeptSignals {
  /**
   * @param sha256 of the catalogue file's bytes
   * @returns null if its signals are not kept, or not whole
   */
  readonly read: (sha256: string) => SoundSignals | null;
  /** Keeps the signals of a file without issues. A home that cannot be written keeps none. */
  readonly write: (sha256: string, signals: readonly PolicySignal[]) => void;
}

/** Of edict's source. The build of the command writes it here; the library keeps nothing in anyone's home. */
declare const BUILD_SHA256: string | undefined;

/** Files kept at most. */
const MOST_FILES = 16;
const DIGEST_LENGTH = 64;

/** What the command keeps in edict's home; null where this is not a built command. */
export function keptSignals(home: string = edictHome()): KeptSignals | null {
  return typeof BUILD_SHA256 === "undefined"
    ? null
    : keptSignalsIn(join(home, "cache", "signals"), BUILD_SHA256);
}

/** @param build whose checks the files passed: another one checks for itself */
export function keptSignalsIn(folder: string, build: string): KeptSignals {
  const fileOf = (sha256: string) => join(folder, `${sha256Of(`${build} ${sha256}`).slice(0, 32)}.json`);
  return {
    read: (sha256) => {
      try {
        const content = readFileSync(fileOf(sha256));
        const body = content.subarray(DIGEST_LENGTH);
        const isWhole = content.toString("latin1", 0, DIGEST_LENGTH) === sha256Of(body);
        return isWhole ? (JSON.parse(body.toString("utf8")) as SoundSignals) : null;
      } catch {
        // The first run on this file, or no rights: it is checked, as without a cache.
        return null;
      }
    },
    write: (sha256, signals) => {
      const file = fileOf(sha256);
      const kept: SoundSignals = { signals, catalogueSha256: hashOfSignals(signals) };
      const body = JSON.stringify(kept);
      try {
        makeFolder(dirname(file), 0o700);
        replaceFile(file, `${sha256Of(body)}${body}`, { mode: 0o600, flush: false });
        keepNewest(folder, MOST_FILES);
      } catch {
        // `edict doctor` says that the folder cannot be written; every run checks anew.
      }
    },
  };
}

function sha256Of(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
