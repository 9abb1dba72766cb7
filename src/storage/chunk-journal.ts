import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { chunksFolder, type SweepPart, writing } from "./sweep-folder.ts";
import type { KeptRows } from "./sweep-rows.ts";

/** What a line says: a chunk of a sweep is in the file of rows. */
type JournalLine = KeptRows & { readonly sweep: string };

/** Chunks that a part of a sweep says it has kept. Whether they are whole, their hash tells. */
export interface JournalledPart {
  readonly part: SweepPart;
  /** the last word on each chunk */
  readonly chunks: ReadonlyMap<number, KeptRows>;
}

/**
 * The list of chunks whose rows stand in the file of a part, one line of JSON each, added as they are kept. A line that
 * a kill or a full disk cut off says nothing, and the next begins on a line of its own.
 */
export class ChunkJournal {
  readonly #folder: string;
  readonly #sweepId: string;
  readonly #handle: number;
  #isOpen = true;

  /** @throws InputError if it cannot be written */
  constructor(folder: string, sweepId: string, part: SweepPart) {
    this.#folder = folder;
    this.#sweepId = sweepId;
    this.#handle = writing(folder, () => openSync(journalFile(folder, part), "a"));
    try {
      // Whatever was cut off there ends here.
      this.#append("\n");
    } catch (error) {
      this.close();
      throw error;
    }
  }

  add(rows: KeptRows): void {
    const line: JournalLine = { sweep: this.#sweepId, ...rows };
    this.#append(`${JSON.stringify(line)}\n`);
  }

  close(): void {
    if (this.#isOpen) closeSync(this.#handle);
    this.#isOpen = false;
  }

  #append(text: string): void {
    const bytes = Buffer.from(text);
    writing(this.#folder, () => {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#handle, bytes, done);
    });
  }
}

/** The chunks of a sweep that a folder says it has, by the parts that it was done in. */
export function journalledParts(folder: string, sweepId: string): JournalledPart[] {
  const chunks = chunksFolder(folder);
  if (!existsSync(chunks)) return [];
  return readdirSync(chunks)
    .sort()
    .flatMap((name) => {
      const match = /^(\d+)-of-(\d+)\.jsonl$/.exec(name);
      if (match === null || !existsSync(join(chunks, name.replace(/jsonl$/, "arrows")))) return [];
      const lines = readFileSync(join(chunks, name), "utf8").split("\n").flatMap(readLine);
      const kept = lines.filter((line) => line.sweep === sweepId).map((line) => [line.chunk, line] as const);
      return [{ part: { index: Number(match[1]), of: Number(match[2]) }, chunks: new Map(kept) }];
    });
}

function readLine(text: string): JournalLine[] {
  try {
    const line = JSON.parse(text) as JournalLine | null;
    return Number.isInteger(line?.chunk) && Array.isArray(line?.failures) ? [line as JournalLine] : [];
  } catch {
    // Cut off: its chunk is evaluated again.
    return [];
  }
}

function journalFile(folder: string, { index, of }: SweepPart): string {
  return join(chunksFolder(folder), `${index}-of-${of}.jsonl`);
}
