import { decodeOrThrow } from "../../decode/decode-with.ts";
import { InputError } from "../../errors.ts";
import { checkCatalogue } from "../../signals/check-catalogue.ts";
import type { CheckFinding } from "../../signals/check-finding.ts";
import type { PolicySignal } from "../../signals/policy-signal.ts";
import { policySignalSchema } from "../../signals/signal-schema.ts";
import { addSignals } from "../../storage/edit-signal-file.ts";
import { parseCalendarDay } from "../../time/calendar-day.ts";
import { printText } from "../print-text.ts";
import { authorName } from "./account-name.ts";
import type { AddFlags } from "./ask-for-signal.ts";
import { askForSignal } from "./ask-for-signal.ts";

/** What cannot be left out, and by which flag it is given. */
const REQUIRED = [
  ["kind", "--kind"],
  ["title", "--title"],
  ["stance", "--stance"],
  ["published", "--published"],
] as const;

/**
 * Adds one signal to a catalogue file. What is missing is asked for on a terminal, and is an error elsewhere.
 *
 * @throws InputError for missing or wrong flags, or an id that the file has
 */
export async function addSignal(file: string, given: AddFlags): Promise<void> {
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const flags = isTerminal ? await askForSignal(given) : given;
  const missing = REQUIRED.filter(([name]) => flags[name] === undefined);
  if (missing.length > 0) {
    throw new InputError(
      missing.map(([name, flag]) => ({
        what: `the ${name} is missing`,
        at: flag,
        fix: `give ${flag}, or run it on a terminal to be asked`,
      })),
    );
  }
  const signal = signalFrom(flags);
  const findings = checkCatalogue([
    { file: "flags", entries: [{ signal, at: "the new signal" }], issues: [] },
  ]);
  await addSignals(file, [signal]);
  printText(`added ${signal.id} to ${file}\n${findings.map(formatFinding).join("")}`);
}

/** The signal that the flags describe. */
function signalFrom(flags: AddFlags, now: Date = new Date()): PolicySignal {
  const publishedAt = publicationFrom(flags);
  const occursAt = flags.occurs ?? publishedAt.date;
  const fields = {
    id: flags.id ?? `${flags.kind}-${occursAt}`,
    title: flags.title,
    kind: flags.kind,
    status: flags.status ?? "official",
    phase: flags.phase,
    stance: flags.stance,
    actors: flags.actor ?? [],
    targets: flags.target ?? [],
    symbols: flags.symbol ?? [],
    occursAt,
    publishedAt,
    scheduled: flags.scheduled === true,
    sources: flags.source ?? [],
    verified: false,
    notes: flags.notes,
    review: { status: "accepted", by: authorName(flags.by), at: now.toISOString(), from: "by hand" },
  };
  const stated = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return decodeOrThrow(policySignalSchema, stated, { file: "flags" });
}

/** "2025-02-17" or "2025-02-17 12:30". A clock time without a basis is what it is: unsourced. */
function publicationFrom(flags: AddFlags): {
  date: string;
  time: string | null;
  session: string;
  basis: string;
} {
  const [date = "", time = null, ...rest] = (flags.published ?? "").trim().split(/[ T]+/);
  if (rest.length > 0 || parseCalendarDay(date) === undefined) {
    throw new InputError({
      what: `"${flags.published}" is not a day, or a day and a clock time`,
      at: "--published",
      fix: 'write e.g. 2025-02-17, or "2025-02-17 12:30"',
    });
  }
  const isSilent = time === null && flags.session === undefined;
  return {
    date,
    time,
    session: flags.session ?? "unknown",
    basis: flags.basis ?? (isSilent ? "unknown" : "unsourced"),
  };
}

function formatFinding({ severity, what, fix }: CheckFinding): string {
  return `${severity}: ${what}\n  fix  ${fix}\n`;
}
