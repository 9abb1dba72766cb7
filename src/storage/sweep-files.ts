import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Table } from "@uwdata/flechette";
import { assertKeepsTo } from "../decode/decode-with.ts";
import type { RowBlock } from "../search/evaluate-range.ts";
import { type ParameterSpace, valueAlong } from "../search/parameter-space.ts";
import { type SweepDocument, sweepSchema } from "../search/sweep-schema.ts";
import { ROW_LENGTH, VARIANT_COLUMNS } from "../search/variant-row.ts";
import type { ParamValue, ParamValues } from "../strategy/param.ts";
import { replaceFile } from "./replace-file.ts";
import { writing } from "./sweep-folder.ts";

const ROWS_FILE = "sweep.arrows";
const SUMMARY_FILE = "sweep.json";

/** Writes blocks one after another into one Arrow file; nothing stands under its name before `finish`. */
export interface ArrowRows {
  /** @param stream of the next block, from {@link rowEncoder} */
  readonly add: (stream: Uint8Array) => void;
  readonly finish: () => void;
  /** removes what was written, unless it is finished */
  readonly discard: () => void;
}

/** End of an Arrow stream: the continuation mark and a length of 0. */
const END_OF_STREAM = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

/**
 * Opens the file of a sweep's rows: an Arrow IPC stream with a column for each parameter, each number and the status,
 * one record batch a block. Any reader of Arrow takes it: `polars.read_ipc_stream`, `pyarrow.ipc.open_stream`,
 * DuckDB, Arquero.
 *
 * Each block is encoded by itself and its batch appended, so that memory does not grow with the number of points.
 */
export function openArrowRows(folder: string): ArrowRows {
  const final = join(folder, ROWS_FILE);
  const partial = `${final}.partial`;
  const handle = writing(folder, () => openSync(partial, "w"));
  let isFirst = true;
  let isOpen = true;
  const write = (bytes: Uint8Array) => writing(folder, () => writeWhole(handle, bytes));
  return {
    add: (stream) => {
      write(stream.subarray(isFirst ? 0 : schemaLength(stream), stream.length - END_OF_STREAM.length));
      isFirst = false;
    },
    finish: () => {
      write(END_OF_STREAM);
      closeSync(handle);
      isOpen = false;
      writing(folder, () => renameSync(partial, final));
    },
    discard: () => {
      if (isOpen) closeSync(handle);
      isOpen = false;
      rmSync(partial, { force: true });
    },
  };
}

function writeWhole(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
}

/** Bytes of the first message, the schema: mark, length, flatbuffer. */
function schemaLength(bytes: Uint8Array): number {
  return 8 + new DataView(bytes.buffer, bytes.byteOffset).getInt32(4, true);
}

type Arrow = typeof import("@uwdata/flechette");

/**
 * Encodes blocks of a space's rows, each as an Arrow IPC stream of one record batch; any thread gives the same bytes.
 *
 * What it returns is overwritten by the next block: columns and bytes lie in memory that is used again, since the garbage
 * collector is called by as much new memory as it is by many objects, and then takes the other threads' processors.
 */
export async function rowEncoder(space: ParameterSpace): Promise<(block: RowBlock) => Uint8Array> {
  const arrow = await import("@uwdata/flechette");
  const columns = new ReusedColumns();
  const sink = new ReusedSink();
  return (block) => {
    sink.clear();
    return arrow.tableToIPC(blockTable(arrow, space, block, columns), {
      format: "stream",
      sink,
    }) as Uint8Array;
  };
}

/** Columns of numbers by their place in a table; what one held is gone when it is asked for again. */
class ReusedColumns {
  readonly #columns: Float64Array[] = [];

  at(place: number, length: number): Float64Array {
    const column = this.#columns[place];
    if (column !== undefined && column.length >= length) return column.subarray(0, length);
    const longer = new Float64Array(length);
    this.#columns[place] = longer;
    return longer;
  }
}

/** Where an encoder writes its bytes: one buffer, which grows and is kept. */
class ReusedSink {
  #bytes = new Uint8Array(0);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  write(bytes: Uint8Array): void {
    const end = this.#length + bytes.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(2 * end);
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = end;
  }

  pad(count: number): void {
    this.write(new Uint8Array(count));
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}

function blockTable(
  arrow: Arrow,
  space: ParameterSpace,
  { from, rows, status }: RowBlock,
  reused: ReusedColumns,
): Table {
  const { length } = status;
  const { axes, held } = space.description;
  const names = [...Object.keys(held), ...axes.map((axis) => axis.name)];
  // Points are made where only they can tell a value, and then once for all axes.
  let points: ParamValues[] | null = null;
  const pointAt = (index: number) => {
    points ??= Array.from({ length }, (_, i) => space.at(from + i));
    return points[index - from] as ParamValues;
  };
  const params = names.map((name, place) => {
    const valueAt = valueAlong(space.description, name) ?? ((index) => pointAt(index)[name] as ParamValue);
    return paramColumn(arrow, valueAt, from, reused.at(place, length)) as never;
  });
  const numbers = VARIANT_COLUMNS.map((_, place) => {
    const values = reused.at(names.length + place, length);
    for (let i = 0; i < length; i++) values[i] = rows[i * ROW_LENGTH + place] as number;
    return arrow.columnFromArray(values) as never;
  });
  return arrow.tableFromColumns([
    ...names.map((name, place) => [name, params[place]] as [string, never]),
    ...VARIANT_COLUMNS.map((name, place) => [name, numbers[place]] as [string, never]),
    ["status", arrow.columnFromArray(status) as never],
  ]);
}

/** One parameter's values at the points from `from` on; numbers in a typed array, which is taken without a copy. */
function paramColumn(
  arrow: Arrow,
  valueAt: (index: number) => ParamValue,
  from: number,
  numbers: Float64Array,
) {
  const { length } = numbers;
  const first = valueAt(from);
  if (typeof first === "number") {
    for (let i = 0; i < length; i++) numbers[i] = valueAt(from + i) as number;
    return arrow.columnFromArray(numbers);
  }
  const values = Array.from({ length }, (_, i) => valueAt(from + i));
  return arrow.columnFromArray(values, typeof first === "boolean" ? arrow.bool() : arrow.utf8());
}

/** Writes a sweep's summary: checked against its schema first, then whole or not at all. */
export function writeSweep(document: SweepDocument, folder: string): string {
  assertKeepsTo(sweepSchema, document, "sweep");
  const path = join(folder, SUMMARY_FILE);
  writing(folder, () => replaceFile(path, formatSweep(document)));
  return path;
}

/** A sweep's summary as text; the same document gives the same bytes. */
export function formatSweep(document: SweepDocument): string {
  const lines = Object.entries(document).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(",\n")}\n}\n`;
}
