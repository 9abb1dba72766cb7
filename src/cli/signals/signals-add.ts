import { decodeOrThrow } from "../../decode/decode-with.ts";
import { InputError } from "../../errors.ts";
import { checkCatalogue } from "../../signals/check-catalogue.ts";
import type { PolicySignal } from "../../signals/policy-signal.ts";
import { policySignalSchema } from "../../signals/signal-schema.ts";
import { addSignals } from "../../storage/edit-signal-file.ts";
import { printText } from "../print-text.ts";
import { authorName } from "./account-name.ts";
import { type AddFlags, askForSignal } from "./ask-for-signal.ts";
import { findingLines } from "./finding-lines.ts";
import { fieldsFromFlags, publicationFromFlags } from "./signal-field-flags.ts";

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
  printText(`added ${signal.id} to ${file}\n${findingLines(findings)}`);
}

/** The signal that the flags describe. */
function signalFrom(flags: AddFlags, now: Date = new Date()): PolicySignal {
  const publishedAt = publicationFromFlags(flags.published ?? "", flags);
  const fields = { status: "official", occursAt: publishedAt.date, ...fieldsFromFlags(flags) };
  const stated = {
    id: flags.id ?? `${flags.kind}-${fields.occursAt}`,
    ...fields,
    publishedAt,
    verified: false,
    review: { status: "accepted", by: authorName(flags.by), at: now.toISOString(), from: "by hand" },
  };
  return decodeOrThrow(policySignalSchema, stated, { file: "flags" });
}
