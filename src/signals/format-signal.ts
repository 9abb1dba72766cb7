import stringifyCompact from "json-stringify-pretty-compact";
import type { PolicySignal } from "./policy-signal.ts";
import { SIGNALS_SCHEMA_NAME } from "./signal-schema.ts";

/** Lists and small objects that fit this width stand on one line. */
const LINE_WIDTH = 110;

/** The fields in the order in which a person reads them; one that is missing here would be lost, so the compiler checks. */
const FIELD_ORDER = {
  id: 0,
  title: 0,
  kind: 0,
  status: 0,
  phase: 0,
  stance: 0,
  mixed: 0,
  actors: 0,
  targets: 0,
  symbols: 0,
  occursAt: 0,
  occursUntil: 0,
  publishedAt: 0,
  scheduled: 0,
  family: 0,
  familyComplete: 0,
  confidence: 0,
  novelty: 0,
  relatesTo: 0,
  summary: 0,
  sources: 0,
  verified: 0,
  notes: 0,
  review: 0,
  revisions: 0,
} as const satisfies Record<keyof PolicySignal, 0>;

/** The signal with its fields in reading order, without those that are undefined. */
export function inReadingOrder(signal: PolicySignal): PolicySignal {
  const names = Object.keys(FIELD_ORDER) as (keyof PolicySignal)[];
  const fields = names.filter((name) => signal[name] !== undefined).map((name) => [name, signal[name]]);
  return Object.fromEntries(fields) as PolicySignal;
}

/**
 * One signal as JSON that a person edits and git compares well: a field a line, short lists on one line.
 *
 * @param indent blanks before every line but the first
 */
export function formatSignal(signal: PolicySignal, indent = 0): string {
  const text = stringifyCompact(inReadingOrder(signal), { maxLength: LINE_WIDTH - indent, indent: 2 });
  return text.replaceAll("\n", `\n${" ".repeat(indent)}`);
}

/** A whole catalogue file. */
export function formatSignalFile(signals: readonly PolicySignal[]): string {
  const file = { schema: SIGNALS_SCHEMA_NAME, signals: signals.map(inReadingOrder) };
  return `${stringifyCompact(file, { maxLength: LINE_WIDTH, indent: 2 })}\n`;
}
