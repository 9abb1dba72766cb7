import { existsSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import { didYouMean } from "../decode/did-you-mean.ts";
import { InputError, InvariantError } from "../errors.ts";
import { canonicalJson } from "../signals/catalogue.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import { type RevisionNote, reviseSignal, type SignalChange } from "../signals/revise-signal.ts";
import {
  newSignalFileText,
  type SignalFileFormat,
  type SignalFileText,
  withSignalAdded,
  withSignalReplaced,
} from "../signals/signal-file-text.ts";
import { parseInstant } from "../time/zoned-time.ts";
import { makeFolder } from "./make-folder.ts";
import { readTextFile } from "./read-text-file.ts";
import { refusedWrite } from "./refused-write.ts";
import { replaceFile } from "./replace-file.ts";
import { decodeText, missingIssue, signalFileFormat } from "./signal-catalogue-files.ts";

/**
 * Adds signals to a catalogue file, which is made if there is none. The other lines of the file stay as they are.
 *
 * Only one process edits a file at a time, and readers see the old text or the new one, never a part.
 *
 * @throws InputError if the file is no sound catalogue file, or already holds one of the ids
 */
export async function addSignals(file: string, added: readonly PolicySignal[]): Promise<void> {
  await editFile(file, async (current) => {
    const taken = new Set(current.signals.map((signal) => signal.id));
    const clashes = added.filter(
      (signal, index) => taken.has(signal.id) || added.findIndex((one) => one.id === signal.id) < index,
    );
    if (clashes.length > 0) {
      throw new InputError(
        clashes.map(({ id }) => ({
          what: `the id "${id}" is taken`,
          at: file,
          fix: "give the new signal another id",
        })),
      );
    }
    let next = current;
    for (const signal of added) next = await withSignalAdded(next, signal);
    return next;
  });
}

/**
 * Changes one signal in a catalogue file and keeps its earlier state as a revision. Where nothing changes, nothing is
 * written.
 *
 * @param changeOf from the signal as the file has it to what it should say
 * @returns the signal as it stood and as it now stands; the same object if nothing changed
 * @throws InputError if there is no such file, if it is no sound catalogue file, does not hold the id or holds it
 *   twice, or if the signal was last revised after `note.at`
 */
export async function changeSignal(
  file: string,
  id: string,
  changeOf: (signal: PolicySignal) => SignalChange,
  note: RevisionNote,
): Promise<{ readonly was: PolicySignal; readonly is: PolicySignal }> {
  if (!existsSync(file)) throw new InputError(missingIssue(file));
  let done: { readonly was: PolicySignal; readonly is: PolicySignal } | undefined;
  await editFile(file, async (current) => {
    const index = indexOfOnly(current.signals, id, file);
    const was = current.signals[index]!;
    const is = reviseSignal(was, changeOf(was), note);
    done = { was, is };
    if (is === was) return current;
    refuseEarlierThanLast(was, note, file);
    const text = await withSignalReplaced(current, index, is);
    return { ...current, text, signals: current.signals.with(index, is) };
  });
  return done as unknown as { readonly was: PolicySignal; readonly is: PolicySignal };
}

function indexOfOnly(signals: readonly PolicySignal[], id: string, file: string): number {
  const ids = signals.map((signal) => signal.id);
  const index = ids.indexOf(id);
  if (index < 0) {
    throw new InputError({
      what: `there is no signal "${id}"`,
      at: file,
      fix: didYouMean(id, ids, `edict signals list --signals ${file} shows the ids`),
    });
  }
  if (ids.lastIndexOf(id) !== index) {
    throw new InputError({
      what: `the id "${id}" stands more than once`,
      at: file,
      fix: "give each signal an id of its own: edict signals check names the places",
    });
  }
  return index;
}

/** Revisions are undone newest first, so each must stand after the one before. */
function refuseEarlierThanLast({ id, revisions }: PolicySignal, note: RevisionNote, file: string): void {
  const last = revisions?.at(-1);
  if (last === undefined || parseInstant(last.until)! <= parseInstant(note.at)!) return;
  throw new InputError({
    what: `"${id}" was last revised at ${last.until}, which is later than now, ${note.at}`,
    at: file,
    fix: "set the clock of this machine, or mend that revision's `until`",
  });
}

/**
 * Replaces the whole content of a catalogue file, under the same guards. A text that stays as it was is not written.
 *
 * @param rewrite from the signals that the file holds to the text and the signals that it should hold
 */
export async function editFile(
  file: string,
  rewrite: (current: SignalFileText) => Promise<SignalFileText>,
): Promise<void> {
  const format = signalFileFormat(file);
  if (format === undefined) {
    throw new InputError({
      what: "signals are kept in .json, .jsonl or .yaml files",
      at: file,
      fix: "name such a file",
    });
  }
  // A link is followed, so that the file behind it is replaced and not the link.
  const target = existsSync(file) ? realpathSync(file) : file;
  makeFolder(dirname(target));
  await withLock(target, async () => {
    const isNew = !existsSync(target);
    const text = isNew ? await newSignalFileText(format, []) : readTextFile(target);
    const signals = isNew ? [] : await soundSignals(text, file, format);
    const edited = await rewrite({ format, text, signals });
    if (!isNew && edited.text === text) return;
    const said = await soundSignals(edited.text, file, format);
    if (!saysTheSame(said, edited.signals)) {
      throw new InvariantError({
        what: "an edit would have changed other signals than the one meant",
        at: file,
      });
    }
    try {
      replaceFile(target, edited.text);
    } catch (error) {
      throw refusedWrite("the catalogue", file, error, { elsewhere: NO_RIGHT });
    }
  });
}

const NO_RIGHT = "give yourself the right to the file and its folder; what was there before is untouched";

async function withLock(file: string, work: () => Promise<void>): Promise<void> {
  const { lock } = await import("proper-lockfile");
  // An edit takes milliseconds. A lock of 5 seconds is that of a dead process, and the retries outlast it.
  const retries = { retries: 20, minTimeout: 20, maxTimeout: 500 };
  // The file may not exist yet, so its path is taken as it stands.
  const release = await lock(file, { realpath: false, retries, stale: 5_000 }).catch(
    (error: Error & { code?: string }) => {
      if (error.code !== "ELOCKED") throw refusedWrite("the catalogue", file, error, { elsewhere: NO_RIGHT });
      throw new InputError({
        what: "another process is writing the file",
        at: file,
        fix: `wait for it to end, and try again; if there is none, the clock was set back: remove ${file}.lock`,
      });
    },
  );
  try {
    await work();
  } finally {
    await release();
  }
}

async function soundSignals(
  text: string,
  file: string,
  format: SignalFileFormat,
): Promise<readonly PolicySignal[]> {
  const decoded = await decodeText(text, file, format);
  if (decoded.issues.length > 0) throw new InputError(decoded.issues);
  return decoded.entries.map((entry) => entry.signal);
}

/** The order inside the file is the text's business. */
function saysTheSame(a: readonly PolicySignal[], b: readonly PolicySignal[]): boolean {
  const texts = (signals: readonly PolicySignal[]) => signals.map(canonicalJson).sort().join("\n");
  return texts(a) === texts(b);
}
