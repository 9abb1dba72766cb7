import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Table } from "@uwdata/flechette";
import { decodeWith } from "../decode/decode-with.ts";
import { InvariantError } from "../errors.ts";
import type { RowBlock } from "../search/evaluate-range.ts";
import type { ParameterAxis } from "../search/parameter-axis.ts";
import type { ParameterSpace } from "../search/parameter-space.ts";
import { type SweepDocument, sweepSchema } from "../search/sweep-schema.ts";
import { ROW_LENGTH, VARIANT_COLUMNS } from "../search/variant-row.ts";
import type { ParamValue } from "../strategy/param.ts";
import { replaceFile } from "./replace-file.ts";
import { writing } from "./sweep-folder.ts";

const ROWS_FILE = "sweep.arrows";
const SUMMARY_FILE = "sweep.json";

/** Writes blocks one after another into one Arrow file; nothing stands under its name before `finish`. */
export interface ArrowRows {
  readonly add: (block: RowBlock) => void;
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
export async function openArrowRows(folder: string, space: ParameterSpace): Promise<ArrowRows> {
  const arrow = await import("@uwdata/flechette");
  const final = join(folder, ROWS_FILE);
  const partial = `${final}.partial`;
  const handle = writing(folder, () => openSync(partial, "w"));
  let isFirst = true;
  let isOpen = true;
  const write = (bytes: Uint8Array) => writing(folder, () => writeWhole(handle, bytes));
  return {
    add: (block) => {
      const table = blockTable(arrow, space, block);
      const bytes = arrow.tableToIPC(table, { format: "stream" }) as Uint8Array;
      write(bytes.subarray(isFirst ? 0 : schemaLength(bytes), bytes.length - END_OF_STREAM.length));
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

function blockTable(arrow: Arrow, space: ParameterSpace, { from, rows, status }: RowBlock): Table {
  const { axes, held } = space.description;
  const params = [
    ...Object.entries(held).map(([name, value]) => paramColumn(name, [value], status.length)),
    ...axes.map((axis) => paramColumn(axis.name, valuesOf(axis), status.length)),
  ];
  const numbers = VARIANT_COLUMNS.map((name) => ({ name, values: new Float64Array(status.length) }));
  for (let i = 0; i < status.length; i++) {
    const point = space.at(from + i);
    for (const { name, values } of params) values[i] = point[name] as never;
    for (let place = 0; place < numbers.length; place++)
      (numbers[place] as (typeof numbers)[number]).values[i] = rows[i * ROW_LENGTH + place] as number;
  }
  return arrow.tableFromColumns([
    ...params.map((column) => [column.name, arrowColumn(arrow, column.values)] as [string, never]),
    ...numbers.map(({ name, values }) => [name, arrow.columnFromArray(values)] as [string, never]),
    ["status", arrow.columnFromArray(status) as never],
  ]);
}

function valuesOf(axis: ParameterAxis): readonly ParamValue[] {
  return axis.type === "list" ? axis.values : [axis.min];
}

interface ParamColumn {
  readonly name: string;
  readonly values: Float64Array | boolean[] | string[];
}

function paramColumn(name: string, [example]: readonly ParamValue[], length: number): ParamColumn {
  return { name, values: typeof example === "number" ? new Float64Array(length) : new Array(length) };
}

/** Typed arrays are taken as they are, without a copy. */
function arrowColumn(arrow: Arrow, values: ParamColumn["values"]) {
  if (values instanceof Float64Array) return arrow.columnFromArray(values);
  return arrow.columnFromArray(values, typeof values[0] === "boolean" ? arrow.bool() : arrow.utf8());
}

/** Writes a sweep's summary: checked against its schema first, then whole or not at all. */
export function writeSweep(document: SweepDocument, folder: string): string {
  const checked = decodeWith(sweepSchema, document, { file: "sweep" });
  if (checked.issues !== undefined) throw new InvariantError(checked.issues);
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
