import { hashOfSignals } from "../signals/catalogue.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import { KeptFiles, type KeptPlace, keptPlace } from "./kept-files.ts";

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

/** Files kept at most. */
const MOST_FILES = 16;

/** What the command keeps in edict's home; null where this is not a built command. */
export function keptSignals(): KeptSignals | null {
  const place = keptPlace("signals");
  return place === null ? null : keptSignalsIn(place);
}

export function keptSignalsIn(place: KeptPlace): KeptSignals {
  const files = new KeptFiles(place, MOST_FILES);
  return {
    read: (sha256) => {
      const body = files.read(sha256);
      return body === null ? null : (JSON.parse(body.toString("utf8")) as SoundSignals);
    },
    write: (sha256, signals) => {
      const kept: SoundSignals = { signals, catalogueSha256: hashOfSignals(signals) };
      files.write(sha256, Buffer.from(JSON.stringify(kept)));
    },
  };
}
