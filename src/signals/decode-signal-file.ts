import * as v from "valibot";
import { type Decoded, decodeWith } from "../decode/decode-with.ts";
import type { JsonLine } from "../decode/json-text.ts";
import type { Issue } from "../errors.ts";
import type { CatalogueEntry } from "./catalogue.ts";
import type { PolicySignal } from "./policy-signal.ts";
import { policySignalSchema, SIGNALS_SCHEMA_NAME } from "./signal-schema.ts";

/** The signals of one file that are sound, and the issues of the others. */
export interface DecodedSignalFile {
  readonly file: string;
  readonly entries: readonly CatalogueEntry[];
  readonly issues: readonly Issue[];
  /** the hash of a catalogue of all these signals and no others, where it is known */
  readonly catalogueSha256?: string;
}

// The signals are decoded one by one, so that a fault in one does not hide what the others say.
const envelopeSchema = v.strictObject({
  schema: v.literal(SIGNALS_SCHEMA_NAME),
  signals: v.array(v.unknown()),
});

/**
 * Reads the value of a JSON or YAML file: `{ schema, signals: [...] }`, or a list of signals alone.
 *
 * @param file its name in places, `file [index]`
 */
export function decodeSignalFile(value: unknown, file: string): DecodedSignalFile {
  if (Array.isArray(value)) return decodeAll(value, file, placeInFile(file));
  const envelope = decodeWith(envelopeSchema, value, { file });
  if (envelope.issues !== undefined) return { file, entries: [], issues: envelope.issues };
  return decodeAll(envelope.value.signals, file, placeInFile(file));
}

/** What {@link decodeSignalFile} made of a file without an issue, from its signals. */
export function soundSignalFile(
  signals: readonly PolicySignal[],
  catalogueSha256: string,
  file: string,
): DecodedSignalFile {
  const placeOf = placeInFile(file);
  return {
    file,
    entries: signals.map((signal, index) => ({ signal, at: shownPlace(placeOf(index)) })),
    issues: [],
    catalogueSha256,
  };
}

/** Reads the lines of a JSONL file, one signal each; places are `file:line`. */
export function decodeSignalLines(lines: readonly JsonLine[], file: string): DecodedSignalFile {
  const values = lines.map((line) => line.value);
  return decodeAll(values, file, (index) => ({ file: `${file}:${lines[index]?.line}`, within: "" }));
}

/** Reads one signal. */
export function decodeSignal(
  value: unknown,
  place: { file: string; within?: string },
): Decoded<PolicySignal> {
  return decodeWith(policySignalSchema, value, place);
}

interface Place {
  readonly file: string;
  readonly within: string;
}

function placeInFile(file: string): (index: number) => Place {
  return (index) => ({ file, within: `[${index}]` });
}

function shownPlace({ file, within }: Place): string {
  return `${file} ${within}`.trimEnd();
}

function decodeAll(
  values: readonly unknown[],
  file: string,
  placeOf: (index: number) => Place,
): DecodedSignalFile {
  const entries: CatalogueEntry[] = [];
  const issues: Issue[] = [];
  values.forEach((value, index) => {
    const place = placeOf(index);
    const decoded = decodeSignal(value, place);
    if (decoded.issues !== undefined) issues.push(...decoded.issues);
    else entries.push({ signal: decoded.value, at: shownPlace(place) });
  });
  return { file, entries, issues };
}
