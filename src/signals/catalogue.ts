import { createHash } from "node:crypto";
import { assertArgument } from "../decode/assert-argument.ts";
import { InputError, type Issue } from "../errors.ts";
import type { PolicySignal } from "./policy-signal.ts";

/** One signal and where it was read. */
export interface CatalogueEntry {
  readonly signal: PolicySignal;
  /** e.g. `signals/2026.json [3]` */
  readonly at: string;
}

/** Signals with unique ids, in a stable order. Nothing in them can be changed: they are frozen. */
export interface Catalogue {
  /** by publication (date, then clock time, none last), then id */
  readonly signals: readonly PolicySignal[];
  readonly byId: ReadonlyMap<string, PolicySignal>;
  /** where each signal was read, by id */
  readonly places: ReadonlyMap<string, string>;
  /** hash of what the signals say: neither their order nor their files nor the layout of the files enters */
  readonly sha256: string;
}

/**
 * Puts signals in order, hashes them and freezes them as they are given. The order and the hash depend on the signals
 * alone.
 *
 * @throws InputError if an id stands twice, naming both places
 */
export function buildCatalogue(entries: readonly CatalogueEntry[]): Catalogue {
  const fix = 'give a list of { signal, at }, e.g. [{ signal, at: "mine [0]" }]';
  assertArgument(entries, "list", "entries", fix);
  for (const [at, entry] of entries.entries())
    assertArgument(entry?.signal, "object", `entries[${at}].signal`, fix);
  return buildHashedCatalogue(entries, undefined);
}

/**
 * {@link buildCatalogue} for signals that were hashed before. It is no part of the library's face: whoever gives another
 * hash than that of {@link hashOfSignals} makes results that name signals they were not made with.
 *
 * @param sha256 the hash of these signals; worked out if not given
 */
export function buildHashedCatalogue(
  entries: readonly CatalogueEntry[],
  sha256: string | undefined,
): Catalogue {
  const places = new Map<string, string>();
  const issues: Issue[] = [];
  for (const { signal, at } of entries) {
    const earlier = places.get(signal.id);
    if (earlier === undefined) places.set(signal.id, at);
    else issues.push(duplicateIssue(signal.id, earlier, at));
  }
  if (issues.length > 0) throw new InputError(issues);

  // A callback that wrote to a signal would change what later runs read.
  const signals = entries.map((entry) => freeze(entry.signal)).sort(byPublication);
  return {
    signals,
    byId: new Map(signals.map((signal) => [signal.id, signal])),
    places,
    sha256: sha256 ?? hashOfSignals(signals),
  };
}

/** The hash that a catalogue of these signals has, in whatever order they are given. */
export function hashOfSignals(signals: readonly PolicySignal[]): string {
  const hash = createHash("sha256");
  for (const signal of signals.toSorted(byPublication)) hash.update(`${canonicalJson(signal)}\n`);
  return hash.digest("hex");
}

function freeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const content of Object.values(value)) freeze(content);
  return Object.freeze(value);
}

/** The order of a catalogue: publication date, clock time (an unknown one last), id. */
export function byPublication(a: PolicySignal, b: PolicySignal): number {
  return (
    compareText(a.publishedAt.date, b.publishedAt.date) ||
    compareText(a.publishedAt.time ?? "24:00", b.publishedAt.time ?? "24:00") ||
    compareText(a.id, b.id)
  );
}

/**
 * Whether a person has taken the signal into the catalogue. One without a review was written by hand. A draft that
 * is pending, or was rejected, is no signal to trade on.
 */
export function isReviewed(signal: PolicySignal): boolean {
  const status = signal.review?.status ?? "accepted";
  return status === "accepted" || status === "edited";
}

/** JSON with the fields of every object in alphabetical order: the same facts give the same text. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  let text = "";
  if (Array.isArray(value)) {
    for (const element of value) text += `${text === "" ? "" : ","}${canonicalJson(element)}`;
    return `[${text}]`;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  // Without a rule of its own, sort() compares code units, as compareText does.
  for (const name of Object.keys(fields).sort()) {
    const content = fields[name];
    if (content !== undefined)
      text += `${text === "" ? "" : ","}${JSON.stringify(name)}:${canonicalJson(content)}`;
  }
  return `{${text}}`;
}

// Plain code-unit order: it does not depend on the machine's language.
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function duplicateIssue(id: string, earlier: string, at: string): Issue {
  return {
    what: `two signals are called "${id}"`,
    at: `${at} and ${earlier}`,
    fix: "if they are the same act, keep one; if not, give one of them another id",
  };
}
