import { createHash } from "node:crypto";
import { simplified } from "../text/simplified.ts";
import { isHan } from "../text/units.ts";

const SHINGLE = 5;
const HASHES = 64;

/** 64 minimum hashes of a text's five-word shingles. */
export type MinHash = Uint32Array;

/** Words in lower case without punctuation; of Chinese text its characters, simplified. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const match of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    const word = match[0];
    if (isHan(word.charCodeAt(0))) words.push(...simplified(word));
    else words.push(word);
  }
  return words;
}

/** SHA-256 of a text's words: the same for reprints that differ in spacing, case or punctuation only. */
export function textFingerprint(text: string): string {
  return createHash("sha256").update(wordsOf(text).join(" ")).digest("hex");
}

/**
 * The MinHash signature of a text over five-word shingles (Broder 1997): the share of equal places of two
 * signatures estimates the Jaccard similarity of the shingle sets, with standard error at most 1/16.
 *
 * The 64 hash functions are fixed (multiply and shift of one FNV-1a hash), so the same text gives the same
 * signature everywhere.
 */
export function minHash(text: string): MinHash {
  const words = wordsOf(text);
  const signature = new Uint32Array(HASHES).fill(0xffffffff);
  const last = Math.max(0, words.length - SHINGLE);
  for (let at = 0; at <= last; at++) {
    const base = fnv1a(words.slice(at, at + SHINGLE).join(" "));
    for (let index = 0; index < HASHES; index++) {
      const hash = (Math.imul(base, MULTIPLIERS[index]!) ^ ADDENDS[index]!) >>> 0;
      const mixed = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
      if (mixed < signature[index]!) signature[index] = mixed;
    }
  }
  return signature;
}

/** Estimated Jaccard similarity of two texts, 0..1. */
export function minHashSimilarity(a: MinHash, b: MinHash): number {
  let equal = 0;
  for (let index = 0; index < HASHES; index++) if (a[index] === b[index]) equal++;
  return equal / HASHES;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

// Odd multipliers and addends from a Weyl sequence: fixed, and different for each function.
const MULTIPLIERS = Uint32Array.from(
  { length: HASHES },
  (_, index) => ((Math.imul(index + 1, 0x9e3779b9) >>> 0) | 1) >>> 0,
);
const ADDENDS = Uint32Array.from({ length: HASHES }, (_, index) => Math.imul(index + 1, 0xc2b2ae35) >>> 0);
