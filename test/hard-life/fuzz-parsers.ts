import fc from "fast-check";
import { EdictError } from "../../src/errors.ts";
import { processorTime } from "../processor-time.ts";
import type { Fuzzed } from "./fuzzed-formats.ts";

/** Pieces that parsers stumble over. */
const NASTY = [
  "\u0000",
  "\uFEFF",
  "\u202E",
  "\uD800",
  "NaN",
  "Infinity",
  "-0",
  "1e999",
  "9".repeat(400),
  "0x10",
  "__proto__",
  "constructor",
  "null",
  "[[[[[[",
  '{"a":'.repeat(80),
  "&a [*a]",
  "*a",
  "!!js/function x",
  "---\n",
  ",,,,",
  '"',
  "'",
  "\r",
  "\n",
  "\t",
  "2024-02-30",
  "9999999-01-01",
  "İ",
  "ı",
  "𝒜",
  "$hold",
  "$",
  "../../etc/passwd",
  "<<: *a",
  "? ",
  "- - - -",
];

interface Mutation {
  readonly kind: "flip" | "cut" | "repeat" | "insert" | "swap" | "truncate";
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("flip", "cut", "repeat", "insert", "swap", "truncate"),
  at: fc.nat(1_000_000),
  length: fc.integer({ min: 1, max: 60 }),
  piece: fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary", maxLength: 12 })),
});

/** Bytes that were once a sound file of the format, or never were. */
export function mutated(format: Fuzzed): fc.Arbitrary<Uint8Array> {
  const damaged = fc
    .tuple(fc.constantFrom(...format.seeds), fc.array(mutation, { minLength: 1, maxLength: 6 }))
    .map(([seed, mutations]) => mutations.reduce(apply, seed));
  return fc.oneof(
    { weight: 9, arbitrary: damaged },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  );
}

function apply(bytes: Uint8Array, { kind, at, length, piece }: Mutation): Uint8Array {
  const start = bytes.length === 0 ? 0 : at % bytes.length;
  const before = bytes.subarray(0, start);
  const chosen = bytes.subarray(start, start + length);
  const after = bytes.subarray(start + length);
  switch (kind) {
    case "flip":
      return joined(
        before,
        Uint8Array.from(chosen.subarray(0, 1), (byte) => byte ^ (1 << (length % 8))),
        bytes.subarray(start + 1),
      );
    case "cut":
      return joined(before, after);
    case "repeat":
      return joined(before, chosen, chosen, after);
    case "insert":
      return joined(before, utf8(piece), bytes.subarray(start));
    case "swap":
      return joined(before, utf8(piece), after);
    case "truncate":
      return before;
  }
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));

/** Milliseconds of processor time. A case that takes more hangs, as a user sees it. */
const LONGEST_CASE = 2_000;

/**
 * Reads one damaged file.
 *
 * @throws Error if anything but an edict error comes out, if that says nothing, or if it takes too long
 */
export async function survives(format: Fuzzed, bytes: Uint8Array): Promise<void> {
  const spent = processorTime();
  try {
    await format.read(bytes);
  } catch (error) {
    if (!(error instanceof EdictError) || error.exitCode === 1) throw error;
    if (error.issues.length === 0 || error.issues.some((issue) => issue.what === ""))
      throw new Error("an error that says nothing");
  }
  const took = spent();
  if (took > LONGEST_CASE) throw new Error(`${format.name}: ${took.toFixed(0)} ms for ${bytes.length} bytes`);
}
