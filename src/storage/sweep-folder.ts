import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { RowBlock, VariantFailure } from "../search/evaluate-range.ts";
import { ROW_LENGTH } from "../search/variant-row.ts";
import { refusedWrite } from "./refused-write.ts";
import { replaceFile } from "./replace-file.ts";
import { safeName } from "./safe-name.ts";

/** Where a sweep is kept: `<folder>/<strategy file's name>/sweep-<id>`. */
export function sweepFolder(strategyFile: string, sweepId: string, folder: string): string {
  return join(folder, safeName(basename(strategyFile, extname(strategyFile))), `sweep-${sweepId}`);
}

const chunkFile = (folder: string, chunk: number) =>
  join(folder, "chunks", `${String(chunk).padStart(9, "0")}.rows`);

/** Writes the rows of a chunk, whole or not at all. */
export function writeChunk(folder: string, sweepId: string, chunk: number, block: RowBlock): void {
  const body = bodyParts(block);
  const header = {
    sweep: sweepId,
    chunk,
    from: block.from,
    points: block.status.length,
    sha256: hashOf(...body),
    failures: block.failures,
  };
  const parts = [Buffer.from(`${JSON.stringify(header)}\n`), ...body];
  writing(folder, () => replaceFile(chunkFile(folder, chunk), parts, { flush: false }));
}

/**
 * Reads the rows of a chunk.
 *
 * @returns null if there is none, it belongs to another sweep or its bytes are not those that were written: it is then
 *   evaluated again
 */
export function readChunk(folder: string, sweepId: string, chunk: number): RowBlock | null {
  const file = chunkFile(folder, chunk);
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  const end = bytes.indexOf(0x0a);
  const header = parseHeader(bytes.subarray(0, Math.max(0, end)).toString("utf8"));
  const body = bytes.subarray(end + 1);
  if (header === null || header.sweep !== sweepId || header.chunk !== chunk) return null;
  if (body.length !== header.points * (8 * ROW_LENGTH + 1) || hashOf(body) !== header.sha256) return null;
  return blockFrom(header, body);
}

interface ChunkHeader {
  readonly sweep: string;
  readonly chunk: number;
  readonly from: number;
  readonly points: number;
  readonly sha256: string;
  readonly failures: readonly VariantFailure[];
}

function parseHeader(text: string): ChunkHeader | null {
  try {
    return JSON.parse(text) as ChunkHeader;
  } catch {
    // Cut off by a full disk or an editor: the chunk is evaluated again.
    return null;
  }
}

/** The numbers of a block as bytes, not copied: rows, then status. */
export function bodyParts({ rows, status }: Pick<RowBlock, "rows" | "status">): readonly Uint8Array[] {
  return [new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength), status];
}

/** The block that {@link bodyParts} made bytes of. */
export function blockFrom(
  { from, points, failures }: Pick<ChunkHeader, "from" | "points" | "failures">,
  body: Buffer,
): RowBlock {
  const bytes = new Uint8Array(body);
  const split = points * ROW_LENGTH * 8;
  return {
    from,
    rows: new Float64Array(bytes.buffer, 0, points * ROW_LENGTH),
    status: bytes.slice(split),
    failures,
  };
}

function hashOf(...parts: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/** Numbers of the chunks that a folder holds, by their files' names. */
export function chunksIn(folder: string): number[] {
  const chunks = join(folder, "chunks");
  if (!existsSync(chunks)) return [];
  return readdirSync(chunks)
    .flatMap((name) => (/^\d{9}\.rows$/.test(name) ? [Number.parseInt(name, 10)] : []))
    .sort((a, b) => a - b);
}

/** Removes what only an unfinished sweep needs. */
export function removeChunks(folder: string): void {
  rmSync(join(folder, "chunks"), { recursive: true, force: true });
}

const ROOM_AGAIN = "make room and go on with --resume: the chunks that were written are whole";

/** Does a piece of writing; what the system refuses becomes an error in words. */
export function writing<Result>(place: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw refusedWrite("the sweep", place, error, { whenFull: ROOM_AGAIN });
  }
}
