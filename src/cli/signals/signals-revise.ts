import { decodeOrThrow } from "../../decode/decode-with.ts";
import { InputError } from "../../errors.ts";
import { isReviewed } from "../../signals/catalogue.ts";
import { checkSignal } from "../../signals/check-signal.ts";
import type { PolicySignal, Publication } from "../../signals/policy-signal.ts";
import type { SignalChange } from "../../signals/revise-signal.ts";
import { policySignalSchema } from "../../signals/signal-schema.ts";
import { knownAt, PUBLICATION_ZONE } from "../../signals/timing-policy.ts";
import { changeSignal } from "../../storage/edit-signal-file.ts";
import { formatCalendarDay } from "../../time/calendar-day.ts";
import { type Instant, instantAt, localTimeAt, parseInstant } from "../../time/zoned-time.ts";
import { printNext, printText } from "../print-text.ts";
import { shellWord } from "../shell-word.ts";
import { authorName } from "./account-name.ts";
import { findingLines } from "./finding-lines.ts";
import { fieldsFromFlags, publicationFromFlags, type SignalFieldFlags } from "./signal-field-flags.ts";

/** Flags of `edict signals revise`. */
export interface ReviseFlags extends SignalFieldFlags {
  readonly unscheduled?: boolean;
  /** of the fields that can be empty */
  readonly clear?: readonly string[];
  readonly why: string;
  readonly by?: string;
}

/**
 * Changes one signal of a catalogue file. What it said before stays in its revisions, with who, when and why.
 *
 * @throws InputError for wrong flags or values, or if the file does not hold the id; the file is then as it was
 */
export async function reviseFromFlags(file: string, id: string, flags: ReviseFlags): Promise<void> {
  refuseWrongFlags(flags);
  const note = { by: authorName(flags.by), at: new Date().toISOString(), why: flags.why.trim() };
  const { was, is } = await changeSignal(file, id, (signal) => changeFrom(signal, flags, file), note);
  if (is === was) {
    printText(`${id} says all this already; nothing was written to ${file}\n`);
    return;
  }
  const findings = checkSignal({ signal: is, at: id }, {});
  printText(`revised ${id} in ${file}\n${changeLines(was, is)}${findingLines(findings)}`);
  const replay = dayBefore(parseInstant(note.at)!);
  // As of a day on which nobody knew of the act, there is nothing to show.
  if (knownAt(was, "safe") <= replay.end)
    printNext([`edict signals list --signals ${shellWord(file)} --as-of ${replay.day}`]);
}

function refuseWrongFlags({ why, by: _, ...flags }: ReviseFlags): void {
  if (why.trim() === "")
    throw new InputError({ what: "no reason is given", at: "--why", fix: "say what made you change it" });
  if (flags.scheduled === true && flags.unscheduled === true) {
    throw new InputError({
      what: "the date cannot have been public and not public",
      at: "--scheduled --unscheduled",
      fix: "give one of the two",
    });
  }
  if (Object.keys(flags).length === 0) {
    throw new InputError({
      what: "no flag says what to change",
      at: "edict signals revise",
      fix: "give e.g. --stance 0.3; edict signals revise --help lists the fields",
    });
  }
}

/** What the flags change about a signal, decoded. */
function changeFrom(signal: PolicySignal, flags: ReviseFlags, file: string): SignalChange {
  if (!isReviewed(signal)) {
    throw new InputError({
      what: `"${signal.id}" is a draft that nobody has accepted, so it has no history to keep`,
      at: file,
      fix: "edit it in the file, then accept it: edict signals accept",
    });
  }
  const stated = { ...fieldsFromFlags(flags), ...(flags.unscheduled === true && { scheduled: false }) };
  const publishedAt = restated(signal.publishedAt, flags);
  const cleared = flags.clear ?? [];
  const both = cleared.filter((field) => field in stated);
  if (both.length > 0) {
    throw new InputError(
      both.map((field) => ({
        what: `${field} is both cleared and given`,
        at: "--clear",
        fix: "a flag replaces what stood: leave --clear out",
      })),
    );
  }
  const lists = cleared.filter((field) => field !== "phase" && field !== "notes");
  const asked = { ...stated, publishedAt, ...Object.fromEntries(lists.map((field) => [field, []])) };
  const decoded = decodeOrThrow(policySignalSchema, { ...signal, ...asked }, { file: "flags" });
  const names = Object.keys(asked) as (keyof typeof asked)[];
  return {
    ...Object.fromEntries(names.map((name) => [name, decoded[name]])),
    ...Object.fromEntries(
      cleared.filter((field) => !lists.includes(field)).map((field) => [field, undefined]),
    ),
  };
}

/**
 * The publication as the flags restate it. Another day or clock time does not rest on what the old one rested on: what
 * the flags leave out is then unknown, as it is for `add`.
 */
function restated(
  old: Publication,
  { published, session, basis }: SignalFieldFlags,
): Readonly<Record<keyof Publication, string | null>> {
  const over = { ...(session !== undefined && { session }), ...(basis !== undefined && { basis }) };
  if (published === undefined) return { ...old, ...over };
  const given = publicationFromFlags(published, over);
  return given.date === old.date && given.time === old.time ? { ...old, ...over } : given;
}

/** One line a field that differs: `  stance: 0.5 -> 0.3`. */
function changeLines(was: PolicySignal, is: PolicySignal): string {
  const last = is.revisions?.at(-1);
  const names = [...Object.keys(last?.was ?? {}), ...(last?.absent ?? [])] as (keyof PolicySignal)[];
  return names.map((name) => `  ${name}: ${inWords(was[name])} -> ${inWords(is[name])}\n`).join("");
}

function inWords(value: PolicySignal[keyof PolicySignal]): string {
  if (value === undefined || value === null) return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  if (typeof value !== "object") return String(value);
  const { date, time, session, basis } = value as Publication;
  return `${date} ${time ?? "no clock time"} (session ${session}, basis ${basis})`;
}

/** The last day that was over in Shanghai, and its end, up to which `--as-of` counts it. */
function dayBefore(now: Instant): { readonly day: string; readonly end: Instant } {
  const day = localTimeAt(now, PUBLICATION_ZONE).day - 1;
  return { day: formatCalendarDay(day), end: instantAt(day, 24 * 60, PUBLICATION_ZONE) };
}
